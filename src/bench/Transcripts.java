import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Writes a tree of Claude Code transcripts to measure with: the same bytes for the same options.
///
/// Beside the tree it writes `DIR.totals`, the sums of distinct messages: of the lines of one
/// message the one with the most output counts. `java src/bench/Transcripts.java --help` names the
/// options. One file and no library, so that it runs from source.
public final class Transcripts {
  private static final String HELP =
      """
      java src/bench/Transcripts.java --out DIR [options]
        --files N        2000
        --lines N        230 lines in each file
        --text N         letters in a text, on average; 2000
        --copied PERCENT of the messages stand in another file too, as resumed sessions do; 3
        --seed N         1
      """;
  private static final String[] MODELS = {
    "claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"
  };
  private static final String WORDS =
      "the parser reads each line of a file and then \\n writes \\\"one\\\" row for every call, "
          + "größe 東京 when a test fails it says where \\t and why; src/main/App.java:42 ";

  private final SplittableRandom random;
  private final Path folder;
  private final int files;
  private final int lines;
  private final int text;
  private final int copied;
  private final List<String> copies = new ArrayList<>();
  private final long[] totals = new long[6];
  private long clock = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();

  private Transcripts(List<String> options) {
    this.folder = Path.of(option(options, "--out", "target/bench/data/transcripts"));
    this.files = Integer.parseInt(option(options, "--files", "2000"));
    this.lines = Integer.parseInt(option(options, "--lines", "230"));
    this.text = Integer.parseInt(option(options, "--text", "2000"));
    this.copied = Integer.parseInt(option(options, "--copied", "3"));
    this.random = new SplittableRandom(Long.parseLong(option(options, "--seed", "1")));
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  public static void main(String[] args) throws IOException {
    if (args.length == 0 || args[0].equals("--help")) {
      System.out.print(HELP);
    } else {
      new Transcripts(List.of(args)).write();
    }
  }

  private void write() throws IOException {
    for (int file = 0; file < files; file++) {
      var session = id("%08x-0000-4000-8000-%012x");
      var project = folder.resolve("projects/-home-dev-project-" + file % 40);
      Files.createDirectories(project);
      try (var out = Files.newBufferedWriter(project.resolve(session + ".jsonl"))) {
        write(out, session);
      }
    }
    Files.writeString(
        Path.of(folder + ".totals"),
        String.format(
            Locale.ROOT,
            "calls %d%ninput %d%noutput %d%ncache_read %d%ncache_write_5m %d%ncache_write_1h %d%n"
                + "cache_write %d%n",
            totals[0],
            totals[1],
            totals[2],
            totals[3],
            totals[4],
            totals[5],
            totals[4] + totals[5]));
  }

  private void write(BufferedWriter out, String session) throws IOException {
    int written = 0;
    while (written < lines) {
      if (!copies.isEmpty() && random.nextInt(100) < copied) {
        out.write(copies.get(random.nextInt(copies.size())));
        written++;
        continue;
      }
      if (written % 3 == 0) {
        out.write(user(session));
        written++;
      }
      written += response(out, session);
    }
  }

  /// The lines of one response: the output that they state grows.
  private int response(BufferedWriter out, String session) throws IOException {
    int parts = 1 + random.nextInt(3);
    var id = id("msg_01%08x%014x");
    var request = id("req_011%08x%013x");
    var model = MODELS[random.nextInt(MODELS.length)];
    int input = 1 + random.nextInt(20);
    int read = random.nextInt(90_000);
    int write5m = random.nextInt(4_000);
    int write1h = random.nextInt(10) == 0 ? random.nextInt(4_000) : 0;
    int output = 1 + random.nextInt(8);
    String line = "";
    for (int part = 0; part < parts; part++) {
      output += part == parts - 1 ? random.nextInt(800) : 0;
      line =
          head(session)
              + "\"message\":{\"model\":\"%s\",\"id\":\"%s\",\"type\":\"message\","
                  .formatted(model, id)
              + "\"role\":\"assistant\",\"content\":["
              + content(part)
              + "],\"stop_reason\":%s,\"stop_sequence\":null,"
                  .formatted(part == parts - 1 ? "\"end_turn\"" : "null")
              + usage(input, write5m, write1h, read, output)
              + "},\"requestId\":\"%s\",\"type\":\"assistant\",".formatted(request)
              + tail();
      out.write(line);
    }
    long[] sums = {1, input, output, read, write5m, write1h};
    for (int i = 0; i < sums.length; i++) {
      totals[i] += sums[i];
    }
    keep(line);
    return parts;
  }

  private static String usage(int input, int write5m, int write1h, int read, int output) {
    return String.format(
        Locale.ROOT,
        "\"usage\":{\"input_tokens\":%d,\"cache_creation_input_tokens\":%d,"
            + "\"cache_read_input_tokens\":%d,\"cache_creation\":{\"ephemeral_5m_input_tokens\":%d,"
            + "\"ephemeral_1h_input_tokens\":%d},\"output_tokens\":%d,"
            + "\"service_tier\":\"standard\"}",
        input,
        write5m + write1h,
        read,
        write5m,
        write1h,
        output);
  }

  private String content(int part) {
    if (part == 0) {
      return "{\"type\":\"text\",\"text\":\"%s\"}".formatted(text());
    }
    return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"Edit\",\"input\":{\"file_path\":"
            .formatted(id("toolu_01%08x%014x"))
        + "\"/home/dev/project/App.java\",\"new_string\":\"%s\"}}".formatted(text());
  }

  private String user(String session) {
    return head(session)
        + "\"message\":{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"%s\",\"type\":"
            .formatted(id("toolu_01%08x%014x"))
        + "\"tool_result\",\"content\":\"%s\"}]},\"type\":\"user\",".formatted(text())
        + "\"toolUseResult\":{\"stdout\":\"%s\",\"stderr\":\"\",\"interrupted\":false},"
            .formatted(text())
        + tail();
  }

  private String head(String session) {
    return "{\"parentUuid\":\"%s\",\"isSidechain\":false,\"userType\":\"external\","
            .formatted(id("%08x-0000-4000-8000-%012x"))
        + "\"cwd\":\"/home/dev/project\",\"sessionId\":\"%s\",\"version\":\"2.1.234\","
            .formatted(session)
        + "\"gitBranch\":\"main\",";
  }

  private String tail() {
    clock += random.nextInt(20_000);
    return "\"uuid\":\"%s\",\"timestamp\":\"%s\"}\n"
        .formatted(
            id("%08x-0000-4000-8000-%012x"),
            Instant.ofEpochMilli(clock).toString().replaceFirst("(:\\d\\d)Z$", "$1.000Z"));
  }

  private String text() {
    if (text == 0) {
      return "";
    }
    int letters = random.nextInt(2 * text);
    var words = new StringBuilder(letters + WORDS.length());
    while (words.length() < letters) {
      words.append(WORDS);
    }
    return words.toString();
  }

  private String id(String pattern) {
    return String.format(
        Locale.ROOT, pattern, random.nextInt(), random.nextLong() & 0xFFFFFFFFFFFFL);
  }

  private void keep(String line) {
    if (copies.size() < 500) {
      copies.add(line);
    } else {
      copies.set(random.nextInt(500), line);
    }
  }
}
