package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a screen can show decides how a report looks, and nothing else.
class TerminalTest {
  private static final List<String> AUDIT = List.of("audit", "samples/calls.csv", "-q");

  private static String out(Map<String, String> variables, boolean terminal, String... more) {
    var args = new java.util.ArrayList<>(AUDIT);
    args.addAll(List.of(more));
    return Terminals.run(args, new byte[0], variables, terminal, Optional.empty()).out();
  }

  private static boolean isColoured(String out) {
    return out.contains("\u001b[");
  }

  @Test
  void aTerminalGetsColour() {
    assertThat(isColoured(out(Map.of(), true))).isTrue();
  }

  @Test
  void aPipeGetsNone() {
    assertThat(isColoured(out(Map.of(), false))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"NO_COLOR, 1, false", "NO_COLOR, '', true", "TERM, dumb, false", "TERM, xterm, true"})
  void variablesDecideOnATerminal(String name, String value, boolean coloured) {
    assertThat(isColoured(out(Map.of(name, value), true))).isEqualTo(coloured);
  }

  @Test
  void forceColorColoursAPipe() {
    assertThat(isColoured(out(Map.of("FORCE_COLOR", "1"), false))).isTrue();
    assertThat(isColoured(out(Map.of("FORCE_COLOR", "0"), false))).isFalse();
  }

  @Test
  void noColorOutranksForceColor() {
    assertThat(isColoured(out(Map.of("NO_COLOR", "1", "FORCE_COLOR", "1"), true))).isFalse();
  }

  @Test
  void theOptionOutranksEverything() {
    assertThat(isColoured(out(Map.of("NO_COLOR", "1"), false, "--color", "always"))).isTrue();
    assertThat(isColoured(out(Map.of("FORCE_COLOR", "1"), true, "--color=never"))).isFalse();
  }

  private static String screen(String command, Map<String, String> variables) {
    return Terminals.run(List.of(command.split(" ")), new byte[0], variables, true, Optional.of(80))
        .out();
  }

  @ParameterizedTest
  @CsvSource({
    "audit samples/calls.csv, [32m$2.03",
    "audit samples/calls.csv, [2mopus-5-5",
    "audit samples/calls.csv, [33mNot counted: 1 rejected row",
    "audit samples/calls.csv, [1mSpent at least $9.67",
    "audit samples/calls.csv, [1;32m$4.78",
    "what-if samples/calls.csv, [7m[$3.85]",
    "check samples/calls.csv --budgets samples/budgets.yaml, [1;31mFAIL",
    "check samples/calls.csv --budgets samples/budgets.yaml, [33mWARN",
    "check samples/calls.csv --budgets samples/budgets.yaml, [32mok",
    "compare samples/calls.csv samples/rush.csv, [32m-$6.08",
    "compare samples/rush.csv samples/calls.csv, [33m+$5.44",
  })
  void coloursMeanSomething(String command, String coloured) {
    assertThat(screen(command, Map.of("LC_ALL", "C.UTF-8"))).contains("\u001b" + coloured);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit samples/calls.csv",
        "what-if samples/calls.csv",
        "check samples/calls.csv --budgets samples/budgets.yaml",
        "compare samples/rush.csv samples/calls.csv",
        "forecast samples/calls.csv --now 2026-10-20 --budget 9"
      })
  void nothingIsSaidByColourAlone(String command) {
    var coloured = screen(command, Map.of());
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(screen(command, Map.of("NO_COLOR", "1")))
        .isASCII();
  }

  @ParameterizedTest
  @CsvSource({
    "LC_ALL, C.UTF-8, true",
    "LC_ALL, en_US.utf8, true",
    "LANG, de_DE.UTF-8, true",
    "LC_ALL, C, false",
    "LANG, en_US.ISO-8859-1, false"
  })
  void theLocaleDecidesWhatIsDrawn(String name, String value, boolean unicode) {
    assertThat(out(Map.of(name, value), false).contains("─")).isEqualTo(unicode);
  }

  @Test
  void anEmptyVariableDoesNotHideTheNext() {
    assertThat(out(Map.of("LC_ALL", "", "LANG", "C.UTF-8"), false)).contains("─");
  }

  @ParameterizedTest
  @CsvSource({"40", "60", "80", "100", "120", "200"})
  void noLineIsWiderThanTheScreen(int columns) {
    var out = out(Map.of("COLUMNS", Integer.toString(columns), "LC_ALL", "C.UTF-8"), false);
    assertThat(out.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(columns);
  }

  @Test
  void aNarrowScreenKeepsWhatMatters() {
    var out = out(Map.of("COLUMNS", "50"), false);
    assertThat(out).contains("Task", "Before", "After", "Saved").doesNotContain("Per call");
  }

  @Test
  void aWideScreenShowsMore() {
    var out = out(Map.of("COLUMNS", "140"), false);
    assertThat(out).contains("Failed", "Input", "Cached", "Output", "Per call");
  }

  @Test
  void equalInputGivesEqualBytesOnAnotherDayAndInAnotherPlace() {
    for (var format : List.of("plain", "json", "csv", "markdown")) {
      var one = out(Map.of("LC_ALL", "C", "TZ", "Asia/Tokyo"), false, "-f", format);
      var other = out(Map.of("LC_ALL", "de_DE.UTF-8", "COLUMNS", "55"), true, "-f", format);
      assertThat(one).as(format).isNotEmpty().isEqualTo(other);
    }
  }

  @Test
  void quietSaysNothingOnStandardErrorWhileAllIsWell() {
    assertThat(Terminals.run(AUDIT).err()).isEmpty();
  }

  @Test
  void aReportCanGoToAFile(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
      throws java.io.IOException {
    var file = folder.resolve("report.csv");
    var run =
        Terminals.run(
            List.of("audit", "samples/calls.csv", "-q", "-f", "csv", "-o", file.toString()));
    assertThat(run.out()).isEmpty();
    assertThat(file).content().startsWith("task,calls,");
  }

  @Test
  void rejectedRowsAreSavedAndCanBeReadAgain(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws java.io.IOException {
    var file = folder.resolve("rejects.csv");
    Terminals.run(List.of("audit", "samples/calls.csv", "-q", "--rejects", file.toString()));
    var saved = java.nio.file.Files.readString(file);
    assertThat(saved).contains("samples/calls.csv,261", "41O");
    java.nio.file.Files.writeString(file, saved.replace("41O", "410"));
    var again = Terminals.run(List.of("audit", file.toString(), "-f", "plain"));
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("extract_invoice\t1\t0\t");
  }

  @Test
  void transcriptsOfClaudeCodeAreReadWhereItKeepsThem() {
    var folder = "src/test/resources/exports/claude-code-jsonl/synthetic";
    var args = List.of("audit --claude-code -g task -f plain -q --max-rejects 35".split(" ", -1));
    var run = Terminals.run(args, "", Map.of("LC_ALL", "C.UTF-8", "CLAUDE_CONFIG_DIR", folder));
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Explore").contains("side_question");
  }

  @Test
  void anAuditOfNothingSaysWhatIsMissing() {
    var run = Terminals.run(List.of("audit"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("missing LOG; for example: router-cost audit samples/calls.csv");
  }
}
