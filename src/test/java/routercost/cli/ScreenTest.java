package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody sees who looks at a terminal: one screen, with the answer at its top.
class ScreenTest {
  private static List<String> words(String command) {
    return List.of(command.split(" "));
  }

  /// All that a run leaves on a screen.
  private static List<String> lines(String command, int columns, int lines) {
    var ended = Terminals.onScreen(words(command), columns, lines);
    var shown = new ArrayList<>(ended.out().lines().toList());
    var last = ended.err().substring(ended.err().lastIndexOf('\r') + 1);
    last.lines().filter(line -> !line.isBlank()).forEach(shown::add);
    return shown;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit samples/calls.csv",
        "audit samples/calls.csv --group-by day",
        "audit samples/calls.csv --budgets samples/limits.yaml",
        "audit samples/calls.csv --move review_code=sonnet",
        "what-if samples/calls.csv",
        "what-if samples/calls.csv --move review_code=sonnet",
        "what-if samples/calls.csv --scenario samples/scenarios/bold.yaml --scenario"
            + " samples/scenarios/careful.yaml",
        "what-if samples/calls.csv --best",
        "what-if samples/rush.csv --headroom",
        "check samples/calls.csv --budgets samples/budgets.yaml",
        "compare samples/rush.csv samples/calls.csv",
        "compare samples/calls.csv --base-period 2026-09 --head-period 2026-10",
        "forecast samples/calls.csv --now 2026-10-20",
        "report samples/finance/ --month 2026-10 --owners samples/finance/owners.yaml",
        "estimate samples/pipelines/support.yaml",
        "estimate samples/agents-and-loops/research-swarm.yaml",
        "what-if samples/calls.csv --models haiku,sonnet,opus,fable,gpt-5.2,gemini-3-pro",
        "route verify samples/calls.csv --routing samples/routing.yaml --since 2026-10-15",
        "explain samples/calls.csv:6",
        "explain samples/calls.csv --task review_code",
        "prices list",
        "prices show haiku",
        "audit samples/calls.csv --month 2026-09",
        "check samples/calls.csv --budgets samples/budgets.yaml --top 3",
      })
  void theAnswerIsOnTheScreenWhenARunIsDone(String command) {
    for (var size : List.of(List.of(80, 24), List.of(120, 40), List.of(200, 60))) {
      var shown = lines(command, size.getFirst(), size.getLast());
      assertThat(shown).as("%s %s", command, size).hasSizeLessThan(size.getLast() + 1);
      assertThat(shown)
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(size.getFirst()));
    }
  }

  /// The samples and a log of each format.
  static Stream<Path> everyLog() throws IOException {
    var logs = new ArrayList<Path>();
    for (var folder : List.of("samples", "samples/articles", "samples/compare")) {
      try (var files = Files.list(Path.of(folder))) {
        files
            .filter(
                file -> file.toString().matches(".*(calls|rush|caches|cube|days|table)[^/]*csv"))
            .forEach(logs::add);
      }
    }
    for (var folder : List.of("exports", "calls-csv", "calls-json")) {
      try (var files = Files.list(Path.of("src/test/resources", folder))) {
        files.filter(file -> !file.endsWith("bills")).forEach(logs::add);
      }
    }
    Stream.of("samples/finance/logs/support", "samples/bills/logs")
        .map(Path::of)
        .forEach(logs::add);
    return logs.stream().sorted();
  }

  /// Of a line that is too wide a word is: the path of a file, which is not cut.
  private static int height(String line) {
    boolean isWide =
        line.length() > 80 && Stream.of(line.split(" ")).noneMatch(word -> word.length() >= 79);
    return isWide ? Integer.MAX_VALUE / 100 : (line.length() + 79) / 80;
  }

  @ParameterizedTest
  @MethodSource("everyLog")
  void theAnswerIsOnTheScreenOfEveryLog(Path log) {
    for (var command :
        List.of(
            "audit LOG",
            "audit LOG --group-by model",
            "audit LOG --group-by day,model",
            "audit LOG --group-by call",
            "audit LOG --budgets samples/limits.yaml",
            "what-if LOG",
            "what-if LOG --move *=haiku",
            "what-if LOG --scenario samples/scenarios/bold.yaml --scenario"
                + " samples/scenarios/careful.yaml",
            "what-if LOG --best",
            "what-if LOG --headroom",
            "check LOG --budgets samples/budgets.yaml",
            "compare samples/calls.csv LOG",
            "forecast LOG --now 2026-10-20",
            "route verify LOG --routing samples/routing.yaml --since 2026-10-15",
            "daily LOG",
            "sessions LOG")) {
      var shown = lines(command.replace("LOG", log.toString()), 80, 24);
      assertThat(shown.stream().mapToInt(ScreenTest::height).sum())
          .as("%s %s", command, String.join("\n", shown))
          .isLessThan(24);
    }
  }

  @Test
  void aTableTakesTheRowsThatFitAndCountsTheRest() {
    var narrow = lines("audit samples/calls.csv", 80, 24);
    var high = lines("audit samples/calls.csv", 80, 60);
    assertThat(narrow)
        .anyMatch(line -> line.matches(" 4 more \\(-v\\) +195  \\$0.98 .*  haiku +\\$0.25"));
    assertThat(high).noneMatch(line -> line.matches(" \\d+ more \\(-v\\).*"));
    assertThat(high).anyMatch(line -> line.startsWith(" route_intent"));
  }

  @Test
  void ofDaysTheLatestAreShownUnlessAnotherOrderIsAskedFor() {
    assertThat(lines("daily samples/calls.csv", 80, 24))
        .anyMatch(line -> line.matches(" 25 earlier \\(-v\\) +340  \\$7.80 .*"))
        .anyMatch(line -> line.startsWith(" 2026-10-31"));
    assertThat(lines("daily samples/calls.csv --sort cost", 80, 24))
        .anyMatch(line -> line.startsWith(" 25 more (-v)"));
    assertThat(lines("audit samples/calls.csv --group-by day,model", 80, 24))
        .contains(" 25 earlier (-v)");
  }

  @Test
  void thePartsOfAPivotSumToItsTotalsOnANarrowScreen() {
    assertThat(lines("audit samples/calls.csv --group-by hour,model --date 2026-10-20", 80, 24))
        .anyMatch(line -> line.startsWith(" Hour ") && line.contains("  other  "));
  }

  @Test
  void aTaskBelowItsRuleIsNamedApartFromTheSavings() {
    var log =
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-07T10:00:00Z,plan_release,claude-haiku-5-5,90000,0
        2026-10-09T10:00:00Z,classify_ticket,claude-opus-5-5,900000,1000
        """;
    // 90,000 tokens at $2 instead of $0.10 a million
    assertThat(Terminals.onScreen(words("audit -"), log, 80, 24).out())
        .contains("\n Below its rule: plan_release on haiku (sonnet: $0.1710 more).\n")
        .contains("1 move would save");
  }

  @Test
  void findingsBeginWithWhatMendsThem() {
    assertThat(lines("audit samples/calls.csv", 120, 40))
        .contains(
            " $0.29  --move translate_faq=haiku: 22 calls on haiku-4-5; haiku-5-5 is cheaper.");
    assertThat(Terminals.run(words("audit samples/calls.csv")).out().replaceAll("\\s+", " "))
        .contains("for the same text. Price it with --move translate_faq=haiku.");
    assertThat(Terminals.run(words("what-if samples/calls.csv --move translate_faq=haiku")).out())
        .contains("would save $0.29 ");
  }

  @Test
  void tenCallsAreOnAScreenAndTheFirstCanBeExplained() {
    var shown = lines("audit samples/calls.csv --group-by call", 80, 24);
    assertThat(shown).filteredOn(line -> line.startsWith(" samples/calls.csv:")).hasSize(10);
    assertThat(shown).contains(" Next: router-cost explain samples/calls.csv:301 (-v: why)");
  }

  @Test
  void manyChargesAreOneTableBelowTheirTotal() {
    var log =
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-07T10:00:00Z,label,claude-opus-4-8,900000,100000
        2026-10-07T10:00:00Z,label,claude-opus-5-5,900000,100000
        2026-10-07T10:00:00Z,label,claude-haiku-5-5,9000,1000
        """;
    var shown = Terminals.onScreen(words("explain - --task label"), log, 80, 24).out();
    assertThat(shown).contains("\n Total: $", "\n claude-haiku-5-5      1    9,000 ");
    assertThat(shown).doesNotContain("MTok");
    assertThat(Terminals.onScreen(words("explain - --task label -v"), log, 80, 24).out())
        .contains("MTok");
  }

  @Test
  void aFailureOfBothSidesIsSaidOnce() {
    var log = "src/test/resources/exports/claude-code-jsonl";
    var run =
        Terminals.onScreen(
            words("compare " + log + " --base-period 2026-07 --head-period 2026-08"), 80, 24);
    assertThat(run.err()).containsOnlyOnce("4 of 13 rows");
  }

  @Test
  void choicesThatNoCallMeetsAreOneWarningForEachScenario() {
    var scenario = "what-if samples/rush.csv --scenario samples/scenarios/bold.yaml";
    assertThat(lines(scenario, 80, 24))
        .anyMatch(line -> line.startsWith("warning: bold: no call matches classify_ticket, "));
    assertThat(Terminals.run(words(scenario)).err())
        .contains("no call matches classify_ticket, *_invoice, draft_reply,")
        .contains("; the log has answer, summarize");
  }

  @Test
  void whatIsLeftOutAndWhatToTypeNextAreTheLastLines() {
    var shown = String.join("\n", lines("audit samples/calls.csv", 120, 24));
    assertThat(shown)
        .contains(
            "Not counted: 1 rejected row",
            "No price: 1 call on claude-opus-5-9 (2026-10-14); add it with --prices FILE.")
        .contains("Next: router-cost what-if samples/calls.csv --move review_code=sonnet")
        .contains("warning: samples/calls.csv:261: output_tokens is '41O'; expected a whole number")
        .doesNotContain("Assumed:");
  }

  @Test
  void severalWarningsAreOneLineWithTheFirst() {
    var log =
        "whenabouts,task,model,input_tokens,output_tokens\n2026-10-07,a,claude-opus-5-5,x,1\n";
    var row = "2026-10-07,a,claude-opus-5-5,1,1\n";
    var run = Terminals.onScreen(words("audit - --max-rejects 60"), log + row, 80, 24);
    assertThat(run.err())
        .startsWith("2 warnings (-v): -: no column is known to be the time, so calls")
        .hasLineCount(1);
  }

  @Test
  void aNameThatIsTooLongGivesWay(@TempDir Path folder) throws IOException {
    var log = folder.resolve("the-calls-of-all-agents-in-the-month-of-october-and-more.csv");
    Files.copy(Path.of("samples/calls.csv"), log);
    var shown = Terminals.onScreen(List.of("audit", log.toString()), 80, 24).out().lines().toList();
    assertThat(shown.getFirst())
        .isEqualTo(
            "the-calls-of-all-agent…  2026-10-01 to 2026-10-31 UTC  432 calls (6 failed)  USD");
    assertThat(shown)
        .contains(" Next: router-cost what-if LOG --move review_code=sonnet (-v: why)");
  }

  @Test
  void findingsAreWholeWhereThereIsRoom() {
    var log =
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-07T10:00:00Z,label,claude-opus-4-8,900000,100000
        """;
    var whole = Terminals.onScreen(words("audit -"), log, 56, 24).out();
    var cut = String.join("\n", lines("audit samples/calls.csv", 80, 24));
    assertThat(whole).contains("$1.40  --move label=opus: 1 call on opus-4-8; opus-5-5");
    assertThat(whole).contains("\n        is cheaper.\n");
    assertThat(whole.lines().count()).isLessThan(23);
    assertThat(cut).containsPattern("[a-z0-9] …\n"); // at the end of a clause
  }

  @Test
  void oneModelForEverythingIsNoBoundWhereATaskIsCheaperElsewhere() {
    var log =
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-07T10:00:00Z,label,claude-opus-4-8,900000,100000
        2026-10-07T10:00:00Z,tag,qwen3.7-flash,900000,100
        """;
    var mixed = Terminals.onScreen(words("what-if - --models haiku"), log, 80, 24).out();
    var whole = lines("what-if samples/calls.csv", 80, 24);
    assertThat(mixed).containsPattern("All on haiku .*-\\d+\\.\\d%\n");
    assertThat(whole).anyMatch(line -> line.matches(" All on haiku .*-89.9%, lower bound"));
  }

  @Test
  void anEstimateHasBars() {
    var shown = lines("estimate samples/pipelines/support.yaml", 80, 24);
    assertThat(shown)
        .anyMatch(line -> line.startsWith(" Before  $0.0430-0.0750  ███"))
        .anyMatch(line -> line.startsWith(" After   $0.0136-0.0264  ███"));
  }

  @Test
  void aStreamHasNoNameForTheNextCommand() {
    var log =
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-07T10:00:00Z,label,claude-opus-4-8,900000,100000
        """;
    var shown = Terminals.onScreen(words("audit -"), log, 80, 24).out();
    assertThat(shown).contains("Next: router-cost what-if LOG");
  }

  @Test
  void detailsAreThereForWhoeverAsksAndInAPipe() {
    var asked = Terminals.onScreen(words("audit samples/calls.csv -v"), 80, 24);
    assertThat(asked.out()).contains("Assumed:", "Data quality", "route_intent");
    assertThat(asked.err()).contains("warning: samples/calls.csv:261");
    var piped = Terminals.run(words("audit samples/calls.csv"));
    assertThat(piped.out())
        .contains("Assumed:", "route_intent")
        .doesNotContain("Next: router-cost");
    assertThat(piped.err()).contains("warning: samples/calls.csv:261");
  }

  @Test
  void anAuditHasTheAnswerADayByDayLineAndSixTasks() {
    var shown = lines("audit samples/calls.csv", 80, 24);
    assertThat(shown.get(1))
        .isEqualTo(" Spent at least $9.67   5 moves would save $4.78 (49.4%), quality untested");
    assertThat(shown.get(2))
        .isEqualTo(" ▂▃▁▁▄▃▅▃▃▁▁▅▃▇▅▆▁▁▃▅▆█▅▁▁▃▅▃▃▅▁   $0.31 a day, peak $0.90 on Thu 22 Oct");
    assertThat(shown).filteredOn(line -> line.matches(" [a-z_]+ .*\\d%.*")).hasSize(6);
    assertThat(shown).contains("Also worth fixing (3 of 8)");
  }

  @Test
  void twoDaysAreNoLine() {
    var log =
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-07T10:00:00Z,label,claude-opus-4-8,900000,100000
        2026-10-08T10:00:00Z,label,claude-opus-4-8,900000,100000
        """;
    assertThat(Terminals.onScreen(words("audit -"), log, 80, 24).out())
        .contains("Spent")
        .doesNotContain("a day");
  }

  @Test
  void aMatrixShowsWhereCallsRunAndTheBillBeforeAndAfter() {
    var shown = String.join("\n", lines("what-if samples/calls.csv", 80, 24));
    assertThat(shown)
        .contains("  $1.83   [$3.85]  sonnet     $2.03", "[$0.34]    $3.69    $7.38   stay")
        .containsPattern(" As suggested  \\$4.90  █+▎ +-49.4%, quality untested")
        .containsPattern(" All on haiku  \\$0.97  ███▎ +-89.9%, lower bound");
  }

  @Test
  void anAuditAndAMatrixSuggestTheSameMoves() {
    var audit = lines("audit samples/calls.csv", 200, 60);
    var matrix = lines("what-if samples/calls.csv", 200, 60);
    assertThat(moves(audit)).hasSize(5).isEqualTo(moves(matrix));
  }

  /// Task, target and saving of the rows that move.
  private static List<String> moves(List<String> lines) {
    return lines.stream()
        .filter(line -> line.matches(" \\w+ .* (haiku|sonnet) +\\$\\d\\.\\d\\d"))
        .map(line -> line.replaceFirst("^ (\\w+) .* (\\w+ +\\S+)$", "$1 $2"))
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "forecast samples/calls.csv --now 2026-10-20 --budget 9",
        "what-if samples/calls.csv --move review_code=sonnet",
        "compare samples/calls.csv samples/rush.csv",
      })
  void otherAnswersHaveBarsToo(String command) {
    assertThat(lines(command, 80, 24)).anyMatch(line -> line.contains("████"));
    assertThat(Terminals.run(words(command)).out()).doesNotContain("█");
  }

  @Test
  void quietIsTheHeadlineAndTheTable() {
    assertThat(lines("audit samples/calls.csv -q", 80, 24))
        .hasSize(16)
        .last(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith(" Total");
    var piped = Terminals.run(words("audit samples/calls.csv -q"));
    assertThat(piped.out()).contains("The bill is at least $9.67.").doesNotContain("Findings");
    assertThat(piped.out().lines().toList().getLast()).startsWith(" Total");
    assertThat(piped.err()).isEmpty();
    assertThat(Terminals.run(words("audit samples/calls.csv -q -f markdown")).out())
        .contains("| **Total** |")
        .doesNotContain("Findings");
  }

  @Test
  void quietChangesNothingForMachinesAndHidesNoError() {
    var json = words("audit samples/calls.csv -f json");
    assertThat(Terminals.run(words("audit samples/calls.csv -f json -q")).out())
        .isEqualTo(Terminals.run(json).out());
    var check = Terminals.run(words("check samples/calls.csv --budgets samples/budgets.yaml -q"));
    assertThat(check.err()).startsWith("router-cost: ").contains("classify-stays-off-opus");
  }

  @Test
  void budgetsHaveTheirVerdictAtTheTop() {
    assertThat(lines("audit samples/calls.csv --budgets samples/limits.yaml", 80, 24).get(1))
        .startsWith(" Budgets of samples/limits.yaml: 1 not judged, 2 failed");
  }
}
