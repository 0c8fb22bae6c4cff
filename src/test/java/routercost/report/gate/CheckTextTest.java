package routercost.report.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.Bills;
import routercost.audit.Bills.Draft;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.Check;
import routercost.audit.budget.Ratio;
import routercost.report.Gates;

/// A check says what happened in one sentence.
class CheckTextTest {
  private static CheckText words(Draft draft) {
    return words(draft, Optional.empty());
  }

  private static CheckText words(Draft draft, Optional<Bill> base, Waiver... waivers) {
    var budgets = List.of(Gates.named("b", 1, draft, ""));
    return new CheckText(Gates.of(Gates.BILL, base, budgets, waivers).checks().getFirst());
  }

  @Test
  void aCostIsSaidWithItsPeriod() {
    assertThat(words(Draft.of(Metric.COST, "500").per(BudgetPeriod.MONTH)).message())
        .isEqualTo("cost in 2026-10 is $331.76 of $500.00");
    assertThat(words(Draft.of(Metric.COST, "500").per(BudgetPeriod.QUARTER)).message())
        .startsWith("cost in 2026-Q4 is ");
    assertThat(words(Draft.of(Metric.COST, "100").per(BudgetPeriod.DAY)).message())
        .isEqualTo(
            "cost in 2026-10-06 is $218.70, $118.70 (118.7%) over the limit of $100.00; 2 of 2 days"
                + " are over");
    assertThat(words(Draft.of(Metric.COST, "500").per(BudgetPeriod.WEEK)).message())
        .isEqualTo("cost in 2026-10-05 to 2026-10-11 is $331.76 of $500.00");
  }

  @Test
  void aShareSaysOfWhat() {
    var share =
        Draft.of(Metric.SHARE_OF_CALLS, "10").scope("tier", "opus").ofAll("task", "classify");
    assertThat(words(share).message())
        .isEqualTo(
            "share of calls of tier opus among task classify is 25.0%, over the limit of 10.0%");
  }

  @Test
  void aPolicyCountsTheCallsThatBreakIt() {
    var only = Draft.of(Metric.ONLY, "0").scope("task", "classify").ofAll("tier", "haiku|sonnet");
    assertThat(words(only.ofAll("tier", "haiku")).message())
        .isEqualTo("9,000 calls of task classify not with tier haiku");
    assertThat(words(only.ofAll("tier", "haiku|opus")).message())
        .isEqualTo("of the calls of task classify none is without tier haiku or opus");
    var never = Draft.of(Metric.NEVER, "0").ofAll("tier", "haiku").scope("task", "plan");
    assertThat(words(never).message())
        .isEqualTo("of the calls of task plan none is with tier haiku");
  }

  @Test
  void aWaiverIsNamedWhileItHoldsAndAfter() {
    var draft = Draft.of(Metric.COST, "300");
    var holding = words(draft, Optional.empty(), Gates.waiver("b", "2026-12-01", "350"));
    assertThat(holding.check().status()).isEqualTo(Check.Status.WARN);
    assertThat(holding.message())
        .isEqualTo(
            "cost is $331.76, $31.76 (10.6%) over the limit of $300.00; waived up to $350.00 until"
                + " 2026-12-01: FIN-212, approved by finance");
    var expired = words(draft, Optional.empty(), Gates.waiver("b", "2026-09-20", "350"));
    assertThat(expired.message())
        .endsWith(
            "$300.00; the waiver until 2026-09-20 has expired (FIN-212, approved by finance)");
  }

  @Test
  void theBaseIsNamedWhereItExcuses() {
    assertThat(words(Draft.of(Metric.COST, "300"), Optional.of(Gates.BILL)).message())
        .endsWith("over the limit of $300.00; already over before this change ($331.76)");
  }

  @Test
  void anIncreaseSaysOverWhat() {
    var base = Bills.of(Bills.line("2026-09-01", "plan", "opus", "300", 1));
    var draft = Draft.of(Metric.INCREASE_PCT, "5").baseline(new Budget.Baseline.Base());
    assertThat(words(draft, Optional.of(base)).message())
        .isEqualTo("increase of the cost is 10.6% over $300.00, over the limit of 5.0%");
    assertThat(words(draft.leastBase("301"), Optional.of(base)).message())
        .isEqualTo(
            "increase of the cost is 10.2% over $301.00 (min_amount; the base is smaller), over the"
                + " limit of 5.0%");
  }

  @Test
  void whatIsUsedIsAShareOfTheLimit() {
    assertThat(words(Draft.of(Metric.COST, "300")).used()).isEqualTo("110.6%");
    assertThat(words(Draft.of(Metric.CALLS, "0")).used()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DOLLARS, 331.7625, 300, $331.76, $300.00",
    "DOLLARS, 300.004, 300, $300.004, $300.000",
    "DOLLARS, 0.0018, 0.002, $0.0018, $0.0020",
    "DOLLARS, 1234567.5, 2000000, '$1,234,567.50', '$2,000,000.00'",
    "PERCENT, 10.04, 10, 10.04%, 10.00%",
    "PERCENT, 25, 10, 25.0%, 10.0%",
    "PERCENT, 10, 10, 10.0%, 10.0%",
    "COUNT, 47250, 40000, '47,250', '40,000'",
    "DOLLARS, 12, 0.0000001, $12.0000000, $0.0000001"
  })
  void twoFiguresThatDifferLookDifferent(
      Metric.Unit unit, BigDecimal actual, BigDecimal limit, String shown, String shownLimit) {
    var figures = new LimitFormat(unit);
    var ratio = new Ratio(actual, BigDecimal.ONE);
    assertThat(figures.actual(ratio, limit)).isEqualTo(shown);
    assertThat(figures.limit(ratio, limit)).isEqualTo(shownLimit);
  }
}
