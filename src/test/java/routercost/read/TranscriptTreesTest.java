package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.schema.Origin;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.Reject;
import routercost.read.tally.LogTally;
import routercost.read.text.InputProblem;
import routercost.read.text.ReadTuning;
import routercost.usage.Meter;
import routercost.usage.Status;

/// Transcripts read as bytes by several workers are what the careful reading makes of them,
/// whatever stands in them.
class TranscriptTreesTest {
  private static final Path SAMPLE =
      Path.of("src/test/resources/exports/claude-code-jsonl/synthetic");

  /// What a reading found out, without what differs from run to run.
  private record Found(LogTally tally, List<Reject> rejects) {}

  private static Found carefully(Path folder) {
    var read =
        ReadCalls.of(List.of(folder.toString()), new byte[0], ReadOptions.SNIFFED, ReadCalls.ALL);
    return new Found(read.tally(), read.rejects());
  }

  private static Found scanned(Path folder) {
    var listener = new ReadCalls.Recorder();
    var request =
        ReadCalls.request(List.of(folder.toString()), new byte[0])
            .with(new ReadTuning(2, 3000, 0, 1 << 20));
    return new Found(LogReader.of(request).listener(listener).read(), listener.rejects);
  }

  private static void assertSame(Path folder) {
    Found careful = outcome(() -> carefully(folder));
    Found scanned = outcome(() -> scanned(folder));
    assertThat(scanned.rejects()).isEqualTo(careful.rejects());
    var ours = scanned.tally();
    var theirs = careful.tally();
    assertThat(ours.used()).isEqualTo(theirs.used());
    assertThat(ours.duplicates()).isEqualTo(theirs.duplicates());
    assertThat(ours.skipped()).isEqualTo(theirs.skipped());
    assertThat(ours.unseen()).isEqualTo(theirs.unseen());
    assertThat(ours.warnings()).isEqualTo(theirs.warnings());
    assertThat(accounts(ours)).isEqualTo(accounts(theirs));
  }

  private interface Run {
    Found found();
  }

  /// A problem is an outcome too.
  private static Found outcome(Run run) {
    try {
      return run.found();
    } catch (InputProblem problem) {
      var message = String.valueOf(problem.getMessage());
      var reject = new Reject(new Origin("problem", 0), message, new java.util.TreeMap<>());
      return new Found(
          LogReader.of(ReadCalls.request(List.of("-"), new byte[0])).read(), List.of(reject));
    }
  }

  private static List<String> accounts(LogTally tally) {
    return tally.inputs().stream()
        .map(
            input ->
                "%s %s %d = %d + %d + %s + %d %s %s"
                    .formatted(
                        input.path(),
                        input.format(),
                        input.rows(),
                        input.used(),
                        input.duplicates(),
                        input.skipped(),
                        input.rejected(),
                        input.firstRejects(),
                        input.assumptions()))
        .toList();
  }

  @Test
  void theSampleIsReadAlike() {
    assertSame(SAMPLE);
  }

  /// Of so many, a thread of its own tells what the second half is.
  @Test
  void manyFilesAmongOthersAreReadAlike(@TempDir Path folder) throws IOException {
    String plain = new Tree(new Random(1)).plain();
    for (int i = 100; i < 400; i++) {
      String line = i % 7 == 0 ? "none" : plain.replace("msg_01", "msg_" + i);
      Files.writeString(folder.resolve(i + ".jsonl"), line + "\n");
    }
    Files.writeString(folder.resolve("999.csv"), "model,input_tokens,output_tokens\n");
    assertSame(folder);
    var inputs = scanned(folder).tally().inputs();
    assertThat(inputs).hasSize(300 - 43 + 1);
    assertThat(inputs.getFirst().assumptions().getFirst())
        .startsWith("not call logs, left out of " + folder + ": 105.jsonl, 112.jsonl");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void generatedTreesAreReadAlike(long seed, @TempDir Path folder) throws IOException {
    new Tree(new Random(seed)).write(folder);
    assertSame(folder);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
  void damagedTreesAreReadAlike(long seed, @TempDir Path folder) throws IOException {
    var random = new Random(seed);
    new Tree(random).write(folder);
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = damage(random);
      }
      Files.write(file, bytes);
    }
    assertSame(folder);
  }

  private static byte damage(Random random) {
    byte[] likely = "\"\\{}[],:\r\n\t 0-eE.\u007f".getBytes(StandardCharsets.UTF_8);
    return random.nextBoolean()
        ? likely[random.nextInt(likely.length)]
        : (byte) (1 + random.nextInt(255));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void bytesThatAreNoTextAreReadAlike(int which, @TempDir Path folder) throws IOException {
    new Tree(new Random(5)).write(folder);
    Path file = files(folder).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    byte[][] marks = {
      {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, {(byte) 0xFF, (byte) 0xFE}, {0}, {32}
    };
    Files.write(file, marks[which]);
    Files.write(file, bytes, java.nio.file.StandardOpenOption.APPEND);
    assertSame(folder);
  }

  @Test
  void aLineOfMoreThanAWorkerTakesAtOnceIsReadAlike(@TempDir Path folder) throws IOException {
    var tree = new Tree(new Random(9));
    String line = tree.line(0).replace("[redacted]", "é\\n".repeat(900_000));
    Files.writeString(folder.resolve("a.jsonl"), tree.line(1) + "\n" + line + "\n" + tree.line(2));
    assertSame(folder);
  }

  @Test
  void whyAModelStoppedIsNoStatusOfTheCall(@TempDir Path folder) throws IOException {
    String plain = new Tree(new Random(1)).plain();
    var lines = new ArrayList<String>();
    for (var reason : List.of("refusal", "model_context_window_exceeded", "end_turn")) {
      lines.add(
          plain
              .replace("\"stop_reason\":null", "\"stop_reason\":\"" + reason + "\"")
              .replace("msg_01", "msg_" + reason));
    }
    Files.write(folder.resolve("a.jsonl"), lines);
    assertSame(folder);
    assertThat(scanned(folder).tally().used().total().of(Meter.CALLS)).isEqualByComparingTo("3");
    assertThat(scanned(folder).tally().used().cells().keySet())
        .allMatch(key -> key.status() == Status.OK);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// Sessions with all that happens in transcripts, and some that does not.
  private record Tree(Random random) {
    private static final String[] MODELS = {
      "claude-opus-5-5", "claude-haiku-4-5-20251001", "<synthetic>", "kimi-k2.6", "claude-sonnet-5"
    };
    private static final String[] TEXTS = {
      "[redacted]",
      "caf\u00e9 \u4f60\u597d \uD83D\uDE00",
      "a \\\"quoted\\\" line\\n\\u00e9\\ud83d\\ude00",
      "",
      "{}"
    };

    void write(Path folder) throws IOException {
      for (int file = 0; file < 6; file++) {
        Path path = folder.resolve("p" + (file % 2) + "/s" + file + ".jsonl");
        Files.createDirectories(path.getParent());
        var lines = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
          lines.append(line(i)).append(end());
        }
        Files.writeString(path, lines);
      }
    }

    private String end() {
      int dice = random.nextInt(40);
      return dice == 0
          ? "\r\n"
          : dice == 1 ? "\n\n" : dice == 2 ? " \t\n" : dice == 3 ? "\r" : "\n";
    }

    private String pick(String... some) {
      return some[random.nextInt(some.length)];
    }

    String line(int number) {
      int dice = random.nextInt(30);
      return switch (dice) {
        case 0 -> odd();
        case 1, 2, 3, 4 -> user();
        case 5 -> task();
        case 6 -> taught();
        default -> call(number);
      };
    }

    private String odd() {
      return pick(
          "not json",
          "[1,2]",
          "7",
          "{\"a\":01}",
          "{\"type\":\"assistant\",\"sessionId\":\"s\"}",
          "{\"type\":\"summary\",\"summary\":\"x\",\"leafUuid\":\"y\"}",
          "{\"sessionId\":\"s\",\"message\":{\"usage\":{\"input_tokens\":3}}}",
          "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":null}",
          "{\"ty\\u0070e\":\"assistant\",\"sessionId\":\"s\"}",
          "{\"type\":\"user\",\"sessionId\":\"s\",\"sample_rate\":0.5}",
          "{\"type\":\"user\",\"sessionId\":\"s\"} trailing",
          "{\"type\":\"user\",\"sessionId\":\"s\",}",
          "{\"type\":\"user\",\"sessionId\":\"s\",\"a\":tru}");
    }

    private String user() {
      return "{\"type\":\"%s\",\"sessionId\":\"s1\",\"uuid\":\"u\",\"message\":{\"role\":\"user\",\"content\":\"%s\"}}"
          .formatted(pick("user", "system", "attachment"), pick(TEXTS));
    }

    private String task() {
      return ("{\"type\":\"assistant\",\"sessionId\":\"s1\",\"timestamp\":\"2026-10-0%dT08:00:00.000Z\","
              + "\"message\":{\"id\":\"msg_0123456789012345task%d\",\"model\":\"claude-opus-5-5\","
              + "\"content\":[{\"type\":\"tool_use\",\"id\":\"tool%d\",\"name\":\"Task\",\"input\":"
              + "{\"subagent_type\":\"%s\"}}],\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}}")
          .formatted(
              1 + random.nextInt(3), random.nextInt(4), random.nextInt(4), pick("Explore", "Plan"));
    }

    private String taught() {
      return ("{\"type\":\"user\",\"sessionId\":\"s1\",\"message\":{\"role\":\"user\",\"content\":["
              + "{\"type\":\"tool_result\",\"tool_use_id\":\"tool%d\",\"content\":\"done\"}]},"
              + "\"toolUseResult\":{\"agentId\":\"a%d\",\"usage\":{\"input_tokens\":9}}}")
          .formatted(random.nextInt(4), random.nextInt(3));
    }

    /// A line as Claude Code usually writes it.
    String plain() {
      return "{\"parentUuid\":null,\"isSidechain\":false,\"sessionId\":\"s1\",\"version\":\"2.1.14\","
          + "\"message\":{\"model\":\"claude-opus-5-5\",\"id\":\"msg_01234567890123456789\","
          + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}],"
          + "\"stop_reason\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":7,"
          + "\"service_tier\":\"standard\",\"server_tool_use\":{\"web_search_requests\":0},"
          + "\"iterations\":[{\"type\":\"message\",\"input_tokens\":3,\"output_tokens\":7}]}},"
          + "\"requestId\":\"req_1\",\"type\":\"assistant\",\"timestamp\":\"2026-10-08T08:00:00.000Z\"}";
    }

    private String call(int number) {
      return ("{\"parentUuid\":null,\"isSidechain\":%s%s,\"cwd\":\"/w\",\"sessionId\":\"s%d\","
              + "\"type\":\"assistant\",\"timestamp\":\"%s\"%s,\"message\":{\"id\":\"%s\","
              + "\"model\":\"%s\",\"content\":%s,\"stop_reason\":%s,\"usage\":%s},\"uuid\":\"u%d\"}")
          .formatted(
              random.nextInt(6) == 0,
              random.nextInt(4) == 0
                  ? ",\"agentId\":\"" + pick("a0", "a1", "aside_question-1") + "\""
                  : "",
              random.nextInt(3),
              time(),
              request(),
              id(number),
              random.nextInt(9) == 0 ? pick(MODELS) : MODELS[random.nextInt(2)],
              content(),
              pick("null", "null", "\"end_turn\"", "\"refusal\"", "\"\""),
              usage(),
              number);
    }

    private String time() {
      return random.nextInt(25) == 0
          ? pick("2026-10-08T25:00:00.000Z", "2026-02-30T08:00:00.000Z", "2026-10-08", "", "x")
          : "2026-10-0%dT%02d:30:00.%03dZ"
              .formatted(1 + random.nextInt(3), random.nextInt(24), random.nextInt(1000));
    }

    private String request() {
      return random.nextInt(4) == 0
          ? pick("", ",\"requestId\":null", ",\"requestId\":\"\"")
          : ",\"requestId\":\"req_" + random.nextInt(12) + "\"";
    }

    private String id(int number) {
      return random.nextInt(20) == 0
          ? pick("msg_1", "", "msg_with\\u0041_escape_0123456")
          : "msg_0123456789012345%04d".formatted(number % 25);
    }

    private String content() {
      return pick(
          "[{\"type\":\"text\",\"text\":\"" + pick(TEXTS).repeat(1 + random.nextInt(9)) + "\"}]",
          "[{\"type\":\"thinking\",\"thinking\":\""
              + pick(TEXTS)
              + "\",\"signature\":\"abc\"},{\"type\":\"text\",\"text\":null}]",
          "[{\"type\":\"tool_use\",\"id\":\"t\",\"input\":{\"a\":[1,null,true,{\"b\":\""
              + pick(TEXTS)
              + "\",\"c\":null}],\"d\":-1.5e3}}]",
          "[]",
          "[1,\"x\"]",
          "\"" + pick(TEXTS) + "\"",
          "null");
    }

    private String usage() {
      int dice = random.nextInt(16);
      String tokens =
          "{\"input_tokens\":%s,\"output_tokens\":%s,\"cache_read_input_tokens\":%s"
              .formatted(count(), count(), pick("null", "0", "150000", count()));
      return switch (dice) {
        case 0 -> "null";
        case 1 -> "{}";
        case 2 -> "{\"input_tokens\":null}";
        case 3 ->
            tokens
                + ",\"service_tier\":"
                + pick("\"batch\"", "null", "\"odd\"", "\"standard\"")
                + "}";
        case 4 ->
            tokens + ",\"speed\":" + pick("\"fast\"", "\"Standard\"", "\"turbo\"", "null") + "}";
        case 5 ->
            tokens + ",\"inference_geo\":" + pick("\"us\"", "\"not_available\"", "\"\"") + "}";
        case 6 ->
            tokens + ",\"server_tool_use\":{\"web_search_requests\":" + random.nextInt(3) + "}}";
        case 7 -> tokens + ",\"output_tokens_details\":{\"thinking_tokens\":" + count() + "}}";
        case 8 -> tokens + ",\"iterations\":" + iterations() + "}";
        case 9 -> tokens + ",\"input_tokens\":5}";
        default ->
            tokens
                + ",\"cache_creation_input_tokens\":%s,\"cache_creation\":{\"ephemeral_5m_input_tokens\":%s,\"ephemeral_1h_input_tokens\":%s}}"
                    .formatted(count(), pick("0", count()), pick("0", "null", count()));
      };
    }

    private String iterations() {
      String own = "{\"type\":\"message\",\"input_tokens\":1,\"output_tokens\":2}";
      return pick(
          "[]",
          "null",
          "[" + own + "]",
          "[" + own + "," + own + "]",
          "["
              + own
              + ",{\"type\":\"advisor_message\",\"model\":\"claude-sonnet-5\",\"input_tokens\":4,\"output_tokens\":5}]",
          "[{\"type\":\"compaction\",\"input_tokens\":4,\"output_tokens\":5}]",
          "[{\"type\":\"message\",\"model\":\"claude-opus-5-5\",\"input_tokens\":4,\"output_tokens\":5}]");
    }

    private String count() {
      return random.nextInt(30) == 0
          ? pick("\"12\"", "1.0", "-3", "3000000000", "1e3", "99999999999999999999")
          : Integer.toString(random.nextInt(1 << random.nextInt(18)));
    }
  }
}
