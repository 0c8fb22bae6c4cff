package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.cli.explore.ExplorerScreen;
import routercost.cli.explore.ExplorerSession;
import routercost.report.layout.TextWidth;

/// The view as a value: keys make states, and a state is a screen.
class ExploreScreenTest {
  private static final String SAMPLE = "samples/calls.csv";

  @TempDir private Path folder;

  private static ExplorerSession pressed(String keys) {
    var session = ExploreSessions.of(SAMPLE, "--evidence", "samples/evidence.csv");
    if (!keys.isEmpty()) {
      ExploreSessions.press(session, keys.split(" "));
    }
    return session;
  }

  private static String screen(String keys) {
    return ExploreSessions.screen(pressed(keys), 80, 24);
  }

  @Test
  void itBeginsOnTheMostExpensiveTaskAndSaysWhatARuleSuggests() {
    assertThat(screen(""))
        .contains("> review_code          31   $3.85  ·  ·  O   $3.85          S: none")
        .contains("rule R10, article 002, suggests sonnet and saves $2.03 (52.6%)")
        .contains("1 call on claude-opus-5-9")
        .contains("plan_release         10?");
  }

  @Test
  void aKeyMovesARowAndTheSameKeyTakesItBack() {
    assertThat(screen("s")).contains("S< o").contains("saves $2.03 (21.0%), 1 move");
    assertThat(pressed("s s").state().plan()).isEqualTo(pressed("").state().plan());
  }

  @Test
  void movesAreUndoneRedoneAndReset() {
    var one = pressed("s").state().plan();
    assertThat(pressed("s Down h u").state().plan()).isEqualTo(one);
    assertThat(pressed("s Down h u u r").state().plan()).isEqualTo(one);
    assertThat(pressed("s R").state().plan().moves()).isEmpty();
    assertThat(pressed("s R u").state().plan()).isEqualTo(one);
    assertThat(screen("u")).contains("Nothing to undo");
  }

  @Test
  void sharesGoByTenPercentBetweenTenAndAll() {
    assertThat(pressed("s < <").state().plan().moves())
        .singleElement()
        .satisfies(move -> assertThat(move.percent()).isEqualTo(80));
    assertThat(pressed("s < < < < < < < < < < < <").state().plan().moves())
        .singleElement()
        .satisfies(move -> assertThat(move.percent()).isEqualTo(10));
    assertThat(pressed("s < > >").state().plan().moves())
        .singleElement()
        .satisfies(move -> assertThat(move.percent()).isEqualTo(100));
    assertThat(screen("<")).contains("Move the row first");
  }

  @Test
  void allSuggestionsSaveWhatAnAuditSays() {
    assertThat(screen("a")).contains("saves $4.78 (49.4%), 5 moves");
    assertThat(screen("a Up")).contains("of $4.78: $0.25 proven, $1.50 likely, $3.02 untested");
  }

  @Test
  void aRowWithoutARuleSaysSo() {
    assertThat(screen("End")).contains("> route_intent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Enter        | > 2026-10-02      1, 8,000 r   1,771, [1 by day]",
        "Enter 2      | opus-5-5, [2 by model]",
        "Enter 3      | cache_write_1h   48,000      $0.38, [3 by kind of tokens]",
        "Enter 4      | 301  22 Oct 09:33  opus-5-5  fast, [4 single calls]",
        "Enter 4      | samples/calls.csv:301   input 31,000 x $8.00/M = $0.248",
        "Enter 4 Enter| 1 call on claude-opus-5-5, fast mode, Total",
        "g            | Group by, > task, model",
        "g Down Enter | opus-5-5, Model",
        "t            | Period, all days, 2026-10",
        "t Down Enter | the last day: 2026-10-31, nightly_report",
        "!            | What is not counted, claude-opus-5-9, rejected row",
        "?            | Keys, undo",
        "/ x Enter    | expected NAME=VALUE",
        "w            | There is no move to write yet",
        "g Down Enter h | cannot be moved",
        "S            | Sorted by saving",
        "Enter Esc    | > review_code",
      })
  void eachKeyOpensWhatItNames(String keys, String shown) {
    var screen = screen(keys.strip());
    for (var part : shown.strip().split(", ", -1)) {
      assertThat(screen).as(keys).contains(part.strip());
    }
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "200, 60", "40, 12", "60, 16", "20, 5"})
  void everyLineFitsAndThereAreAsManyAsTheScreenIsHigh(int width, int height) {
    for (var keys : new String[] {"", "a", "Enter", "Enter 4", "?", "g", "t", "/", "!", "s w"}) {
      for (boolean unicode : new boolean[] {true, false}) {
        var session = pressed(keys);
        var lines =
            new ExplorerScreen(width, height, unicode).lines(session.state(), session.view());
        assertThat(lines).hasSize(height);
        assertThat(lines)
            .allSatisfy(
                line ->
                    assertThat(TextWidth.of(line.text()))
                        .as(keys + line.text())
                        .isLessThanOrEqualTo(width));
        if (!unicode) {
          assertThat(lines).allSatisfy(line -> assertThat(line.text()).matches("[ -~]*"));
        }
      }
    }
  }

  @Test
  void namesFromALogCannotSteerTheTerminalAndAreNotPrintedInACommand() throws IOException {
    var log = folder.resolve("hostile.csv");
    Files.writeString(
        log,
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-01T10:00:00Z,\u001b]0;owned\u0007x,claude-opus-5-5,1000,10
        """);
    var session = ExploreSessions.of(log.toString());
    ExploreSessions.press(session, "h");
    assertThat(ExploreSessions.screen(session, 80, 24))
        .doesNotContain("\u001b")
        .contains("cannot be moved");
    assertThat(session.farewell()).doesNotContain("\u001b");
  }

  @Test
  void budgetsFollowThePlan() throws IOException {
    var budgets = folder.resolve("budgets.yaml");
    Files.writeString(
        budgets,
        "version: 1\ncurrency: USD\nbudgets:\n  - {id: month, metric: cost, period: month, limit: 5}\n");
    var session = ExploreSessions.of(SAMPLE, "--budgets", budgets.toString());
    assertThat(ExploreSessions.screen(session, 80, 24)).contains("$9.67 of $5.00: fail");
    ExploreSessions.press(session, "a");
    assertThat(ExploreSessions.screen(session, 80, 24)).contains("$4.98 of $5.00: warn");
  }

  @Test
  void aBudgetOnAnIncreaseHasABarWhenTheBillFalls() throws IOException {
    var budgets = folder.resolve("budgets.yaml");
    Files.writeString(
        budgets,
        "version: 1\ncurrency: USD\nbudgets:\n  - {id: growth, metric: increase_pct, baseline: base, limit: 10%, unpriced: ignore}\n");
    var session = ExploreSessions.of(SAMPLE, "--budgets", budgets.toString());
    ExploreSessions.press(session, "a");
    assertThat(ExploreSessions.screen(session, 80, 24)).contains("growth", "-48.5% of");
  }

  @Test
  void aFilterLeavesMovesOfOtherCallsOutOfThePlan() {
    assertThat(screen("s Down Down h / t a s k = r e v i e w _ c o d e Enter"))
        .contains("/ task=review_code", "saves $2.03 (52.6%), 1 move", "31 calls · USD");
    assertThat(pressed("s Down Down h / t a s k = p l a n _ r e l e a s e Enter").command())
        .doesNotContain("--move");
  }

  @Test
  void whatFitsIsLeftOnANarrowScreen() {
    assertThat(ExploreSessions.screen(pressed("s"), 60, 24))
        .contains("calls.csv", "432 calls · USD", "Enter drill down", "? help  q leave");
    assertThat(screen("?")).contains("1-20 of 2").doesNotContain("…");
  }

  @Test
  void movesThatNoRoutingFileCanSayAreNotWrittenIntoOne() {
    var session = ExploreSessions.of(SAMPLE, "--group-by", "team");
    ExploreSessions.press(session, "h", "w");
    assertThat(ExploreSessions.screen(session, 80, 24))
        .contains("g groups by task, e writes a scenario");
  }

  @Test
  void workAheadEndsAndChangesNothing() {
    var session = pressed("s");
    var before = ExploreSessions.screen(session, 80, 24);
    int steps = 0;
    while (session.prepare()) {
      steps++;
    }
    assertThat(steps).isPositive();
    assertThat(ExploreSessions.screen(session, 80, 24)).isEqualTo(before);
  }

  @Test
  void filesAreWrittenOnceAndNeverOverwritten() throws IOException {
    var session = pressed("s Down Down h");
    var routing = folder.resolve("routing.yaml");
    write(session, "w", routing);
    assertThat(Files.readString(routing))
        .contains("review_code:\n    tier: sonnet")
        .contains("summarize_thread:\n    tier: haiku");
    var priced =
        Terminals.run(
            java.util.List.of("what-if", SAMPLE, "--routing", routing.toString(), "-f", "value"));
    assertThat(new BigDecimal(priced.out().strip()))
        .isEqualByComparingTo(session.total().after().orElseThrow().usd());
    write(session, "e", routing);
    assertThat(ExploreSessions.screen(session, 200, 24)).contains("exists and is left as it is");
    var scenario = folder.resolve("scenario.yaml");
    write(session, "e", scenario);
    assertThat(Files.readString(scenario)).contains("where: {task: \"review_code\"}");
    assertThat(session.farewell()).contains("Plan: $9.67 -> $6.85, saves $2.82").contains("Wrote ");
  }

  private static void write(ExplorerSession session, String key, Path file) {
    ExploreSessions.press(session, key);
    for (int i = 0; i < 20; i++) {
      ExploreSessions.press(session, "Backspace");
    }
    file.toString().codePoints().forEach(c -> session.press(Character.toString(c)));
    ExploreSessions.press(session, "Enter");
  }

  @Test
  void theCursorStaysInViewAmongManyRows() throws IOException {
    var log = folder.resolve("many.csv");
    var rows = new StringBuilder("timestamp,task,model,input_tokens,output_tokens\n");
    for (int i = 0; i < 300; i++) {
      rows.append(
          "2026-10-01T10:00:00Z,task%03d,claude-opus-5-5,%d,10\n".formatted(i, 100_000 - i));
    }
    Files.writeString(log, rows);
    var session = ExploreSessions.of(log.toString());
    for (int i = 0; i < 12; i++) {
      ExploreSessions.press(session, "PageDown");
    }
    assertThat(ExploreSessions.screen(session, 80, 24)).contains("> task120").contains("of 300");
    ExploreSessions.press(session, "End");
    assertThat(ExploreSessions.screen(session, 80, 24)).contains("> task299");
  }

  @Test
  void aViewReadsAgainWhatHasGrown() throws IOException {
    var log = folder.resolve("live.csv");
    var row = "2026-10-01T10:00:00Z,plan,claude-opus-5-5,100000,0\n";
    Files.writeString(log, "timestamp,task,model,input_tokens,output_tokens\n" + row);
    var session = ExploreSessions.of(log.toString());
    ExploreSessions.press(session, "s");
    Files.writeString(log, Files.readString(log) + row.replace("plan", "ask"));
    session.refresh();
    assertThat(session.total().before().usd()).isEqualByComparingTo("0.8");
    assertThat(session.state().plan().moves()).hasSize(1);
  }

  @Test
  void theCursorStaysOnItsRowWhenOthersComeAboveIt() throws IOException {
    var log = folder.resolve("live.csv");
    var row = "2026-10-01T10:00:00Z,plan,claude-opus-5-5,100000,0\n";
    Files.writeString(log, "timestamp,task,model,input_tokens,output_tokens\n" + row);
    var session = ExploreSessions.of(log.toString(), "--follow");
    var dearer = row.replace("plan", "ask").replace("100000", "200000");
    Files.writeString(log, Files.readString(log) + dearer);
    session.refresh();
    assertThat(ExploreSessions.screen(session, 80, 24)).contains("> plan", "  ask");
  }
}
