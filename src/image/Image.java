import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;

/// Makes the image: a folder with the program, a Java of its own, and an archive of its classes as
/// they are after loading, so that it needs nothing on the machine and starts fast.
///
/// The build runs this file with the JDK that the image shall contain.
///
/// @param sources what goes into the image beside the program: launcher and options
/// @param jar the program
/// @param sample a log to rehearse with
/// @param folder the image
record Image(Path sources, Path jar, Path sample, Path folder) {
  /// So many copies of the sample make logs of 11 and 27 MB: reading them compiles what reading
  /// needs.
  private static final int COPIES = 200;

  private static final int TRANSCRIPTS = 100;
  private static final int LINES = 100;

  public static void main(String[] args) throws Exception {
    new Image(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3])).make();
  }

  /// The launcher comes last, as its presence says that the image is whole.
  private void make() throws Exception {
    remove(folder);
    link();
    removeUnneeded(copy(jar, "lib/router-cost.jar"));
    copy(sources.resolve("java.options"), "lib/java.options");
    rehearse();
    copy(sources.resolve("router-cost"), "bin/router-cost").toFile().setExecutable(true, false);
  }

  private void link() throws IOException {
    var jlink = ToolProvider.findFirst("jlink").orElseThrow();
    var options =
        "--add-modules java.base,java.sql,jdk.jfr,jdk.unsupported --strip-debug --no-header-files --no-man-pages"
            + " --compress zip-9";
    var args = new ArrayList<>(List.of(options.split(" ")));
    args.addAll(List.of("--output", folder.resolve("runtime").toString()));
    var excluded = Files.createTempFile("excluded", ".txt");
    Files.write(excluded, unusedClasses());
    args.add("--exclude-resources=@" + excluded);
    if (jlink.run(System.out, System.err, args.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("jlink failed");
    }
    Files.delete(excluded);
    stripSymbols();
    UNUSED.forEach(name -> folder.resolve("runtime/lib").resolve(name).toFile().delete());
  }

  /// Classes for the network, of which the program has none, and the parsers and stylesheets of
  /// Java, which only come along with `java.sql`: workbooks bring their own parser. One file of
  /// each package stays, as a module must have all its packages.
  private static List<String> unusedClasses() throws IOException {
    var modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    var packages = new HashSet<Path>();
    var excluded = new ArrayList<String>();
    for (var module : List.of("java.base", "java.xml")) {
      try (var all = Files.walk(modules.resolve(module))) {
        for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
          var name = file.toString().substring("/modules".length());
          if (name.matches(UNUSED_CLASSES) && !packages.add(file.getParent())) {
            excluded.add(name);
          }
        }
      }
    }
    return excluded;
  }

  private static final String UNUSED_CLASSES =
      "/java.xml/(com/sun|jdk)/.*|/java.base/sun/security/(ssl|tools)/.*";

  /// Parts of a runtime for the network, for recordings and for other tools, of which the program
  /// uses none.
  private static final List<String> UNUSED =
      List.of(
          "security/cacerts",
          "security/public_suffix_list.dat",
          "jfr/default.jfc",
          "jfr/profile.jfc",
          "classlist",
          "jrt-fs.jar",
          "jexec",
          "libjsig.so",
          "server/libjsig.so",
          "../bin/jfr",
          "../bin/keytool",
          "libsimdsort.so");

  /// The libraries of Java bring 5 MB of names for debuggers, which `strip` of the machine removes.
  /// An image made on a machine without it is larger.
  private void stripSymbols() throws IOException {
    var command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
    try (var files = Files.walk(folder.resolve("runtime/lib"))) {
      files.map(Path::toString).filter(name -> name.endsWith(".so")).sorted().forEach(command::add);
    }
    try {
      new ProcessBuilder(command)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException absent) {
      System.out.println("no strip, so the image is larger: " + absent.getMessage());
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /// The parts of JLine that draw by themselves or emulate a terminal: of it we take a terminal's
  /// state, keys and size only.
  private static final String WIDGETS =
      "org/jline/terminal/(KeyParser|KeyEvent|impl/(\\w*Graphics\\w*|AbstractWindows\\w*|Diag"
          + "|ExternalTerminal|LineDisciplineTerminal))(\\$.*)?\\.class"
          + "|org/jline/utils/(ScreenTerminal|Display|Status|StyleResolver|AnsiWriter|PumpReader)"
          + "(\\$.*)?\\.class";

  private Path copy(Path file, String name) throws IOException {
    var copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    return Files.copy(file, copy);
  }

  /// The jar has native code for every machine that there is; the image is for this one. And it has
  /// a manifest, which Java would read at every start to learn what the launcher tells it.
  private static void removeUnneeded(Path jar) throws IOException {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0];
    var machine = System.getProperty("os.arch").replaceFirst("amd64|x86_64", "(amd64|x86_64)");
    var ours =
        "(.*/)?(native/)?"
            + system.replace("mac", "(mac|darwin)").replace("windows", "win(dows)?")
            + "/"
            + machine
            + "/.*";
    try (var entries = FileSystems.newFileSystem(jar);
        var all = Files.walk(entries.getPath("/"))) {
      for (var path : all.filter(Files::isRegularFile).toList()) {
        var name = path.toString().substring(1);
        boolean isCode = name.matches(".*\\.(so|dll|dylib|jnilib|a)");
        boolean isOther = isCode && !name.toLowerCase(Locale.ROOT).matches(ours);
        if (isOther || name.matches(WIDGETS)) {
          Files.delete(path);
        }
      }
      Files.delete(entries.getPath("/META-INF/MANIFEST.MF"));
    }
  }

  /// Runs the commands that people run, in one process, while Java records what it loads and
  /// compiles.
  private void rehearse() throws Exception {
    var logs = Files.createTempDirectory("rehearsal");
    try {
      writeLogs(logs);
      var java = folder.toRealPath().resolve("runtime/bin/java").toString();
      var lib = folder.toRealPath().resolve("lib").toString();
      var command =
          List.of(
              java,
              "@" + lib + "/java.options",
              "-XX:AOTCacheOutput=" + lib + "/router-cost.aot",
              "-Drouter-cost.locale=C.UTF-8", // as the launcher does
              "-cp",
              lib + "/router-cost.jar",
              "routercost.cli.CacheTraining",
              "audit small.csv",
              "audit small.csv --move plan_release=sonnet -f json",
              "audit large.csv",
              "audit large.jsonl",
              "audit transcripts -f json",
              "explain small.csv:12",
              "configured$audit small.csv",
              "configured$statusline");
      var output = logs.resolve("output").toFile();
      var builder =
          new ProcessBuilder(command)
              .directory(logs.toFile())
              .redirectInput(logs.resolve("session.json").toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(output));
      builder.environment().clear(); // whoever builds it has agents too, whose logs are not ours
      builder.environment().put("HOME", logs.toString());
      var process = builder.start();
      if (process.waitFor() != 0 || !Files.exists(folder.resolve("lib/router-cost.aot"))) {
        throw new IllegalStateException("rehearsal failed: " + Files.readString(output.toPath()));
      }
    } finally {
      remove(logs);
    }
  }

  private void writeLogs(Path logs) throws IOException {
    var lines = Files.readAllLines(sample);
    var names = lines.getFirst().split(",");
    Files.copy(sample, logs.resolve("small.csv"));
    writeTranscripts(logs.resolve("transcripts"));
    writeTranscripts(logs.resolve("configured/claude/projects/p"));
    Files.writeString(
        logs.resolve("session.json"),
        "{\"model\": {\"display_name\": \"Sonnet\"}, \"transcript_path\": \"%s\"}"
            .formatted(logs.resolve("transcripts/0.jsonl")));
    var configuration = logs.resolve("configured/router-cost/config.yaml");
    Files.createDirectories(configuration.getParent());
    Files.writeString(
        configuration, "version: 1\ntimezone: UTC\ntop: 5\ngroup_by: [task, model]\n");
    try (var csv = Files.newBufferedWriter(logs.resolve("large.csv"));
        var json = Files.newBufferedWriter(logs.resolve("large.jsonl"))) {
      csv.write(lines.getFirst() + "\n");
      for (int copy = 0; copy < COPIES; copy++) {
        for (var line : lines.subList(1, lines.size())) {
          var row = line.replace(",req_", ",req_" + copy + "_");
          csv.write(row + "\n");
          json.write(object(names, row.split(",", -1)) + "\n");
        }
      }
    }
  }

  /// Transcripts of Claude Code: a question, then the response to it in two lines.
  private static void writeTranscripts(Path folder) throws IOException {
    Files.createDirectories(folder);
    var text = "x \\n\\\"größe\\\" 東京 ".repeat(20);
    for (int session = 0; session < TRANSCRIPTS; session++) {
      try (var out = Files.newBufferedWriter(folder.resolve(session + ".jsonl"))) {
        for (int line = 0; line < LINES; line++) {
          var head =
              "\"isSidechain\":false,\"cwd\":\"/home/dev\",\"sessionId\":\"session-%d\","
                  + "\"timestamp\":\"2026-10-%02dT12:00:00.000Z\"";
          var begin = head.formatted(session, 1 + line % 28);
          out.write(
              "{%s,\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"%s\"}}\n"
                  .formatted(begin, text));
          for (int part = 1; part <= 2; part++) {
            out.write(
                """
                {%s,"type":"assistant","requestId":"req_%d_%d","message":{"id":"msg_0000000000000%d_%d",\
                "type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",\
                "content":[{"type":"text","text":"%s"}],"stop_reason":null,"usage":{"input_tokens":9,\
                "cache_creation_input_tokens":300,"cache_read_input_tokens":2000,"cache_creation":\
                {"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":0},"output_tokens":%d,\
                "service_tier":"standard"}}}
                """
                    .formatted(begin, session, line, session, line, text, part * 100));
          }
        }
      }
    }
  }

  private static String object(String[] names, String[] cells) {
    var fields = new ArrayList<String>();
    for (int i = 0; i < names.length; i++) {
      var quote = cells[i].matches("\\d+(\\.\\d+)?") ? "" : "\"";
      fields.add("\"" + names[i] + "\":" + quote + cells[i] + quote);
    }
    return "{" + String.join(",", fields) + "}";
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
