package routercost.bench;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// What one call costs to add to a tally that has met its key before.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class Tallying {
  private static final int CALLS = 100_000;
  private static final BigDecimal LOGGED = new BigDecimal("0.0123");

  @Param({"1000", "100000"})
  public int cells;

  private final long[] counts = Samples.counts();
  private UsageKey[] keys = {};
  private Tally tally = new Tally();

  @Setup
  public void fill() {
    keys = Samples.keys(cells).toArray(UsageKey[]::new);
  }

  @Setup(Level.Iteration)
  public void restart() {
    tally = new Tally();
    for (var key : keys) {
      tally.add(key, counts, LOGGED);
    }
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public Tally add() {
    for (int i = 0; i < CALLS; i++) {
      tally.add(keys[i % keys.length], counts, LOGGED);
    }
    return tally;
  }
}
