package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitEconomicsTest {
  @TempDir Path folder;
  private String log = "";

  /// Ten days of calls for $1.00 each on Opus; three users, and one call without.
  @BeforeEach
  void writeLog() throws IOException {
    log = folder.resolve("calls.csv").toString();
    Files.writeString(
        Path.of(log),
        """
        ts,task,model,user,input,output
        2026-10-10,plan,claude-opus-5-5,ann,250000,0
        2026-10-12,plan,claude-opus-5-5,ann,250000,0
        2026-10-14,plan,claude-opus-5-5,bob,250000,0
        2026-10-16,plan,claude-opus-5-5,cid,250000,0
        2026-10-19,plan,claude-opus-5-5,,250000,0
        """);
  }

  private String text(String... words) {
    var ended = Terminals.run(List.of(words));
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended.out().replaceAll("\\s+", " ");
  }

  @Test
  void costsAreShownForEachDistinctValue() {
    assertThat(text("audit", log, "--per", "user", "--move", "plan=sonnet"))
        .contains(
            "Per user: 1.3 calls and $1.33, $0.6667 after the moves (3 values; 1 call without")
        .contains("The moves take 100.0% of the calls to other models and save $2.50 (50.0%)");
  }

  /// $2.50 in 10 days are $7.609375 a month of 30.4375 days; 2 hours at $50 take 13.1 months.
  @Test
  void workOnMovesIsPaidBack() {
    assertThat(text("audit", log, "--effort", "2", "--move", "plan=sonnet"))
        .contains(
            "2 hours of work at $50.00 ($100.00) would be paid back in 13.1 months, at $7.61");
    assertThat(text("what-if", log, "--effort", "2", "--hourly", "5", "--move", "plan=sonnet"))
        .contains("2 hours of work at $5.00 ($10.00) would be paid back in 1.3 months");
    assertThat(text("audit", log, "--effort", "2", "--move", "plan=fable"))
        .contains("would not be paid back: nothing is saved");
  }

  @Test
  void machinesGetTheSameFigures() {
    assertThat(text("audit", log, "--per", "user", "--effort", "2", "-f", "json"))
        .contains("\"by\": \"user\", \"values\": 3, \"calls_without\": 1")
        .contains("\"hours\": 2, \"hourly\": \"50\", \"cost\": \"100\"");
  }

  /// Four calls of three users for $4: $1.33 each; the call without a user does not count.
  @Test
  void aBudgetLimitsTheCostOfEachValue() throws IOException {
    var budgets = folder.resolve("b.yaml");
    Files.writeString(
        budgets,
        """
        version: 1
        currency: USD
        period: input
        budgets:
          - {id: a-user, metric: cost_per_value, per: user, limit: 1.34}
          - {id: tight, metric: cost_per_value, per: user, limit: 1.33}
        """);
    var ended = Terminals.run(List.of("check", log, "--budgets", budgets.toString()));
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out().replaceAll("\\s+", " "))
        .contains("FAIL tight $1.333 $1.330", "WARN a-user $1.33 $1.34");
    Files.writeString(
        budgets,
        "version: 1\ncurrency: USD\nbudgets:\n  - {id: a, metric: cost_per_value, limit: 1}\n");
    assertThat(Terminals.run(List.of("check", log, "--budgets", budgets.toString())).err())
        .contains("'per' is missing");
  }

  @Test
  void aColumnThatNoCallHasIsRefused() {
    var ended = Terminals.run(List.of("audit", log, "--per", "usr"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("--per: no record has a column 'usr'");
  }

  @Test
  void theHeadlineSaysWhatTheMixSavesAlready() throws IOException {
    Files.writeString(
        Path.of(log), "2026-10-10,chat,claude-haiku-5-5,ann,50000,0\n", StandardOpenOption.APPEND);
    assertThat(text("audit", log)).contains("All calls would cost $2.60 on sonnet");
  }
}
