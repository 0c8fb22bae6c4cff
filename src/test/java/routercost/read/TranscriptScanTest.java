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
    write(new Made(random));
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

  private void write(Made made) throws IOException {
    for (int file = 0; file < 4; file++) {
      var text = new StringBuilder("{\"type\":\"summary\",\"sessionId\":\"s\"}\n");
      made.lines(file == 2 ? 1 : 25).forEach(text::append);
      Files.writeString(folder.resolve("session-" + file + ".jsonl"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyByteMayBeABorder(int threads) throws IOException {
    write(new Made(new Random(7)));
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

  /// Lines as Claude Code writes them, as others do, and such as nobody should write.
  private static final class Made {
    private static final List<String> ODD =
        List.of(
            "",
            "  ",
            "null",
            "[1]",
            "{\"type\":\"assistant\",\"sessionId\":\"s\"",
            "{\"sessionId\":\"s\",\"message\":{\"usage\":{\"input_tokens\":5}}}",
            "{\"type\":null,\"sessionId\":\"s\"}",
            "{\"type\":7,\"sessionId\":\"s\"}",
            "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":{\"usage\":null}}",
            "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":\"none\"}",
            "{\"type\":\"assistant\",\"type\":\"user\",\"sessionId\":\"s\"}",
            "{\"type\":\"assistant\",\"isApiErrorMessage\":true,\"timestamp\":"
                + "\"2026-10-07T08:00:00Z\",\"message\":{\"model\":\"<synthetic>\"}}",
            "{\"type\":\"user\",\"message\":{\"content\":\"\\\"usage\\\":{\\\"output_tokens\\\":9}\"}}");

    private static final List<String> ODD_COUNTS =
        List.of(
            "-1",
            "1.5",
            "1e3",
            "9223372036854775808",
            "99999999999999999999999999",
            "1000000000000000",
            "true",
            "{}",
            "{\"tokens\":5}",
            "[]",
            "[5]",
            "\"\"",
            "\" \"",
            "\" 7 \"",
            "\"007\"",
            "\"n/a\"",
            "\"-\"",
            "\"lots\"",
            "\"\\u0031\"",
            "12.000000");

    private final Random random;

    Made(Random random) {
      this.random = random;
    }

    Stream<String> lines(int most) {
      return Stream.generate(this::line).limit(1 + random.nextInt(most));
    }

    private String line() {
      String end = random.nextInt(9) == 0 ? "\r\n" : "\n";
      return switch (random.nextInt(12)) {
        case 0 -> ODD.get(random.nextInt(ODD.size())) + end;
        case 1 -> user() + end;
        case 2 -> agent() + end;
        default -> response() + end;
      };
    }

    private String user() {
      return "{\"sessionId\":\"s\",\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"text\","
          + "\"text\":\"größe \\u00e9 東京\"}]},\"type\":\"user\"}";
    }

    /// Says what the sub-agent `a1` is called.
    private String agent() {
      return random.nextBoolean()
          ? "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":{\"content\":[{\"type\":"
              + "\"tool_use\",\"id\":\"t1\",\"input\":{\"subagent_type\":\"Explore\"}}]}}"
          : "{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"content\":[{\"tool_use_id\":"
              + "\"t1\"}]},\"toolUseResult\":{\"agentId\":\"a1\"}}";
    }

    private String one(String... texts) {
      return texts[random.nextInt(texts.length)];
    }

    private String response() {
      return "{\"type\":\"assistant\",%s\"sessionId\":\"%s\",\"cwd\":%s,\"gitBranch\":\"%s\",%s%s"
              .formatted(
                  one("", "", "\"isSidechain\":false,", "\"isSidechain\":true,"),
                  one("s", "t"),
                  one("\"/home/dev/a\"", "\"/home/dev/b\"", "null", "\"C:\\\\dev\""),
                  one("main", "next"),
                  one("", "\"agentId\":\"a1\",", "\"agentId\":\"aside_question-1\","),
                  one(
                      "",
                      "\"requestId\":\"req_1\",",
                      "\"requestId\":\"req_2\",",
                      "\"requestId\":null,"))
          + "\"timestamp\":\"2026-10-%02dT08:00:00%s\","
              .formatted(1 + random.nextInt(9), one("Z", ""))
          + "\"message\":{\"id\":%s,\"model\":\"%s\",\"stop_reason\":%s,%s\"usage\":{%s}}}"
              .formatted(
                  one(
                      "\"msg_0000000000000000%02d\"".formatted(random.nextInt(12)),
                      "\"msg_0000000000000000%02d\"".formatted(random.nextInt(12)),
                      "\"short\"",
                      "null",
                      "\"msg_größe000000000000001\""),
                  one("claude-opus-4-5", "claude-opus-4-5", "claude-haiku-4-5", "<synthetic>"),
                  one("null", "null", "null", "null", "\"end_turn\""),
                  one("", "\"content\":[%s,%s],".formatted(part(), part())),
                  usage());
    }

    private String part() {
      String text = one("short", "größe \\n 東京 \\u00e9 \\ud83d\\ude00 😀 ", "written ");
      return one(
              "{\"type\":\"text\",\"text\":\"%s\"}",
              "{\"thinking\":\"%s\",\"type\":\"thinking\"}",
              "{\"type\":\"tool_use\",\"input\":{\"größe\":\"%s\",\"a\":[1.5,true,null,{\"b\":\"c\"}]}}",
              "\"%s\"",
              "[{\"text\":\"%s\"}]")
          .formatted(text.repeat(1 + random.nextInt(60)));
    }

    /// A count, which now and then is none.
    private String count(String... usual) {
      return random.nextInt(12) == 0
          ? ODD_COUNTS.get(random.nextInt(ODD_COUNTS.size()))
          : one(usual);
    }

    private String usage() {
      return "\"input_tokens\":%s,\"output_tokens\":%s%s"
          .formatted(
              count("3", "0", "12.0", "null", "\"7\""),
              count("5", "90", "4000000000", "17", "800"),
              one(
                  "",
                  ",\"cache_creation_input_tokens\":%s".formatted(count("50")),
                  ",\"cache_creation_input_tokens\":50,\"cache_creation\":{"
                      + "\"ephemeral_5m_input_tokens\":20,\"ephemeral_1h_input_tokens\":30}",
                  ",\"cache_creation_input_tokens\":0,\"cache_creation\":{"
                      + "\"ephemeral_5m_input_tokens\":20,\"ephemeral_1h_input_tokens\":null}",
                  ",\"cache_read_input_tokens\":%s,\"service_tier\":\"batch\""
                      .formatted(count("900")),
                  ",\"service_tier\":\"unheard\",\"speed\":\"fast\"",
                  ",\"speed\":\"%s\"".formatted(one("FAST", "standard", "turbo")),
                  ",\"speed\":\"fast\",\"server_tool_use\":{\"web_search_requests\":%s}"
                      .formatted(count("2")),
                  ",\"iterations\":[{\"input_tokens\":3,\"output_tokens\":%s}]"
                      .formatted(count("9")),
                  ",\"iterations\":[{\"type\":\"message\",\"input_tokens\":3,\"output_tokens\":9},"
                      + "{\"type\":\"compaction\",\"input_tokens\":70,\"output_tokens\":8}]",
                  ",\"iterations\":[{\"type\":\"advisor_message\",\"model\":\"claude-opus-4-5\","
                      + "\"input_tokens\":70,\"output_tokens\":8}]",
                  ",\"output_tokens_details\":{\"thinking_tokens\":4},\"inference_geo\":\"us\""));
    }
  }
}
