package routercost.audit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.Bills;
import routercost.audit.Bills.Draft;
import routercost.audit.budget.Budget.Level;
import routercost.audit.budget.Budget.Metric;

/// What budgets need of a log, and how their scopes are put in terms of it.
class BudgetNeedsTest {
  private static final Draft COST = Draft.of(Metric.COST, "5");

  private static Budgets of(Budget... budgets) {
    return new Budgets("b.yaml", Optional.empty(), List.of(budgets), List.of(), Optional.empty());
  }

  @Test
  void columnsOfScopesAreRead() {
    var budgets =
        of(
            COST.scope("team", "web", "task", "plan").budget(),
            Draft.of(Metric.SHARE_OF_COST, "5").scope("task", "x").ofAll("room", "a").budget(),
            Draft.of(Metric.COST_PER_VALUE, "5").target("user").budget(),
            Draft.of(Metric.COST_PER_VALUE, "5").target("model").budget(),
            Draft.of(Metric.SAVINGS_MISSED, "5").target("haiku").budget());
    assertThat(budgets.labels()).containsExactly("room", "team", "user");
    assertThat(budgets.targets()).containsExactly("haiku");
    assertThat(of(COST.budget()).labels()).isEmpty();
  }

  @Test
  void singleCallsAreReadForTheLargest() {
    assertThat(of(COST.budget()).asksForSingleCalls()).isFalse();
    assertThat(of(COST.budget(), Draft.of(Metric.LARGEST_CALL, "5").budget()).asksForSingleCalls())
        .isTrue();
  }

  /// Of longer periods only, and of sums: days, weeks, changes and single calls need more.
  @Test
  void someBudgetsAreJudgedByTheSumsOfMonths() {
    var month = COST.per(BudgetPeriod.MONTH);
    var quarter = Draft.of(Metric.CALLS, "5").per(BudgetPeriod.QUARTER).scope("task", "plan");
    assertThat(of(month.budget(), quarter.budget()).areByMonth()).isTrue();
    assertThat(of(month.scope("month", "2026-10").budget()).areByMonth()).isTrue();

    var others =
        List.of(
            COST.per(BudgetPeriod.DAY),
            COST.per(BudgetPeriod.WEEK),
            COST.per(BudgetPeriod.INPUT),
            month.scope("day", "2026-10-05"),
            Draft.of(Metric.SHARE_OF_COST, "5").per(BudgetPeriod.MONTH).ofAll("week", "2026-W41"),
            Draft.of(Metric.FORECAST, "5").per(BudgetPeriod.MONTH),
            Draft.of(Metric.LARGEST_CALL, "5").per(BudgetPeriod.MONTH),
            Draft.of(Metric.INCREASE, "5").per(BudgetPeriod.MONTH),
            Draft.of(Metric.SAVINGS_MISSED, "5").per(BudgetPeriod.MONTH).target("haiku"));
    for (var other : others) {
      assertThat(of(month.budget(), other.budget()).areByMonth()).as(other.toString()).isFalse();
    }
  }

  @Test
  void baselinesOfBudgetsThatAreOffAreNotRead() {
    var increase = Draft.of(Metric.INCREASE, "5");
    var budgets =
        of(
            increase.baseline(new Budget.Baseline.File("a.csv")).budget(),
            increase.baseline(new Budget.Baseline.File("b.csv")).level(Level.OFF).budget(),
            increase.baseline(new Budget.Baseline.Base()).budget());
    assertThat(budgets.baselineFiles()).containsExactly("a.csv");
  }

  @Test
  void aForecastNeedsWeeksBeforeAndAnIncreaseThePeriodBefore() {
    var day = LocalDate.of(2026, 10, 5);
    assertThat(of(COST.budget()).firstDay(day)).isEqualTo(day);
    assertThat(of(Draft.of(Metric.FORECAST, "5").budget()).firstDay(day))
        .isBefore(day.minusDays(50));
    var increase =
        Draft.of(Metric.INCREASE, "5")
            .per(BudgetPeriod.MONTH)
            .baseline(new Budget.Baseline.PriorPeriod());
    assertThat(of(increase.budget()).firstDay(day)).isEqualTo(LocalDate.of(2026, 9, 1));
  }

  private static List<String> models(Budgets budgets) {
    return List.copyOf(budgets.budgets().getFirst().scope().conditions().get("model"));
  }

  @Test
  void modelsOfScopesAreNamedAsOnTheBill() {
    var budgets = of(COST.scope("model", "old|other", "task", "old").budget());
    var named = budgets.naming(model -> model.equals("old") ? "new" : model);
    assertThat(models(named)).containsExactly("new", "other");
    assertThat(named.budgets().getFirst().scope().conditions().get("task")).containsExactly("old");
  }

  @Test
  void aPolicyOnRetiringModelsForbidsThem() {
    var never =
        new Draft(
                Map.of(
                    "metric", Metric.NEVER, "limit", BigDecimal.ZERO, "of", Scope.ofRetiring(30)))
            .budget();
    var forbidding = of(never).forbidding(days -> new TreeSet<>(List.of("gone-in-" + days)));
    assertThat(forbidding.budgets().getFirst().of().conditions())
        .containsExactly(Map.entry("model", new TreeSet<>(List.of("gone-in-30"))));
    assertThat(of(COST.budget()).forbidding(_ -> new TreeSet<>()).budgets())
        .containsExactly(COST.budget());
  }

  @Test
  void modelsThatAreNotOnTheBillAreLeftOutOfScopes() {
    var bill =
        new Bill(
            List.of(Bills.line("2026-10-01", "plan", "opus", "1", 1)),
            Map.of("model", new TreeSet<>(List.of("m-opus", "m-haiku"))),
            Optional.empty());
    assertThat(models(of(COST.scope("model", "m-opus|m-haiku").budget()).shortened(bill)))
        .containsExactly("m-opus");
    assertThat(models(of(COST.scope("model", "m-haiku").budget()).shortened(bill)))
        .containsExactly("m-haiku");
  }

  @ParameterizedTest
  @CsvSource({
    "plan a, Plan-A, true",
    "plan, plan, false",
    "plan, other, false",
    "pl*, PLAN, false",
    "--, ++, false",
    "(none), none, false",
  })
  void aValueThatDiffersByMarksAloneIsNear(String wanted, String value, boolean near) {
    var bill = Bills.of(Bills.line("2026-10-01", value, "opus", "1", 1));
    var found = bill.nearValues(Bills.scope("task", wanted));
    assertThat(found).isEqualTo(near ? Map.of("task '" + value + "'", wanted) : Map.of());
  }

  @Test
  void attributesWithFixedValuesHaveNoNearOnes() {
    var bill = Bills.of(Bills.line("2026-10-01", "plan", "opus", "1", 1));
    assertThat(bill.nearValues(Bills.scope("tier", "OPUS"))).isEmpty();
  }
}
