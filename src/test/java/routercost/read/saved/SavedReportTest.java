package routercost.read.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.budget.Ratio;
import routercost.price.Money;
import routercost.read.text.ConfigurationProblem;

class SavedReportTest {
  private static final String JSON =
      """
      {"schema_version": 1, "command": "check", "currency": "USD",
       "period": {"from": "2026-10-01", "to": "2026-10-31", "timezone": "UTC"},
       "group_by": ["task", "tier"],
       "groups": [
        {"key": {"task": "plan", "tier": "opus"}, "calls": 3, "failed_calls": 1,
         "tokens": {"input": 10, "output": 5, "reasoning": 4}, "before": "2.50",
         "unpriced_calls": 0},
        {"key": {"task": "chat", "tier": ""}, "calls": 2, "failed_calls": 0,
         "tokens": {"input": 1, "output": 0}, "before": null, "unpriced_calls": 2}],
       "budgets": [
        {"id": "a", "status": "fail", "metric": "cost", "scope": {"task": ["x", "b"]}, "actual": "2.5"},
        {"id": "b", "status": "error", "actual": "2.5"},
        {"id": "c", "status": "off", "actual": null}]}
      """;

  private static SavedReport read(String json) {
    return SavedReport.parse("old.json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void groupsAreLinesOfABill() {
    var bill = read(JSON).bill();
    var plan = bill.lines().getFirst();
    assertThat(plan.attributes()).isEqualTo(Map.of("task", "plan", "tier", "opus"));
    assertThat(plan.amounts().cost()).isEqualTo(Money.of("2.5"));
    assertThat(plan.amounts().calls()).isEqualByComparingTo("4");
    assertThat(plan.amounts().tokens()).isEqualByComparingTo("15");
    assertThat(plan.amounts().complete()).isTrue();
    assertThat(bill.undated())
        .contains(new DateSpan(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31")));
  }

  @Test
  void callsCountFailuresSinceVersion2() {
    var bill = read(JSON.replace("\"schema_version\": 1", "\"schema_version\": 2")).bill();
    assertThat(bill.lines().getFirst().amounts().calls()).isEqualByComparingTo("3");
  }

  @Test
  void whatHadNoPriceIsNotZero() {
    var chat = read(JSON).bill().lines().getLast();
    assertThat(chat.amounts().complete()).isFalse();
    assertThat(chat.amounts().unpriced()).isEqualByComparingTo("2");
    assertThat(chat.attribute("tier")).isEmpty();
  }

  @Test
  void onlyWhatWasJudgedIsKeptOfItsBudgets() {
    assertThat(read(JSON).actuals())
        .isEqualTo(
            Map.of("a cost {task=[b, x]}", new Ratio(new BigDecimal("2.5"), BigDecimal.ONE)));
  }

  @Test
  void groupsByDayHaveTheirDays() {
    var dated =
        JSON.replace("[\"task\", \"tier\"]", "[\"task\", \"day\"]")
            .replace("\"tier\": \"opus\"", "\"day\": \"2026-10-07\"")
            .replace("\"tier\": \"\"", "\"day\": \"2026-10-08\"");
    assertThat(read(dated).bill().lines().getFirst().day())
        .isEqualTo(LocalDate.parse("2026-10-07"));
    assertThat(read(dated).bill().undated()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "\"USD\" @ \"EUR\" @ old.json:1:55: currency is 'EUR'; expected USD",
        "\"schema_version\": 1 @ \"schema_version\": 2026 @ old.json:1:20: schema_version is '2026';"
            + " expected 1 or 2",
        "\"groups\" @ \"rows\" @ old.json:1:1: 'groups' is missing",
        "\"2.50\" @ \"much\" @ old.json:6:68: before is 'much'; expected a decimal number"
      })
  void anotherFileIsRefused(String what, String instead, String message) {
    assertThatThrownBy(() -> read(JSON.replace(what, instead)).bill())
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(message);
  }

  @Test
  void aFileThatIsCutIsRefused() {
    assertThatThrownBy(() -> read(JSON.substring(0, 200)))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith("old.json:")
        .hasMessageContaining("not JSON");
  }

  @Test
  void aReportIsToldFromALogByItsContent(@TempDir Path folder) throws IOException {
    var report = Files.writeString(folder.resolve("a.csv"), JSON);
    var log = Files.writeString(folder.resolve("b.json"), "{\"model\": \"m\", \"input\": 3}\n");
    assertThat(SavedReport.isOne(report.toString())).isTrue();
    assertThat(SavedReport.isOne(log.toString())).isFalse();
    assertThat(SavedReport.isOne(folder.toString())).isFalse();
    assertThat(SavedReport.isOne("nowhere")).isFalse();
  }
}
