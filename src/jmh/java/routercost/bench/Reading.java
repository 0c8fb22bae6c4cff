package routercost.bench;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import routercost.read.LogReader;
import routercost.read.ReadRequest;
import routercost.read.schema.Filter;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.LogTally;
import routercost.read.text.ReadTuning;
import routercost.read.value.Period;

/// From a log of twenty megabytes to a tally.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class Reading {
  private static final int SIZE = 20_000_000;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final RecordFilter ALL =
      new RecordFilter(
          Filter.none(),
          Set.of(),
          new Period(Optional.empty(), Optional.empty()),
          ZoneOffset.UTC,
          TODAY);

  @Param({"csv", "jsonl"})
  public String format = "csv";

  /// Whether calls with an id seen before are left out.
  @Param({"false", "true"})
  public boolean dedupe;

  @Param({"1", "2"})
  public int threads = 1;

  private Path log = Path.of("");

  @Setup
  public void generate() {
    log = Samples.log(format, SIZE);
  }

  @Benchmark
  public LogTally read() {
    var interpretation =
        new ReadOptions(Optional.empty(), Map.of(), ReadOptions.CacheTokens.AUTO, dedupe);
    return LogReader.of(
            ReadRequest.of(List.of(log.toString()), InputStream.nullInputStream(), ALL)
                .with(interpretation)
                .with(ReadTuning.of(threads)))
        .read();
  }
}
