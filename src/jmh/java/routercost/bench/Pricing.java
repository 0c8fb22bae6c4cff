package routercost.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// From a cube to money.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class Pricing {
  private static final Scenario LOWER =
      new Scenario("one tier lower", List.of(new Rule.OneTierLower()));

  /// A cube of some cells, and the built-in prices.
  @State(Scope.Benchmark)
  public static class Cube {
    @Param({"1000", "10000", "100000"})
    public int cells;

    private final PriceBook book = PriceBooks.builtIn();
    private UsageCube cube = UsageCube.EMPTY;

    @Setup
    public void fill() {
      cube = Samples.cube(cells);
    }
  }

  private final PriceBook book = PriceBooks.builtIn();
  private final List<UsageKey> keys = Samples.keys(1_000);
  private int next;

  /// The price of one key; the keys take turns.
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Quote quote() {
    next = next + 1 == keys.size() ? 0 : next + 1;
    return book.quote(keys.get(next));
  }

  /// A cube as it was.
  @Benchmark
  public Comparison asIs(Cube of) {
    return Comparison.of(of.cube, Scenario.NONE, of.book, Optional.empty());
  }

  /// A cube as it was and with everything one tier lower.
  @Benchmark
  public Comparison oneTierLower(Cube of) {
    return Comparison.of(of.cube, LOWER, of.book, Optional.empty());
  }
}
