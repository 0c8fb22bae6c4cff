package routercost.read.config.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.Budgets;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;

/// A budgets file says where it is wrong, what is wrong, and what is allowed.
class BudgetFileTest {
  private static final String HEAD = "version: 1\ncurrency: USD\n";

  private static Budgets read(String yaml) {
    return BudgetFile.parse("conf/b.yaml", (HEAD + yaml).getBytes(StandardCharsets.UTF_8));
  }

  private static Budget budget(String fields) {
    return read("budgets:\n  - {id: a, " + fields + "}\n").budgets().getFirst();
  }

  @Test
  void aBudgetTakesWhatItDoesNotSayFromTheFile() {
    var budgets =
        read(
            """
            period: week
            timezone: Europe/Berlin
            defaults: {on_breach: warn, warn_at: 80%, unpriced: ignore}
            budgets:
              - id: plan-week
                metric: cost
                scope: {task: [plan, review], tag.Team: search}
                limit: 120.50
                message: "Ask first."
            """);
    var budget = budgets.budgets().getFirst();
    assertThat(budgets.name()).isEqualTo("conf/b.yaml");
    assertThat(budgets.timezone()).contains(ZoneId.of("Europe/Berlin"));
    assertThat(budget.line()).isEqualTo(7);
    assertThat(budget.metric()).isEqualTo(Metric.COST);
    assertThat(budget.scope().toString())
        .isEqualTo("Scope[conditions={task=[plan, review], team=[search]}]");
    assertThat(budget.threshold())
        .isEqualTo(
            new Budget.Threshold(
                new BigDecimal("120.50"), new BigDecimal("0.80"), Budget.Level.WARN));
    assertThat(budget.terms().cycle()).isEqualTo(BudgetPeriod.WEEK);
    assertThat(budget.terms().unpriced()).isEqualTo(Budget.Unpriced.IGNORE);
    assertThat(budget.message()).isEqualTo("Ask first.");
    assertThat(budgets.labels()).containsExactly("team");
  }

  @Test
  void whatNobodySaysIsStrict() {
    var budget = budget("metric: cost, limit: 1");
    assertThat(budget.threshold().level()).isEqualTo(Budget.Level.FAIL);
    assertThat(budget.threshold().warnAt()).isEqualByComparingTo("0.9");
    assertThat(budget.terms().cycle()).isEqualTo(BudgetPeriod.MONTH);
    assertThat(budget.terms().unpriced()).isEqualTo(Budget.Unpriced.ERROR);
    assertThat(budget.scope().conditions()).isEmpty();
    assertThat(read("budgets: [{id: a, metric: cost, limit: 1}]").timezone()).isEmpty();
  }

  @Test
  void aBudgetSaysWhatItIsComparedWith() {
    var prior =
        budget("metric: increase_pct, limit: 12.5%, baseline: prior_period, min_amount: 25");
    assertThat(prior.threshold().limit()).isEqualByComparingTo("12.5");
    assertThat(prior.terms().baseline()).isEqualTo(new Budget.Baseline.PriorPeriod());
    assertThat(prior.terms().leastBase()).isEqualByComparingTo("25");
    var file = budget("metric: increase, limit: 10, baseline: 'file:old.csv'");
    assertThat(file.terms().baseline()).isEqualTo(new Budget.Baseline.File("conf/old.csv"));
    assertThat(file.terms().cycle()).isEqualTo(BudgetPeriod.INPUT);
    assertThat(budget("metric: increase, limit: 10, baseline: base").terms().baseline())
        .isEqualTo(new Budget.Baseline.Base());
    assertThat(budget("metric: savings_missed, limit: 10, to: haiku").terms().target())
        .contains("haiku");
  }

  @Test
  void aForecastFailsOnlyIfItsOwnEntrySaysSo() {
    assertThat(budget("metric: forecast, limit: 9").threshold().level())
        .isEqualTo(Budget.Level.WARN);
    assertThat(budget("metric: forecast, limit: 9, on_breach: fail").threshold().level())
        .isEqualTo(Budget.Level.FAIL);
    assertThat(budget("metric: forecast, limit: 9, on_breach: off").threshold().level())
        .isEqualTo(Budget.Level.OFF);
    assertThatThrownBy(() -> budget("metric: forecast, limit: 9, period: week"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage("conf/b.yaml:4:21: forecast is of a month; expected period: month");
  }

  @Test
  void aPolicySaysHowCallsMustBe() {
    var policies =
        read("""
                policies:
                  - {id: a, scope: {task: classify}, only: {tier: [haiku, sonnet]}}
                  - {id: b, scope: {env: ci}, never: {service: fast}, on_breach: warn}
                  - {id: c, largest_call: 0.5}
                  - {id: d, largest_prompt: 200_000}
                """)
            .budgets();
    assertThat(policies.stream().map(Budget::metric))
        .containsExactly(Metric.ONLY, Metric.NEVER, Metric.LARGEST_CALL, Metric.LARGEST_PROMPT);
    assertThat(policies.stream().map(policy -> policy.threshold().limit().toPlainString()))
        .containsExactly("0", "0", "0.5", "200000");
    assertThat(policies.get(0).of().conditions().get("tier")).containsExactly("haiku", "sonnet");
    assertThat(policies.get(1).threshold().level()).isEqualTo(Budget.Level.WARN);
    assertThat(policies.get(2).terms().cycle()).isEqualTo(BudgetPeriod.INPUT);
  }

  @Test
  void aWaiverNamesItsBudget() {
    var budgets =
        read(
            """
            budgets: [{id: a, metric: increase_pct, limit: 10%, baseline: base}]
            waivers: [{budget: a, until: 2026-12-24, limit: 20%, reason: backfill, approved_by: finance}]
            """);
    assertThat(budgets.waivers())
        .isEqualTo(
            List.of(
                new Waiver(
                    "a",
                    LocalDate.parse("2026-12-24"),
                    new BigDecimal("20"),
                    "backfill",
                    "finance")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "budgets: [] @ 1:1: nothing is limited here; expected 'budgets' or 'policies'",
        "budget: [] @ 3:1: unknown key 'budget' (did you mean 'budgets'?); allowed: budgets,"
            + " currency, defaults, max_book_age, period, policies, timezone, version, waivers",
        "period: year @ 3:9: period is 'year'; expected day, week, month, quarter, input",
        "timezone: Mars @ 3:11: timezone is 'Mars'; expected UTC or a zone such as Europe/Berlin",
        "defaults: {warn_at: 0.9} @ 3:21: warn_at is '0.9'; expected a share of the limit such as"
            + " 90%, 100% at most",
        "defaults: {warn_at: 101%} @ 3:21: warn_at is '101%'; expected a share of the limit such as"
            + " 90%, 100% at most",
        "defaults: {on_breach: die} @ 3:23: on_breach is 'die'; expected fail, warn, off",
        "budgets: [{metric: cost, limit: 1}] @ 3:11: 'id' is missing",
        "budgets: [{id: a b, metric: cost, limit: 1}] @ 3:16: id is 'a b'; expected letters,"
            + " digits, '-', '_' and '.', 80 at most",
        "budgets: [{id: a, metric: costs, limit: 1}] @ 3:27: metric is 'costs' (did you mean"
            + " 'cost'?); expected cost, cost_per_call, cost_per_1k_calls, cost_per_value, calls, tokens,"
            + " share_of_calls, share_of_cost, share_of_tokens, increase, increase_pct,"
            + " unpriced_share, savings_missed, forecast",
        "budgets: [{id: a, metric: cost}] @ 3:11: 'limit' is missing",
        "budgets: [{id: a, metric: cost, limit: 10%}] @ 3:40: limit is '10%'; expected a number, 0"
            + " or more, such as 0.80",
        "budgets: [{id: a, metric: share_of_calls, limit: 0.1}] @ 3:50: limit is '0.1'; expected a"
            + " percentage such as 10%",
        "budgets: [{id: a, metric: calls, limit: 1.5}] @ 3:41: limit is '1.5'; expected a whole"
            + " number",
        "budgets: [{id: a, metric: cost, limit: 1, limits: 2}] @ 3:43: unknown key 'limits' (did you"
            + " mean 'limit'?); allowed: baseline, id, limit, message, metric, min_amount, of,"
            + " on_breach, per, period, scope, to, unpriced, warn_at",
        "budgets: [{id: a, metric: cost, limit: 1, scope: {tasks: x}}] @ 3:51: unknown key 'tasks'"
            + " (did you mean 'task'?); known: task, model, tier, provider, day, week, month,"
            + " service, band, place, status;"
            + " 'tag.tasks' is the column of the log",
        "budgets: [{id: a, metric: cost, limit: 1, scope: {task: []}}] @ 3:57: task is an empty"
            + " list; expected a value",
        "budgets: [{id: a, metric: cost, limit: 1, of: {}}] @ 3:47: 'of' is only for shares",
        "budgets: [{id: a, metric: cost, limit: 1, to: haiku}] @ 3:47: 'to' is only for"
            + " savings_missed",
        "budgets: [{id: a, metric: savings_missed, limit: 1}] @ 3:11: 'to' is missing",
        "budgets: [{id: a, metric: cost, limit: 1, baseline: base}] @ 3:53: 'baseline' is only for"
            + " increase and increase_pct",
        "budgets: [{id: a, metric: increase, limit: 1, baseline: base, min_amount: 1}] @ 3:75:"
            + " 'min_amount' is only for increase_pct",
        "budgets: [{id: a, metric: increase, limit: 1}] @ 3:11: 'baseline' is missing",
        "budgets: [{id: a, metric: increase, limit: 1, baseline: last}] @ 3:57: baseline is 'last';"
            + " expected prior_period, base or file:PATH",
        "budgets: [{id: a, metric: increase, limit: 1, baseline: prior_period, period: input}] @"
            + " 3:57: period 'input' has none before it; expected period: month",
        "budgets: [{id: a, metric: cost, limit: 1}, {id: a, metric: cost, limit: 1}] @ 3:49: id is"
            + " 'a', which appears here twice; expected one of its own",
        "policies: [{id: a}] @ 3:12: a policy has one of only, never, no_retiring,"
            + " largest_call and largest_prompt",
        "policies: [{id: a, no_retiring: soon}] @ 3:33: no_retiring is 'soon'; expected a number of"
            + " days such as 30d",
        "policies: [{id: a, only: {}}] @ 3:26: only is empty; expected conditions such as {tier:"
            + " haiku}",
        "policies: [{id: a, only: {tier: x}, never: {tier: y}}] @ 3:12: a policy has one of only,"
            + " never, no_retiring, largest_call and largest_prompt"
      })
  void whatIsWrongIsNamedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage("conf/b.yaml:" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "{until: 2026-12-24, limit: 20, reason: x} @ 4:11: 'budget' is missing",
        "{budget: b, until: 2026-12-24, limit: 20, reason: x} @ 4:20: budget 'b' is not in this file",
        "{budget: a, until: soon, limit: 20, reason: x} @ 4:30: until is 'soon'; expected a date"
            + " such as 2026-10-07",
        "{budget: a, until: 2026-12-24, limit: 10, reason: x} @ 4:49: limit is '10'; expected more"
            + " than the limit of the budget",
        "{budget: a, until: 2026-12-24, limit: 20} @ 4:11: 'reason' is missing",
        "{budget: a, until: 2026-12-24, limit: 20, reason: ' '} @ 4:61: reason is ' '; expected why"
            + " the limit may be passed",
        "{budget: a, limit: 20, reason: x} @ 4:11: 'until' is missing"
      })
  void aWaiverWithoutEndOrReasonIsRefused(String waiver, String message) {
    assertThatThrownBy(
            () -> read("budgets: [{id: a, metric: cost, limit: 10}]\nwaivers: [" + waiver + "]\n"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage("conf/b.yaml:" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "version: 2 @ 1:10: version is '2'; expected 1",
        "currency: USD @ 1:1: 'version' is missing",
        "version: 1 @ 1:1: 'currency' is missing",
        "{version: 1, currency: EUR} @ 1:24: currency is 'EUR'; expected USD",
        "[1] @ 1:1: the budgets file is a list; expected a mapping"
      })
  void anotherVersionOrCurrencyIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> BudgetFile.parse("b.yaml", yaml.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage("b.yaml:" + message);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> BudgetFile.read("nowhere.yaml"))
        .isInstanceOf(InputProblem.class)
        .hasMessage("nowhere.yaml: no such file; --budgets takes a budgets file in YAML");
  }
}
