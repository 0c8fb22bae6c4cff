package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import routercost.cli.command.RouterCost;
import routercost.read.LogReader;
import routercost.read.ReadCalls;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.ReadTuning;

/// Bytes that a fuzzer makes up, given to each reader of files and to the command line: a run ends
/// with a result or a clean error, never with a bug, and every record is used or accounted for.
///
/// `src/fuzz/fuzz.sh` runs them; each method is a target.
class ReadersFuzzTest {
  private static final ReadTuning SMALL_CHUNKS = new ReadTuning(3, 200, 3, 1 << 16);
  private static final Pattern WRITES = Pattern.compile("(?i)(-o|--?(?:o|out|rej|rep|quote-o).*)");

  @FuzzTest
  void csv(byte[] bytes) throws IOException {
    log("log.csv", bytes);
  }

  @FuzzTest
  void jsonLines(byte[] bytes) throws IOException {
    log("log.jsonl", bytes);
  }

  @FuzzTest
  void jsonValue(byte[] bytes) throws IOException {
    log("log.json", bytes);
  }

  @FuzzTest
  void eventStream(byte[] bytes) throws IOException {
    log("stream.txt", bytes);
  }

  @FuzzTest
  void sqlite(byte[] bytes) throws IOException {
    log("calls.db", bytes);
  }

  @FuzzTest
  void parquet(byte[] bytes) throws IOException {
    log("calls.parquet", bytes);
  }

  @FuzzTest
  void workbook(byte[] bytes) throws IOException {
    log("calls.xlsx", bytes);
  }

  @FuzzTest
  void cube(byte[] bytes) throws IOException {
    var file = file("saved.cube.csv", bytes);
    var merged = run(List.of("cube", "merge", file));
    if (merged.exit() == 0) {
      var again = file("again.cube.csv", merged.out().getBytes(StandardCharsets.UTF_8));
      assertThat(run(List.of("cube", "merge", again)).out()).isEqualTo(merged.out());
    }
    var request = ReadCalls.request(List.of(file), new byte[0]);
    outcome(LogReader.of(request)::read);
  }

  /// The first byte chooses the kind of file.
  @FuzzTest
  void yaml(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    var file = file("written.yaml", Arrays.copyOfRange(bytes, 1, bytes.length));
    run(
        switch (Math.floorMod(bytes[0], 6)) {
          case 0 -> List.of("check", "samples/calls.csv", "--budgets", file);
          case 1 -> List.of("estimate", file);
          case 2 -> List.of("audit", "samples/calls.csv", "--routing", file);
          case 3 -> List.of("what-if", "samples/calls.csv", "--scenario", file);
          case 4 -> List.of("audit", "samples/calls.csv", "--prices", file);
          default -> List.of("audit", "samples/calls.csv", "--map", file);
        });
  }

  /// Words between line ends: a byte over 127 is a command or an option, or the file of a sample.
  /// No system
  /// passes a NUL.
  @FuzzTest
  void commandLine(byte[] bytes) {
    var words = new ArrayList<String>();
    for (var line :
        new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "").split("\n", 40)) {
      words.add(
          line.length() == 1 && line.charAt(0) > 127
              ? Vocabulary.WORDS.get((line.charAt(0) - 128) % Vocabulary.WORDS.size())
              : line);
    }
    if (words.stream().noneMatch(word -> WRITES.matcher(word).matches())) {
      run(words);
    }
  }

  /// The words that a command line may have.
  private static final class Vocabulary {
    private static final Map<String, CommandLine> COMMANDS =
        RouterCost.commandLine(Terminals.silent()).getSubcommands();

    static final List<String> WORDS =
        Stream.concat(
                Stream.of(
                    "samples/calls.csv",
                    "samples/warehouse.cube.csv",
                    "samples/budgets.yaml",
                    "samples/pipelines/support.yaml",
                    "2026-10-07",
                    "2026-10",
                    "plan=haiku",
                    "json",
                    "task,day"),
                Stream.concat(
                    COMMANDS.keySet().stream(),
                    COMMANDS.values().stream()
                        .flatMap(command -> command.getCommandSpec().options().stream())
                        .map(OptionSpec::longestName)))
            .distinct()
            .sorted()
            .toList();
  }

  /// Reads bytes as a log call by call and in several threads: both account for every record, and
  /// agree.
  private static void log(String name, byte[] bytes) throws IOException {
    var file = file(name, bytes);
    var seen = new ReadCalls.Recorder();
    var request = ReadCalls.request(List.of(file), new byte[0]);
    var byCall = outcome(LogReader.of(request).callByCall(seen)::read);
    if (byCall.problem().contains("binary data")) { // within a head longer than a small chunk
      return;
    }
    var scanned = outcome(LogReader.of(request.with(SMALL_CHUNKS))::read);
    assertThat(scanned.problem()).isEqualTo(byCall.problem());
    assertThat(scanned.tally().map(LogTally::used)).isEqualTo(byCall.tally().map(LogTally::used));
    assertThat(scanned.tally().map(ReadersFuzzTest::rows))
        .isEqualTo(byCall.tally().map(ReadersFuzzTest::rows));
    if (byCall.tally().isPresent()) {
      for (var counts : byCall.tally().get().inputs()) {
        assertThat(counts.rows())
            .isEqualTo(
                counts.used() + counts.duplicates() + counts.skippedRows() + counts.rejected());
      }
      assertThat(byCall.tally().get().inputs().stream().mapToLong(RowCounts::used).sum())
          .isEqualTo(seen.calls.size());
      long rejected = byCall.tally().get().inputs().stream().mapToLong(RowCounts::rejected).sum();
      assertThat(seen.rejects.size() - rejected)
          .isBetween(0L, 1L); // the last may be no record, but cut off
    }
  }

  /// What became of the rows of each input.
  private static List<List<Long>> rows(LogTally tally) {
    return tally.inputs().stream()
        .map(
            counts ->
                List.of(
                    counts.rows(),
                    counts.used(),
                    counts.duplicates(),
                    counts.skippedRows(),
                    counts.rejected()))
        .toList();
  }

  /// What a reading gives: a tally, or a problem in one line.
  private record Outcome(Optional<LogTally> tally, String problem) {}

  private static Outcome outcome(Supplier<LogTally> reading) {
    try {
      return new Outcome(Optional.of(reading.get()), "");
    } catch (InputProblem | ConfigurationProblem problem) {
      assertThat(problem).message().hasSizeLessThan(2_000).doesNotContain("\u001b", "\n");
      return new Outcome(Optional.empty(), String.valueOf(problem.getMessage()));
    }
  }

  private static String file(String name, byte[] bytes) throws IOException {
    var folder = Path.of("target/fuzz", Long.toString(ProcessHandle.current().pid()));
    Files.createDirectories(folder);
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private static Terminals.Run run(List<String> words) {
    var run = Terminals.run(words);
    assertThat(run.exit()).as("%s: %s", words, run.err()).isBetween(0, 5).isNotEqualTo(1);
    assertThat(run.out() + run.err()).doesNotContain("\u001b", "Exception", "\tat ");
    return run;
  }
}
