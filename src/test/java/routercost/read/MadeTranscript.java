package routercost.read;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Lines as Claude Code writes them, as others do, and such as nobody should write.
final class MadeTranscript {
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

  MadeTranscript(Random random) {
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
    return random.nextInt(12) == 0 ? ODD_COUNTS.get(random.nextInt(ODD_COUNTS.size())) : one(usual);
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
                ",\"iterations\":[{\"input_tokens\":3,\"output_tokens\":%s}]".formatted(count("9")),
                ",\"iterations\":[{\"type\":\"message\",\"input_tokens\":3,\"output_tokens\":9},"
                    + "{\"type\":\"compaction\",\"input_tokens\":70,\"output_tokens\":8}]",
                ",\"iterations\":[{\"type\":\"advisor_message\",\"model\":\"claude-opus-4-5\","
                    + "\"input_tokens\":70,\"output_tokens\":8}]",
                ",\"output_tokens_details\":{\"thinking_tokens\":4},\"inference_geo\":\"us\""));
  }
}
