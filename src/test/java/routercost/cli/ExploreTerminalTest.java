package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The view on a real terminal, which `script` of util-linux makes: it opens, takes keys, and
/// leaves the terminal as it was, however it ends.
class ExploreTerminalTest {
  private static final String OPENED = "\u001b[?1049h";
  private static final String CLOSED = "\u001b[?1049l";
  private static final long PATIENCE = 120_000;

  @TempDir private Path folder;

  /// A shell in a terminal of its own.
  private final class Shell implements AutoCloseable {
    private final Path typescript = folder.resolve("typescript");
    private final Process process;
    private final OutputStream keys;

    Shell(String variables, String command) throws IOException {
      var java =
          "%s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Drouter-cost.terminals=012 -cp '%s' routercost.cli.Main %s"
              .formatted(
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  absolute(System.getProperty("java.class.path")),
                  command);
      var script = folder.resolve("run.sh");
      Files.writeString(
          script,
          """
          stty rows 24 cols 80; stty -a > %1$s/before
          %2$s %3$s 2> %1$s/err & echo $! > %1$s/pid; fg > /dev/null 2>&1
          echo $? > %1$s/exit; stty -a > %1$s/after; echo END
          """
              .formatted(folder, variables, java));
      process =
          // started in the background, tests would pass on that Ctrl-C is ignored
          new ProcessBuilder(
                  "script",
                  "-qefc",
                  "env --default-signal=INT,HUP,TERM bash -m " + script,
                  typescript.toString())
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start();
      keys = process.getOutputStream();
    }

    void press(String text) throws IOException {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      keys.flush();
    }

    String shown() throws IOException {
      return Files.exists(typescript) ? Files.readString(typescript) : "";
    }

    void await(Predicate<String> isThere, String what) throws Exception {
      long end = System.currentTimeMillis() + PATIENCE;
      while (!isThere.test(shown())) {
        assertThat(System.currentTimeMillis()).as(what + ": " + shown()).isLessThan(end);
        Thread.sleep(50);
      }
    }

    void requireAsBefore(int exit) throws Exception {
      await(text -> text.contains("END"), "the end");
      assertThat(read("exit")).isEqualTo(Integer.toString(exit));
      assertThat(read("after")).isEqualTo(read("before"));
      assertThat(shown()).contains(OPENED).contains("\u001b[?25h").contains(CLOSED);
      assertThat(shown().lastIndexOf(OPENED)).isLessThan(shown().lastIndexOf(CLOSED));
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  /// A class path that holds in any folder.
  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(name -> Path.of(name).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name)).strip();
  }

  @Test
  void keysMoveATaskAndLeavingPrintsTheCommand() throws Exception {
    try (var shell = new Shell("LC_ALL=C.UTF-8", "explore samples/calls.csv")) {
      shell.await(text -> text.contains("Enter drill down"), "the first screen");
      shell.press("s");
      shell.await(text -> text.contains("saves $2.03"), "the move");
      shell.press("\u001b[B\r");
      shell.await(text -> text.contains("[1 by day]"), "the calls of the second row");
      shell.press("\u001b");
      Thread.sleep(200); // what follows an escape at once could be the rest of a sequence
      shell.press("q");
      shell.requireAsBefore(0);
      assertThat(shell.shown())
          .contains("router-cost what-if samples/calls.csv --move review_code=sonnet");
    }
  }

  @Test
  void aTerminalWithoutUnicodeAndColoursGetsPlainText() throws Exception {
    try (var shell = new Shell("LC_ALL=C NO_COLOR=1", "explore samples/calls.csv")) {
      shell.await(text -> text.contains("Enter drill down"), "the first screen");
      shell.press("q");
      shell.requireAsBefore(0);
      assertThat(shell.shown()).matches("(?s)[\\x00-\\x7f]*").doesNotContain("\u001b[32m");
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  void aKilledViewLeavesTheTerminalAsItWas(String signal, int exit) throws Exception {
    try (var shell = new Shell("LC_ALL=C.UTF-8", "explore samples/calls.csv")) {
      shell.await(text -> text.contains("Enter drill down"), "the first screen");
      new ProcessBuilder("kill", "-s", signal, read("pid")).start().waitFor();
      shell.requireAsBefore(exit);
    }
  }

  @Test
  void controlCEndsTheViewAndLeavesTheTerminalAsItWas() throws Exception {
    try (var shell = new Shell("LC_ALL=C.UTF-8", "explore samples/calls.csv")) {
      shell.await(text -> text.contains("Enter drill down"), "the first screen");
      shell.press("\u0003");
      shell.requireAsBefore(130);
    }
  }

  @Test
  void aNewUserGetsFromTheLogsOfThreeAgentsToARoutingFile() throws Exception {
    var home = folder.resolve("home");
    var rollout = "rollout-2026-10-08T08-00-00-0199c2aa-1111-7000-8000-000000000001.jsonl";
    var session = "922f3d9b-20be-461f-ab69-90928701ce93.jsonl";
    put(
        "claude-code-jsonl/synthetic/projects/-home-dev-acme-shop/" + session,
        home.resolve(".claude/projects/-home-dev-acme-shop/" + session));
    put("codex/" + rollout, home.resolve(".codex/sessions/2026/10/08/" + rollout));
    put("agents/gemini-session.jsonl", home.resolve(".gemini/tmp/shop/chats/session-1.jsonl"));
    var project = Files.createDirectories(folder.resolve("project"));
    var init =
        Terminals.run(
            List.of("init", "--folder", project.toString()), "", Map.of("HOME", home.toString()));
    assertThat(init.out()).contains("Found logs of coding agents", "wrote routing.yaml");
    var variables = "cd %s && HOME=%s LC_ALL=C.UTF-8".formatted(project, home);
    try (var shell = new Shell(variables, "explore")) {
      shell.await(text -> text.contains("g groups by"), "a row for each agent");
      shell.press("g");
      shell.await(text -> text.contains("Group by"), "the columns");
      shell.press("\u001b[B\r");
      shell.await(text -> text.contains("Evidence"), "a row for each task");
      shell.press("s");
      shell.await(text -> text.contains("1 move"), "the move");
      shell.press("w");
      shell.await(text -> text.contains("Write the routing file"), "the name of the file");
      shell.press("\r");
      shell.await(text -> text.contains("Wrote routing-2.yaml"), "the file");
      shell.press("q");
      shell.await(text -> text.contains("END"), "the end");
      assertThat(read("after")).isEqualTo(read("before"));
    }
    assertThat(Files.readString(project.resolve("routing-2.yaml"))).contains("    tier: sonnet");
  }

  private static void put(String sample, Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Files.copy(Path.of("src/test/resources/exports").resolve(sample), place);
  }

  @Test
  void aWatchedReportIsPrintedAnewWhenItsLogGrows() throws Exception {
    var log = folder.resolve("live.csv");
    var row = "2026-10-01T10:00:00Z,plan,claude-opus-5-5,100000,0\n";
    Files.writeString(log, "timestamp,task,model,input_tokens,output_tokens\n" + row);
    try (var shell = new Shell("LC_ALL=C.UTF-8", "audit " + log + " --watch")) {
      shell.await(text -> text.contains("$0.40"), "the first report");
      Files.writeString(log, Files.readString(log) + row);
      shell.await(text -> text.contains("$0.80"), "the second report");
      shell.press("q");
      shell.await(text -> text.contains("END"), "the end");
      shell.requireAsBefore(0);
    }
  }
}
