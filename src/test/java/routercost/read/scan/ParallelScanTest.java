package routercost.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.audit.Latencies;
import routercost.audit.LoggedCostCheck;
import routercost.audit.SummedLatencies;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.read.LogReader;
import routercost.read.Logs;
import routercost.read.ReadCalls;
import routercost.read.config.prices.PriceBooks;
import routercost.read.schema.Filter;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.text.InputProblem;
import routercost.read.text.ReadTuning;
import routercost.read.value.Period;

/// The scanner says of every log what the careful reading says of it, however it is cut.
class ParallelScanTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final ReadTuning CAREFUL = new ReadTuning(1, 1 << 16, Integer.MAX_VALUE, 1 << 20);

  @TempDir private Path folder;

  /// All that a reading can say.
  private record Said(String tally, List<Reject> rejects, String check, String latencies) {
    static Said of(
        List<String> paths,
        byte[] stdin,
        RecordFilter selection,
        boolean dedupe,
        ReadTuning effort) {
      return of(paths, stdin, selection, dedupe, effort, Optional.empty());
    }

    static Said of(
        List<String> paths,
        byte[] stdin,
        RecordFilter selection,
        boolean dedupe,
        ReadTuning effort,
        Optional<Supplier<PricePeriods>> together) {
      var listener = new ReadCalls.Recorder();
      var check = LoggedCostCheck.of(BOOK);
      var latencies = new Latencies();
      var interpretation =
          new ReadOptions(Optional.empty(), Map.of(), ReadOptions.CacheTokens.AUTO, dedupe);
      String tally;
      try {
        tally =
            LogReader.of(
                    ReadCalls.request(paths, stdin)
                        .with(interpretation)
                        .with(selection)
                        .with(effort))
                .mergeDays(together)
                .checking(check)
                .latencies(latencies)
                .listener(listener)
                .read()
                .toString();
      } catch (InputProblem problem) {
        tally = String.valueOf(problem.getMessage());
      }
      var checked = List.of(check.compared(), check.logged(), check.computed(), check.findings());
      return new Said(tally, listener.rejects, checked.toString(), SummedLatencies.of(latencies));
    }
  }

  private static Said said(byte[] log, ReadTuning effort) {
    return Said.of(List.of("-"), log, ReadCalls.ALL, true, effort);
  }

  private static ReadTuning scanning(int threads, int chunk) {
    return new ReadTuning(threads, chunk, 0, 1 << 20);
  }

  private Path file(byte[] log) {
    try {
      return Files.write(folder.resolve("log"), log);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> csv = Files.list(Path.of("src/test/resources/calls-csv"));
        Stream<Path> json = Files.list(Path.of("src/test/resources/calls-json"));
        Stream<Path> odd = Files.list(Path.of("src/test/resources/odd"))) {
      return Stream.of(csv, json, odd)
          .flatMap(paths -> paths)
          .filter(Files::isRegularFile)
          .sorted()
          .toList()
          .stream();
    }
  }

  /// Calls of three years in no order, with copies, gaps in prices, and costs that disagree.
  private static byte[] years() {
    var random = new Random(23);
    var log =
        new StringBuilder("timestamp,task,model,input_tokens,output_tokens,id,cost,latency_ms\n");
    var models = List.of("claude-opus-4-1", "claude-haiku-4-5", "gpt-5.1", "nobody-1", "gpt-4o");
    for (int i = 0; i < 600; i++) {
      var time = LocalDateTime.of(2024, 6, 1, 0, 0).plusMinutes(random.nextInt(2 * 525_600));
      log.append(
          "%sZ,t%d,%s,%d,%d,id-%d,%s,%d\n"
              .formatted(
                  time.withSecond(1),
                  random.nextInt(3),
                  models.get(random.nextInt(models.size())),
                  random.nextInt(400_000),
                  random.nextInt(5_000),
                  random.nextInt(550),
                  random.nextInt(9) == 0 ? "0.5" : "",
                  random.nextInt(60_000)));
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/Los_Angeles"})
  void daysThatAreTakenTogetherWhileScanningAreThoseTakenTogetherAfterwards(String zone) {
    byte[] log = years();
    var selection =
        new RecordFilter(
            Filter.none(), Set.of(), Period.ALWAYS, ZoneId.of(zone), LocalDate.of(2026, 11, 29));
    for (boolean monthly : new boolean[] {false, true}) {
      Supplier<PricePeriods> periods =
          () -> monthly ? BOOK.periods().withinMonths() : BOOK.periods();
      var together = Optional.of(periods);
      var expected = Said.of(List.of("-"), log, selection, true, CAREFUL, together);

      assertThat(Said.of(List.of("-"), log, selection, true, scanning(1, 1 << 16), together))
          .isEqualTo(expected);
      assertThat(Said.of(List.of("-"), log, selection, true, scanning(3, 999), together))
          .isEqualTo(expected);
      assertThat(expected).isNotEqualTo(Said.of(List.of("-"), log, selection, true, CAREFUL));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleIsScannedAsItIsReadCarefully(Path sample) throws IOException {
    byte[] log = Files.readAllBytes(sample);
    Said expected = said(log, CAREFUL);
    for (int chunk : new int[] {1, 7, 100, 1 << 16}) {
      assertThat(said(log, scanning(2, chunk))).as("chunks of " + chunk).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyBorderGivesTheSame(boolean json) {
    var random = new Random(4);
    for (int round = 0; round < 4; round++) {
      byte[] log = json ? Logs.json(random, 6) : Logs.csv(random, 8);
      Said expected = said(log, CAREFUL);
      Path file = file(log);
      Said fromFile = Said.of(List.of(file.toString()), log, ReadCalls.ALL, true, CAREFUL);
      for (int chunk = 1; chunk <= log.length + 1; chunk += 1 + chunk / 64) {
        assertThat(said(log, scanning(1 + chunk % 3, chunk)))
            .as(() -> new String(log, StandardCharsets.UTF_8))
            .isEqualTo(expected);
        ReadTuning effort = scanning(1 + chunk % 2, chunk);
        assertThat(Said.of(List.of(file.toString()), log, ReadCalls.ALL, true, effort))
            .isEqualTo(fromFile);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aThousandMutatedLogsAreScannedAsTheyAreReadCarefully(boolean json) {
    var random = new Random(json ? 5 : 6);
    for (int round = 0; round < 1_000; round++) {
      int rows = 1 + random.nextInt(30);
      byte[] log = Logs.mutated(random, json ? Logs.json(random, rows) : Logs.csv(random, rows));
      ReadTuning effort = scanning(1 + random.nextInt(3), 1 + random.nextInt(log.length + 20));
      assertThat(said(log, effort))
          .as(() -> new String(log, StandardCharsets.UTF_8))
          .isEqualTo(said(log, CAREFUL));
    }
  }

  @Test
  void filtersLabelsPeriodsAndZonesAreKept() {
    var random = new Random(7);
    var selections =
        List.of(
            new RecordFilter(
                Filter.none(),
                Set.of("team", "user"),
                Period.ALWAYS,
                java.time.ZoneOffset.UTC,
                ReadCalls.UNDATED),
            ReadCalls.labelled("team"),
            ReadCalls.filtered("team", "a,b"),
            ReadCalls.filtered("task", "plan"),
            ReadCalls.filtered("status", "failed"),
            ReadCalls.filtered("service_tier", "batch"),
            ReadCalls.filtered("day", "2026-10-02"),
            ReadCalls.in("America/New_York"),
            ReadCalls.in("Asia/Kolkata"),
            new RecordFilter(
                Filter.none(),
                Set.of(),
                new Period(
                    Optional.of(java.time.LocalDate.of(2026, 10, 2)),
                    Optional.of(java.time.LocalDate.of(2026, 10, 20))),
                java.time.ZoneOffset.UTC,
                ReadCalls.UNDATED));
    for (RecordFilter selection : selections) {
      for (int round = 0; round < 20; round++) {
        byte[] log = round % 2 == 0 ? Logs.csv(random, 25) : Logs.json(random, 25);
        assertThat(Said.of(List.of("-"), log, selection, false, scanning(2, 300)))
            .isEqualTo(Said.of(List.of("-"), log, selection, false, CAREFUL));
      }
    }
  }

  @Test
  void gzipIsScannedToo() throws IOException {
    byte[] log = Logs.csv(new Random(8), 300);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(log);
    }
    assertThat(said(packed.toByteArray(), scanning(2, 1000))).isEqualTo(said(log, CAREFUL));
  }

  @Test
  void idsOnDiskAreDuplicatesToo() {
    byte[] log = Logs.csv(new Random(9), 400);
    assertThat(said(log, new ReadTuning(2, 500, 0, 20))).isEqualTo(said(log, CAREFUL));
  }
}
