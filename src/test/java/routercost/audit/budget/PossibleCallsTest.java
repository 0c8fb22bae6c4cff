package routercost.audit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.audit.Bills.attributes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routercost.audit.Bills;
import routercost.audit.Bills.Draft;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetEvaluator.Population;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

/// Calls that a budget may be about: without their label, or not counted.
class PossibleCallsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

  private static BillLine line(String task, long calls, long tokens, String usd, boolean complete) {
    return line(task, calls, tokens, usd, complete, false);
  }

  private static BillLine line(
      String task, long calls, long tokens, String usd, boolean complete, boolean anyDay) {
    var amounts =
        new BillLine.Amounts(
            Money.of(usd),
            complete,
            BigDecimal.valueOf(calls),
            BigDecimal.ZERO,
            BigDecimal.valueOf(tokens),
            BigDecimal.ZERO);
    var attributes = task.isEmpty() ? attributes() : attributes("task", task);
    return new BillLine(DAY, attributes, amounts, Map.of(), anyDay);
  }

  private static PossibleCalls possible(Draft draft, Bill bill, BillLine... leftOut) {
    var budget = draft.budget();
    return PossibleCalls.of(budget, Population.of(budget, bill), Bills.of(leftOut));
  }

  private static final Draft PLAN = Draft.of(Metric.COST, "10").scope("task", "plan");
  private static final BillLine REJECTED = line("plan", 1, 50, "3", true);
  private static final BillLine FILE = line("", 0, 0, "0", false);

  @Test
  void withoutAnyThereIsNoObstacle() {
    var none = possible(PLAN, Bills.of(line("plan", 1, 5, "3", true)));
    assertThat(none.isNone()).isTrue();
    assertThat(none.reason()).isEmpty();
    assertThat(none.most()).isEmpty();
  }

  @Test
  void callsOfAnotherTaskAreNotPossible() {
    assertThat(possible(PLAN, Bills.of(), line("chat", 1, 50, "3", true)).isNone()).isTrue();
    var some = possible(PLAN, Bills.of(), REJECTED, line("chat", 1, 50, "3", true));
    assertThat(some.isNone()).isFalse();
    assertThat(some.leftOut().lines()).containsExactly(REJECTED);
    assertThat(some.total().cost()).isEqualTo(Money.of("3"));
    assertThat(some.reason()).contains(new NotJudged.LeftOut(BigDecimal.ONE, false));
  }

  @Test
  void callsWithoutTheLabelAreUnlabelled() {
    var unlabelled = line("", 1, 50, "4", true);
    var some = possible(PLAN, Bills.of(unlabelled));
    assertThat(some.isNone()).isFalse();
    assertThat(some.unlabelled().lines()).containsExactly(unlabelled);
    assertThat(some.reason()).isPresent();
    assertThat(some.total().cost()).isEqualTo(Money.of("4"));
  }

  @Test
  void filesHaveCallsThatAreNotCounted() {
    assertThat(possible(PLAN, Bills.of(), FILE).reason())
        .contains(new NotJudged.LeftOut(BigDecimal.ZERO, true));
    assertThat(possible(PLAN, Bills.of(), line("", 1, 0, "0", false)).reason())
        .contains(new NotJudged.LeftOut(BigDecimal.ONE, false));
    assertThat(possible(PLAN, Bills.of(), line("plan", 0, 0, "1", true)).reason())
        .contains(new NotJudged.LeftOut(BigDecimal.ZERO, false));
  }

  @Test
  void aBudgetThatIgnoresUnpricedCallsIgnoresThemHere() {
    var unpriced = line("plan", 1, 50, "0", false);
    var ignoring = possible(PLAN.ignoringUnpriced(), Bills.of(), REJECTED, unpriced);
    assertThat(ignoring.leftOut().lines()).containsExactly(REJECTED);
    var both = Bills.of(line("", 1, 5, "4", true), line("", 1, 5, "0", false));
    assertThat(possible(PLAN.ignoringUnpriced(), both).unlabelled().lines()).hasSize(1);
    assertThat(possible(PLAN, both).unlabelled().lines()).hasSize(2);
    assertThat(possible(PLAN, Bills.of(), REJECTED, unpriced).leftOut().lines()).hasSize(2);
  }

  @Test
  void aDayThatMayBeAnotherMattersOnlyToBudgetsOfPeriods() {
    var moving = line("plan", 1, 50, "3", true, true);
    assertThat(possible(PLAN, Bills.of(), moving).isNone()).isTrue();
    var monthly = possible(PLAN.per(BudgetPeriod.MONTH), Bills.of(), moving, REJECTED);
    assertThat(monthly.leftOut().lines()).hasSize(2);
    // It already counts on its own day.
    assertThat(monthly.beyond(new DateSpan(DAY, DAY)).cost()).isEqualTo(Money.of("3"));
    var other = new DateSpan(DAY.plusDays(1), DAY.plusDays(1));
    assertThat(monthly.beyond(other).cost()).isEqualTo(Money.of("6"));
    assertThat(monthly.total().cost()).isEqualTo(Money.of("6"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {"COST", "CALLS", "TOKENS", "LARGEST_PROMPT"})
  void nothingBoundsFiles(Metric metric) {
    assertThat(possible(PLAN, Bills.of(), FILE).bounds(metric)).isFalse();
    assertThat(possible(PLAN, Bills.of(), REJECTED).bounds(metric)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {"TOKENS", "SHARE_OF_TOKENS", "LARGEST_PROMPT"})
  void tokensAreBoundedIfEachLineHasSomeOrOnlyAddsAPrice(Metric metric) {
    assertThat(possible(PLAN, Bills.of(), line("plan", 1, 0, "3", true)).bounds(metric)).isFalse();
    assertThat(possible(PLAN, Bills.of(), line("plan", 0, 0, "3", false)).bounds(metric)).isFalse();
    assertThat(possible(PLAN, Bills.of(), line("plan", 0, 0, "3", true)).bounds(metric)).isTrue();
    assertThat(possible(PLAN, Bills.of(), line("plan", 1, 1, "3", false)).bounds(metric)).isTrue();
  }

  @Test
  void moneyIsBoundedIfAllOfItHasAPrice() {
    var unpriced = possible(PLAN, Bills.of(), line("plan", 1, 50, "0", false));
    assertThat(unpriced.bounds(Metric.COST)).isFalse();
    assertThat(unpriced.bounds(Metric.CALLS)).isTrue();
  }

  @Test
  void theLargestCallHasAllOfThem() {
    var some = possible(PLAN, Bills.of(), REJECTED);
    assertThat(some.largest(Metric.LARGEST_PROMPT)).isEqualByComparingTo("50");
    assertThat(some.largest(Metric.LARGEST_CALL)).isEqualByComparingTo("3");
    var most = new Ratio(BigDecimal.TEN, BigDecimal.ONE);
    assertThat(some.with(Optional.of(most)).most()).contains(most);
  }
}
