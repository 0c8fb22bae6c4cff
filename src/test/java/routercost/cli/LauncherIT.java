package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged program behaves, started by its launcher as people start it.
class LauncherIT {
  private static final String ODD = "src/test/resources/odd/";

  /// What a shell command printed, and how it ended.
  private record Ended(int exit, String out, String err) {}

  @TempDir private Path folder;

  private Ended shell(String command, Map<String, String> variables) throws Exception {
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("LC_ALL", "NO_COLOR", "FORCE_COLOR", "COLUMNS"));
    builder.environment().putAll(variables);
    var process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return new Ended(process.exitValue(), text(out), text(err));
  }

  private Ended shell(String command) throws Exception {
    return shell(command, Map.of("LC_ALL", "C.UTF-8"));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "0, audit samples/calls.csv",
    "0, audit src/test/resources/odd/unpriced.csv",
    "2, audit samples/calls.csv --frmat json",
    "4, audit nowhere.csv",
    "4, audit src/test/resources/odd/negative.csv",
    "5, audit src/test/resources/odd/unpriced.csv --strict"
  })
  void theExitCodeReachesTheShell(int exit, String arguments) throws Exception {
    assertThat(shell("./router-cost " + arguments).exit()).isEqualTo(exit);
  }

  @Test
  void aReaderThatGoesAwayIsNoFailure() throws Exception {
    var ended =
        shell("{ ./router-cost audit samples/calls.csv -q; echo \"exit $?\" >&2; } | head -1");
    assertThat(ended.out().lines()).hasSize(1);
    assertThat(ended.err()).isEqualTo("exit 0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit samples/calls.csv --prices FILE",
        "audit samples/calls.csv --routing FILE",
        "audit samples/calls.csv --map FILE",
        "audit samples/calls.csv --rejects FILE",
        "audit samples/calls.csv -o FILE",
        "audit samples/calls.csv --report json:FILE",
        "check samples/calls.csv --budgets FILE",
        "estimate FILE",
        "route score FILE"
      })
  void anyFileNameIsOpenedOrRefusedInOneLine(String arguments) throws Exception {
    var name = folder.resolve("ä.yaml").toString();
    var ended =
        shell("./router-cost " + arguments.replace("FILE", name) + " -q", Map.of("LC_ALL", "C"));
    assertThat(ended.err()).doesNotContain("Exception", "interface", "a bug");
    assertThat(ended.exit()).isNotEqualTo(1);
    if (ended.err().contains("locale")) {
      assertThat(ended.exit()).isEqualTo(4);
      assertThat(ended.err()).contains("set LC_ALL=C.UTF-8").hasLineCount(1);
    }
  }

  @Test
  void withoutUtf8TheDrawingIsAscii() throws Exception {
    var ended = shell("./router-cost audit samples/calls.csv -q", Map.of("LC_ALL", "C"));
    assertThat(ended.out()).contains("------").matches("\\p{ASCII}*");
  }

  @Test
  void utf8IsWrittenWhateverTheLocale() throws Exception {
    var log = folder.resolve("log.csv");
    Files.writeString(log, "model,task,input_tokens\nclaude-opus-5-5,Übersetzung 翻訳,1000\n");
    var ended = shell("./router-cost audit -q -f plain " + log, Map.of("LC_ALL", "C"));
    assertThat(ended.out()).contains("Übersetzung 翻訳");
  }

  @Test
  void withoutALocaleTheDrawingIsAscii() throws Exception {
    var ended = shell("env -i PATH=\"$PATH\" ./router-cost audit samples/calls.csv -q");
    assertThat(ended.out()).contains("------").matches("\\p{ASCII}*");
  }

  /// Copies `source` to a file of another name, `$FILE` in `command`. The shell makes the name, as
  /// the locale of the tests may not have its characters.
  private Ended shellWith(String name, String source, String command) throws Exception {
    var file = folder + "/$(printf '" + name + "')" + source.substring(source.lastIndexOf('.'));
    return shell("FILE=" + file + "; cp " + source + " \"$FILE\"; " + command, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env -i PATH=\"$PATH\"",
        "env LC_ALL=C",
        "env LC_ALL= LC_CTYPE=POSIX",
        "env LC_ALL=no_SUCH.UTF-8",
        "env LC_ALL=C.UTF-8"
      })
  void aLogMayHaveANonAsciiNameInEveryLocale(String locale) throws Exception {
    var command = locale + " ./router-cost audit \"$FILE\" -q -f plain";
    var ended = shellWith("c\\303\\266lls", "samples/calls.csv", command);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("review_code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "samples/routing.yaml       | audit samples/calls.csv --routing \"$FILE\"",
        "samples/prices/articles.yaml | audit samples/calls.csv --prices \"$FILE\"",
        "samples/evidence.csv       | audit samples/calls.csv --evidence \"$FILE\"",
        "samples/mapping.yaml       | audit samples/nested.jsonl --map \"$FILE\"",
        "samples/scenarios/bold.yaml | what-if samples/calls.csv --scenario \"$FILE\"",
        "samples/budgets.yaml       | check samples/calls.csv --exit-zero --budgets \"$FILE\"",
        "samples/pipelines/support.yaml | estimate \"$FILE\"",
        "samples/articles/003-score.yaml | route score \"$FILE\"",
        "src/test/resources/odd/empty.csv | audit samples/calls.csv -o \"$FILE\" && cat \"$FILE\"",
        "src/test/resources/odd/empty.csv | audit src/test/resources/odd/huge.csv --max-rejects 60"
            + " --rejects \"$FILE\" && cat \"$FILE\""
      })
  void everyFileOfAnOptionMayHaveANonAsciiName(String source, String arguments) throws Exception {
    var command = "LC_ALL=C ./router-cost " + arguments;
    var ascii = shellWith("o", source, command);
    var ended = shellWith("\\303\\266", source, command);
    assertThat(ascii.exit()).as(ascii.err()).isZero();
    assertThat(ended.err().replace('ö', 'o')).isEqualTo(ascii.err());
    assertThat(ended.out().replace('ö', 'o')).isEqualTo(ascii.out()).isNotEmpty();
    assertThat(ended.exit()).isZero();
  }

  @Test
  void aPipeGetsNoColour() throws Exception {
    assertThat(shell("./router-cost audit samples/calls.csv -q | cat").out())
        .doesNotContain("\u001b");
  }

  @Test
  void aTerminalGetsItsWidthAndColour() throws Exception {
    var ended =
        shell(
            "script -qec 'stty cols 132; ./router-cost audit samples/calls.csv -q' /dev/null",
            Map.of("LC_ALL", "C.UTF-8", "TERM", "xterm"));
    assertThat(ended.out()).contains("\u001b[1m", "Input", "Cached");
  }

  @Test
  void standardInputIsRead() throws Exception {
    var ended = shell("./router-cost audit - -q -f plain < " + ODD + "bands.csv");
    assertThat(ended.out()).contains("0.0525005");
  }

  @Test
  void itRunsFromAnotherFolderAndThroughALink() throws Exception {
    Files.createSymbolicLink(folder.resolve("rc"), Path.of("router-cost").toAbsolutePath());
    var ended = shell("cd " + folder + " && ./rc --version");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).startsWith("router-cost 0.1.0");
  }

  @Test
  void theImageNeedsNoJavaOnTheMachine() throws Exception {
    var ended =
        shell(
            "env -i LC_ALL=C.UTF-8 PATH="
                + tools()
                + " target/router-cost/bin/router-cost audit samples/calls.csv -q -f plain");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out())
        .isEqualTo(shell("./router-cost audit samples/calls.csv -q -f plain").out());
  }

  @Test
  void theImageRunsFromAnotherPlace() throws Exception {
    var ended =
        shell(
            "cp -r target/router-cost "
                + folder
                + "/moved && "
                + folder
                + "/moved/bin/router-cost audit samples/calls.csv -q -f plain");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("review_code");
  }

  /// The image leaves parts of libraries out, of which these must be none.
  @ParameterizedTest
  @ValueSource(strings = {"calls.xlsx", "calls.parquet", "calls.db"})
  void tablesOfEveryKindAreRead(String table) throws Exception {
    var ended = shell("./router-cost audit --max-rejects 100 src/test/resources/tables/" + table);
    assertThat(ended.exit()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("The bill is $0.0338");
  }

  @Test
  void theImageIsSmall() throws Exception {
    var size = shell("du -sk target/router-cost").out().replaceFirst("\\s.*", "");
    assertThat(Long.parseLong(size.strip())).isBetween(20_000L, 80L * 1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " -f json"})
  void aStartFindsAllItsClassesInTheArchive(String format) throws Exception {
    var loaded = folder.resolve("loaded");
    var ended =
        shell(
            "./router-cost audit samples/calls.csv" + format,
            Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded));
    assertThat(ended.exit()).isZero();
    assertThat(text(loaded).lines().filter(line -> line.contains("source: shared")))
        .hasSizeGreaterThan(1000);
    assertThat(
            text(loaded)
                .lines()
                .filter(line -> line.contains("source:") && !line.contains("source: shared")))
        .isEmpty();
  }

  @Test
  void aStartDoesNotOpenTheJar() throws Exception {
    var used = folder.resolve("used");
    var ended =
        shell(
            "./router-cost audit samples/calls.csv",
            Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+init=info:file=" + used));
    assertThat(ended.exit()).isZero();
    assertThat(text(used)).contains("'routercost/cli/Main'").doesNotContain("ZipFile$Source");
  }

  @Test
  void aLargeLogIsReadWithProgressThatVanishes() throws Exception {
    var log = folder.resolve("log.csv");
    var row = "2026-10-07T08:00:00Z,plan,claude-opus-5-5,1000,10\n";
    Files.writeString(
        log, "timestamp,task,model,input_tokens,output_tokens\n" + row.repeat(20_000));
    var command =
        "for i in 1 2 3 4; do cat %s; sleep 0.5; done | ./router-cost audit -".formatted(log);
    var ended =
        shell(
            "script -qec '" + command + "' /dev/null",
            Map.of("LC_ALL", "C.UTF-8", "TERM", "xterm"));
    assertThat(ended.out()).contains(" lines, ").contains("/s\r\u001b[K").contains("80,000 calls");
  }

  @ParameterizedTest
  @CsvSource({"4, 1m", "4, 9m", "4, 9999k", "0, 12m", "0, 64m", "0, 2g"})
  void howeverLittleMemoryThereIsTheExitCodeIsNotThatOfAFailure(int exit, String most)
      throws Exception {
    var ended =
        shell("./router-cost audit samples/calls.csv", Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + most));
    assertThat(ended.exit()).isEqualTo(exit);
    assertThat(ended.err()).doesNotContain("Exception", "Error occurred");
  }

  @Test
  void withoutAJdkItSaysWhatIsMissingInOneLine() throws Exception {
    var lonely = folder.resolve("router-cost");
    var text =
        text(Path.of("router-cost")).replaceAll("/usr/lib/jvm/\\*|/opt/j[a-z/*]+", "/nowhere");
    Files.writeString(lonely, text);
    var ended = shell("HOME=/nowhere JAVA_HOME= PATH=" + tools() + " sh " + lonely + " --version");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err().lines()).singleElement().asString().contains("needs a JDK 25");
  }

  /// A path with the tools that the launcher uses, and no Java.
  private String tools() throws IOException {
    var bin = Files.createDirectory(folder.resolve("bin"));
    for (var tool : List.of("sh", "dirname", "readlink", "sed", "find", "head", "tail", "cut")) {
      for (var home : List.of("/usr/bin/", "/bin/")) {
        var real = Path.of(home + tool);
        if (Files.exists(real) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), real);
        }
      }
    }
    return bin.toString();
  }
}
