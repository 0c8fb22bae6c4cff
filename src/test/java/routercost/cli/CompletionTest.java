package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.cli.command.RouterCost;
import routercost.cli.console.ManPage;

class CompletionTest {
  private static List<String> words(String line) {
    var run = Terminals.run(List.of("completion", "--line", line));
    assertThat(run.exit()).isZero();
    return run.out().lines().map(row -> row.replaceFirst("\t.*", "")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "router-cost au | audit",
        "router-cost prices sh | show",
        "router-cost audit --group- | --group-by",
        "router-cost audit --group-by task,mon | task,month",
        "router-cost audit --filter=ta | --filter=task=",
        "router-cost audit --dedupe o | on off",
        "router-cost prices show hai | haiku",
        "router-cost completion f | fish",
        "router-cost explain samples/calls.csv --task plan | plan_release",
        "router-cost audit samples/calls.csv --move plan | plan_release=",
        "router-cost audit 'samples/calls.csv' --move plan_release=son | plan_release=sonnet",
        "router-cost audit samples/calls.csv --filter task=plan | task=plan_release",
        "router-cost check calls.csv --budgets x | :files yaml|yml",
        "router-cost audit -o x | :files",
      })
  void aLineIsContinuedByWhatItsCommandAccepts(String line, String expected) {
    assertThat(String.join(" ", words(line)).strip()).startsWith(expected);
  }

  @Test
  void tasksAreThoseOfTheLogsOnTheLine() {
    assertThat(words("router-cost audit --move ")).isEmpty();
    assertThat(words("router-cost audit samples/calls.csv --move ")).contains("plan_release=");
    assertThat(words("router-cost audit README.md --move ")).isEmpty();
  }

  @Test
  void aCommandThatIsCompleteLeavesRoomForLogsOnly() {
    assertThat(words("router-cost audit ")).singleElement().asString().startsWith(":files csv|tsv");
    assertThat(words("router-cost ")).contains("audit", "prices", "route");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void everyShellAsksTheProgram(String shell) {
    var script = Terminals.run(List.of("completion", shell)).out();
    assertThat(script).contains("completion --line", "_router_cost", "2>/dev/null");
  }

  @Test
  void thereIsNoScriptForOtherShells() {
    var other = Terminals.run(List.of("completion", "powershell"));
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("no script for 'powershell'; expected bash, zsh or fish");
  }

  @Test
  void everyCommandHasAManualPageWithAllItsOptions() {
    var line = RouterCost.commandLine(Terminals.silent());
    var pages = ManPage.all(line, "2026-11-21", "1.2.3");
    assertThat(pages)
        .containsKeys("router-cost.1", "router-cost-audit.1", "router-cost-cube-build.1");
    assertThat(pages.get("router-cost-audit.1"))
        .startsWith(".TH ROUTER-COST-AUDIT 1 2026-11-21 \"router-cost 1.2.3\"")
        .contains(
            "\\fB\\-\\-group\\-by\\fR, \\fB\\-\\-by\\fR \\fINAME\\fR",
            "\\fB\\-\\-max\\-rejects\\fR")
        .contains("  router\\-cost audit samples/calls.csv\n");
    assertThat(pages.values())
        .noneMatch(page -> page.lines().anyMatch(text -> text.startsWith("'")));
    assertThat(Map.copyOf(pages).keySet()).noneMatch(name -> name.contains("help"));
  }
}
