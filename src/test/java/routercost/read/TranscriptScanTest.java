package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.schema.Filter;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.read.text.ReadTuning;
import routercost.read.value.Period;

/// Scanned transcripts give what the careful reading gives, however many threads scan them and
/// wherever their files are cut into chunks.
class TranscriptScanTest {
  private static final RecordFilter BY_PROJECT =
      new RecordFilter(
          Filter.none(),
          Set.of("project", "session"),
          Period.ALWAYS,
          ReadCalls.ALL.timezone(),
          ReadCalls.UNDATED);
  private static final RecordFilter OF_A_BRANCH = ReadCalls.filtered("branch", "main");

  @TempDir private Path folder;

  /// What a reading says of the calls, and of the lines of each file.
  private record Said(
      String used,
      String duplicates,
      String skipped,
      String unseen,
      List<String> warnings,
      List<String> accounts,
      List<Reject> rejects) {
    static Said of(LogTally tally, List<Reject> rejects) {
      return new Said(
          tally.used().toString(),
          tally.duplicates().toString(),
          tally.skipped().toString(),
          tally.unseen().toString(),
          tally.warnings(),
          tally.inputs().stream().map(Said::counted).toList(),
          rejects);
    }

    private static String counted(RowCounts input) {
      return "%s %d rows, %d used, %d duplicates, %s, %d rejected"
          .formatted(
              input.path(),
              input.rows(),
              input.used(),
              input.duplicates(),
              input.skipped(),
              input.rejected());
    }
  }

  private Said careful(ReadOptions interpretation, RecordFilter selection) {
    var read = ReadCalls.of(List.of(folder.toString()), new byte[0], interpretation, selection);
    return Said.of(read.tally(), read.rejects());
  }

  private Said scanned(ReadOptions interpretation, RecordFilter selection, int threads, int chunk) {
    var listener = new ReadCalls.Recorder();
    var request =
        ReadCalls.request(List.of(folder.toString()), new byte[0])
            .with(interpretation)
            .with(selection)
            .with(new ReadTuning(threads, chunk, 0, 1 << 20));
    return Said.of(LogReader.of(request).listener(listener).read(), listener.rejects);
  }

  private static ReadOptions dedupe(boolean dedupe) {
    return new ReadOptions(Optional.empty(), Map.of(), ReadOptions.CacheTokens.AUTO, dedupe);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scannedAndCarefulReadingAgree(int seed) throws IOException {
    var random = new Random(seed);
    write(new MadeTranscript(random));
    var interpretation = dedupe(random.nextInt(4) > 0);
    for (RecordFilter selection : List.of(ReadCalls.ALL, BY_PROJECT, OF_A_BRANCH)) {
      Said careful = careful(interpretation, selection);
      for (int chunk : new int[] {1 + random.nextInt(60), 700, 1 << 16}) {
        assertThat(scanned(interpretation, selection, 1 + random.nextInt(3), chunk))
            .as("seed %d, chunks of %d", seed, chunk)
            .isEqualTo(careful);
      }
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 150);
  }

  private void write(MadeTranscript made) throws IOException {
    for (int file = 0; file < 4; file++) {
      var text = new StringBuilder("{\"type\":\"summary\",\"sessionId\":\"s\"}\n");
      made.lines(file == 2 ? 1 : 25).forEach(text::append);
      Files.writeString(folder.resolve("session-" + file + ".jsonl"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyByteMayBeABorder(int threads) throws IOException {
    write(new MadeTranscript(new Random(7)));
    Said careful = careful(dedupe(true), ReadCalls.ALL);
    for (int chunk = 1; chunk < 300; chunk += 7) {
      assertThat(scanned(dedupe(true), ReadCalls.ALL, threads, chunk))
          .as("chunks of %d", chunk)
          .isEqualTo(careful);
    }
  }

  @Test
  void aCountOfTheBeginningIsALowerBound() throws IOException {
    String line =
        "{\"type\":\"assistant\",\"sessionId\":\"s\",\"timestamp\":\"2026-10-07T08:00:00Z\",\"message\":"
            + "{\"id\":\"msg_01234567890123456789\",\"model\":\"claude-opus-4-5\",\"content\":[{\"type\":"
            + "\"text\",\"text\":\"%s\"}],\"usage\":{\"input_tokens\":1,\"output_tokens\":5}}}\n"
                .formatted("é".repeat(800));
    Files.writeString(folder.resolve("session.jsonl"), line);
    assertThat(scanned(dedupe(true), ReadCalls.ALL, 1, 100).unseen()).contains("OUTPUT=195");
  }

  static Stream<Path> trees() {
    return Stream.of(Path.of("src/test/resources/exports/claude-code-jsonl"));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void theSampleTreeGivesTheSame(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(tree.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Said careful = careful(dedupe(true), BY_PROJECT);
    assertThat(careful.used()).contains("Explore");
    assertThat(scanned(dedupe(true), BY_PROJECT, 2, 1000)).isEqualTo(careful);
  }
}
