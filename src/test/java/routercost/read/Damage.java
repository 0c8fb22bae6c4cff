package routercost.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LeftOut;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.ReadTuning;
import routercost.usage.UsageCube;

/// Samples with a byte changed or with their end cut off, and what is read of them.
final class Damage {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Pattern SAMPLES =
      Pattern.compile(".*/(exports/|calls-(csv|json)/\\d|odd/).*");
  private static final ReadTuning EFFORT = new ReadTuning(1, 1 << 16, 1000, 1 << 16);

  /// Ways to change one byte.
  enum Flip {
    LOWEST_BIT,
    CASE_BIT,
    HIGH_BIT,
    QUOTE,
    NEWLINE,
    ZERO;

    byte of(byte value) {
      return switch (this) {
        case LOWEST_BIT -> (byte) (value ^ 1);
        case CASE_BIT -> (byte) (value ^ 0x20);
        case HIGH_BIT -> (byte) (value ^ 0x80);
        case QUOTE -> '"';
        case NEWLINE -> '\n';
        case ZERO -> 0;
      };
    }

    /// The bytes with the one at `at` changed.
    byte[] at(byte[] whole, int at) {
      byte[] flipped = whole.clone();
      flipped[at] = of(whole[at]);
      return flipped;
    }
  }

  /// What a reading came to.
  ///
  /// @param used the calls that count; empty if the input was refused
  /// @param told whether it says that something is missing or may be
  record Result(Optional<UsageCube> used, boolean told) {
    private static final Result REFUSED = new Result(Optional.empty(), true);

    /// Whether a person who looks at it is misled: the figures are not those of the whole records
    /// before the damage, and nothing is said.
    boolean misleads(Result expected) {
      return !told && !used.equals(expected.used);
    }
  }

  private Damage() {}

  /// All samples of logs that there are.
  static List<Path> samples() {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> SAMPLES.matcher(file.toString()).matches() && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /// Reads a log from standard input, transcripts also from a file: there they are scanned, and
  /// must come to the same, or say so where the careful reading refuses all of it. Whatever else it
  /// throws than a problem is our bug.
  ///
  /// @param sample what the log was made from
  /// @param folder where a file may be written
  static Result read(Path sample, byte[] log, Path folder) throws IOException {
    Result careful = read("-", log);
    if (sample.toString().contains("claude-code-jsonl")) {
      Result scanned = read(Files.write(folder.resolve("transcript"), log));
      boolean refused = careful.used().isEmpty() && scanned.told();
      if (!scanned.equals(careful) && !refused) {
        throw new IllegalStateException("scanned: " + scanned + ", carefully: " + careful);
      }
    }
    return careful;
  }

  /// Reads a log from its file.
  static Result read(Path log) {
    return read(log.toString(), new byte[0]);
  }

  private static Result read(String path, byte[] log) {
    var listener = new ReadCalls.Recorder();
    try {
      LogTally tally =
          LogReader.of(ReadCalls.request(List.of(path), log).with(EFFORT))
              .listener(listener)
              .read();
      return result(tally, listener.rejects);
    } catch (InputProblem | ConfigurationProblem problem) {
      String message = String.valueOf(problem.getMessage());
      if (!message.startsWith(path) || message.length() > 1200 || message.indexOf(27) >= 0) {
        throw new IllegalStateException("not a clean error: " + message, problem);
      }
      return Result.REFUSED;
    }
  }

  /// Whether a file breaks off within a record, which is not counted as one and can be saved.
  static boolean isCutRecord(LeftOut.PartOfFile part) {
    return part.sentence().contains("it breaks off within line");
  }

  /// An account cannot be built unless rows = used + duplicates + skipped + rejected.
  private static Result result(LogTally tally, List<Reject> rejects) {
    long counted = tally.inputs().stream().mapToLong(RowCounts::rejected).sum();
    long cut = tally.leftOut().files().stream().filter(Damage::isCutRecord).count();
    if (counted + cut != rejects.size()) {
      throw new IllegalStateException(counted + " rejects counted, told " + rejects);
    }
    var sentences =
        Stream.of(
                tally.warnings().stream(),
                tally.leftOut().files().stream().map(LeftOut.PartOfFile::sentence),
                tally.inputs().stream().flatMap(input -> input.assumptions().stream()))
            .flatMap(said -> said);
    boolean doubted =
        sentences.anyMatch(
            said ->
                Stream.of("ends early", "breaks off", "no newline ends", "is empty")
                    .anyMatch(said::contains));
    return new Result(Optional.of(tally.used()), counted > 0 || doubted);
  }

  /// The ends of the lines of a log, its own end last: where a cut takes whole lines away.
  static int[] borders(byte[] log) {
    return IntStream.concat(
            IntStream.range(1, log.length).filter(at -> log[at - 1] == '\n'),
            IntStream.of(log.length))
        .toArray();
  }

  /// The log up to `end`.
  static byte[] cut(byte[] whole, int end) {
    return Arrays.copyOf(whole, end);
  }
}
