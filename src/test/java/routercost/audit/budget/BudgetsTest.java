package routercost.audit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.audit.Bills.line;
import static routercost.audit.Bills.unpriced;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.Bills;
import routercost.audit.Bills.Draft;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

/// A budget says what is over, and never passes what cannot be judged.
class BudgetsTest {
  private static final BillLine PLAN = line("2026-10-05", "plan", "opus", "60", 3);
  private static final BillLine CHAT = line("2026-10-20", "chat", "haiku", "40", 7);
  private static final Bill BILL = Bills.of(PLAN, CHAT);

  private static String actual(Check check) {
    var actual = check.measured().orElseThrow().actual();
    return actual.part().divide(actual.whole()).stripTrailingZeros().toPlainString();
  }

  @ParameterizedTest
  @CsvSource({"100, WARN", "99.99, FAIL", "111.2, OK", "111.11, WARN", "112, OK"})
  void overTheLimitFailsAndOverNineTenthsWarns(String limit, Check.Status status) {
    assertThat(Draft.of(Metric.COST, limit).check(BILL).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "COST, 100",
    "COST_PER_CALL, 10",
    "COST_PER_1K_CALLS, 10000",
    "CALLS, 10",
    "TOKENS, 100",
    "UNPRICED_SHARE, 0",
    "SHARE_OF_CALLS, 100"
  })
  void aMetricMeasuresAllCalls(Metric metric, String actual) {
    assertThat(actual(Draft.of(metric, "0").check(BILL))).isEqualTo(actual);
  }

  @ParameterizedTest
  @CsvSource({"SHARE_OF_CALLS, 30", "SHARE_OF_COST, 60", "SHARE_OF_TOKENS, 30", "COST, 60"})
  void aScopeMeasuresSomeOfThem(Metric metric, String actual) {
    assertThat(actual(Draft.of(metric, "0").scope("task", "plan").check(BILL))).isEqualTo(actual);
  }

  @Test
  void aShareIsOfWhatTheBudgetNames() {
    var bill = Bills.of(PLAN, CHAT, line("2026-10-20", "chat", "opus", "10", 3));
    var share = Draft.of(Metric.SHARE_OF_CALLS, "30").scope("tier", "opus").ofAll("task", "chat");
    assertThat(actual(share.check(bill))).isEqualTo("30");
    assertThat(share.check(bill).status()).isEqualTo(Check.Status.WARN);
  }

  @Test
  void aThirdIsComparedExactly() {
    var bill = Bills.of(line("2026-10-05", "plan", "opus", "1", 3));
    var budget = Draft.of(Metric.COST_PER_CALL, "0.3333333333333333333");
    assertThat(budget.check(bill).status()).isEqualTo(Check.Status.FAIL);
    assertThat(Draft.of(Metric.COST_PER_CALL, "0.3333333333333333334").check(bill).status())
        .isEqualTo(Check.Status.WARN);
  }

  @Test
  void theTasksThatCostMostAreNamed() {
    var bill =
        Bills.of(
            PLAN,
            CHAT,
            line("2026-10-06", "plan", "haiku", "5", 1),
            line("2026-10-06", "a", "haiku", "1", 1),
            line("2026-10-06", "b", "haiku", "2", 1));
    assertThat(Draft.of(Metric.COST, "0").check(bill).measured().orElseThrow().top())
        .containsExactly(
            new Check.Part("plan", Money.of("65")),
            new Check.Part("chat", Money.of("40")),
            new Check.Part("b", Money.of("2")));
    assertThat(Draft.of(Metric.COST, "0").check(Bills.of(PLAN)).measured().orElseThrow().top())
        .isEmpty();
    assertThat(Draft.of(Metric.CALLS, "0").check(bill).measured().orElseThrow().top()).isEmpty();
  }

  @Test
  void theWorstOfSeveralPeriodsCounts() {
    var bill =
        Bills.of(
            PLAN,
            CHAT,
            line("2026-10-20", "plan", "opus", "30", 1),
            line("2026-10-21", "plan", "opus", "59", 1));
    var measured =
        Draft.of(Metric.COST, "59").per(BudgetPeriod.DAY).check(bill).measured().orElseThrow();
    assertThat(measured.span())
        .isEqualTo(new DateSpan(LocalDate.parse("2026-10-20"), LocalDate.parse("2026-10-20")));
    assertThat(measured.actual()).isEqualTo(Ratio.of(new BigDecimal("70")));
    assertThat(measured.periods()).isEqualTo(3);
    assertThat(measured.over()).isEqualTo(2);
  }

  @Test
  void aPeriodWithoutCallsInScopeIsNoPeriod() {
    var daily = Draft.of(Metric.COST_PER_CALL, "20").scope("task", "plan").per(BudgetPeriod.DAY);
    assertThat(daily.check(BILL).measured().orElseThrow().periods()).isEqualTo(1);
    assertThat(actual(daily.check(BILL))).isEqualTo("20");
  }

  private static NotJudged obstacle(Check check) {
    assertThat(check.status()).isEqualTo(Check.Status.ERROR);
    assertThat(check.isBlocking()).isTrue();
    return check.obstacle().orElseThrow();
  }

  @Test
  void withoutCallsNothingCanBeJudged() {
    assertThat(obstacle(Draft.of(Metric.COST, "1").check(Bills.of())))
        .isEqualTo(new NotJudged.NoCalls());
  }

  @Test
  void aRenamedTaskDoesNotDisarmItsBudget() {
    var budget = Draft.of(Metric.COST, "1000").scope("task", "plans");
    assertThat(obstacle(budget.check(BILL)))
        .isEqualTo(new NotJudged.UnknownValue("task", "plans", Optional.of("plan")));
  }

  @Test
  void oneRenamedTaskOfSeveralIsAnError() {
    var budget = Draft.of(Metric.COST, "1000").scope("task", "plan|nonsense");
    assertThat(obstacle(budget.check(BILL)))
        .isEqualTo(new NotJudged.UnknownValue("task", "nonsense", Optional.empty()));
  }

  @Test
  void aMisspeltTierDoesNotMakeAShareZero() {
    var budget = Draft.of(Metric.SHARE_OF_CALLS, "5").scope("tier", "opuss");
    assertThat(obstacle(budget.check(BILL)))
        .isEqualTo(new NotJudged.UnknownValue("tier", "opuss", Optional.of("opus")));
  }

  @Test
  void aShareOfNothingIsAnErrorAndNoneOfSomethingIsZero() {
    var none = Draft.of(Metric.SHARE_OF_CALLS, "5").scope("tier", "opus").ofAll("task", "chat");
    assertThat(actual(none.check(BILL))).isEqualTo("0");
    assertThat(none.check(BILL).status()).isEqualTo(Check.Status.OK);
    var ofNothing = none.ofAll("task", "chat", "tier", "sonnet");
    assertThat(obstacle(ofNothing.check(BILL))).isEqualTo(new NotJudged.NothingInScope());
  }

  @Test
  void conditionsThatNoCallMeetsTogetherAreAnError() {
    var budget = Draft.of(Metric.COST, "1000").scope("task", "plan", "tier", "haiku");
    assertThat(obstacle(budget.check(BILL))).isEqualTo(new NotJudged.NothingInScope());
  }

  @Test
  void callsWithoutAPriceKeepACostFromBeingJudged() {
    var bill = Bills.of(PLAN, unpriced("2026-10-05", "plan", 2));
    var check = Draft.of(Metric.COST, "1000").check(bill);
    assertThat(obstacle(check))
        .isEqualTo(new NotJudged.NoPrice(BigDecimal.TWO, new TreeSet<>(List.of("nova"))));
    assertThat(actual(check)).isEqualTo("60");
    assertThat(Draft.of(Metric.COST, "1000").ignoringUnpriced().check(bill).status())
        .isEqualTo(Check.Status.OK);
    assertThat(Draft.of(Metric.CALLS, "1000").check(bill).status()).isEqualTo(Check.Status.OK);
    assertThat(actual(Draft.of(Metric.UNPRICED_SHARE, "50").check(bill))).isEqualTo("40");
  }

  @Test
  void unpricedCallsElsewhereDoNotMatter() {
    var bill = Bills.of(PLAN, unpriced("2026-10-05", "chat", 2));
    assertThat(Draft.of(Metric.COST, "1000").scope("task", "plan").check(bill).status())
        .isEqualTo(Check.Status.OK);
  }

  @Test
  void aBreachByWhatIsKnownFailsWhateverIsUnpriced() {
    var bill = Bills.of(PLAN, unpriced("2026-10-05", "plan", 2));
    var check = Draft.of(Metric.COST, "50").check(bill);
    assertThat(check.status()).isEqualTo(Check.Status.FAIL);
    assertThat(check.obstacle().orElseThrow().cause()).isEqualTo(NotJudged.Cause.PRICES);
    assertThat(check.isOverLimit()).isTrue();
    var perCall = Draft.of(Metric.COST_PER_CALL, "1").check(bill); // which they may lower
    assertThat(perCall.status()).isEqualTo(Check.Status.ERROR);
  }

  @Test
  void callsOfAnUnknownTierMayBeInScope() {
    var bill = Bills.of(PLAN, CHAT, unpriced("2026-10-05", "chat", 2));
    var budget = Draft.of(Metric.CALLS, "4").scope("tier", "opus");
    assertThat(obstacle(budget.check(bill)))
        .isEqualTo(
            new NotJudged.UnknownMembers(
                BigDecimal.TWO, new TreeSet<>(List.of("tier")), new TreeSet<>(List.of("nova"))));
    assertThat(budget.scope("tier", "opus", "task", "plan").check(bill).status())
        .isEqualTo(Check.Status.OK);
    assertThat(budget.ignoringUnpriced().check(bill).status()).isEqualTo(Check.Status.OK);
    var wide = Draft.of(Metric.CALLS, "1000").scope("tier", "opus").check(bill);
    assertThat(wide.status()).isEqualTo(Check.Status.OK);
    assertThat(wide.possible().orElseThrow().most()).contains(Ratio.of(new BigDecimal("5")));
  }

  private static BudgetEvidence without(Bill bill, BillLine.Amounts... leftOut) {
    var lines =
        Stream.of(leftOut)
            .map(amounts -> new BillLine(LocalDate.EPOCH, new TreeMap<>(), amounts, Map.of()))
            .toList();
    return new BudgetEvidence(
        bill,
        bill,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        new Bill(lines, Map.of(), Optional.empty()));
  }

  private static BillLine.Amounts rejected(String usd, boolean bounded) {
    return new BillLine.Amounts(
        Money.of(usd), bounded, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.TEN);
  }

  @Test
  void whatIsNotCountedIsJudgedByTheMostThatItCanCost() {
    var hundred = Draft.of(Metric.COST, "100");
    var within = hundred.check(without(Bills.of(PLAN), rejected("40", true)));
    assertThat(within.status()).isEqualTo(Check.Status.OK);
    assertThat(within.possible().orElseThrow().most()).contains(Ratio.of(new BigDecimal("100")));
    var over = hundred.check(without(Bills.of(PLAN), rejected("40.01", true)));
    assertThat(obstacle(over)).isEqualTo(new NotJudged.LeftOut(BigDecimal.ONE, false));
    assertThat(obstacle(over).cause()).isEqualTo(NotJudged.Cause.INPUT);
    assertThat(obstacle(hundred.check(without(Bills.of(PLAN), rejected("0", false)))))
        .isEqualTo(new NotJudged.LeftOut(BigDecimal.ONE, false));
    var known = Draft.of(Metric.COST, "59").check(without(Bills.of(PLAN), rejected("0", false)));
    assertThat(known.status()).isEqualTo(Check.Status.FAIL);
    var calls = Draft.of(Metric.CALLS, "4").check(without(Bills.of(PLAN), rejected("0", false)));
    assertThat(calls.status()).isEqualTo(Check.Status.OK);
  }

  @Test
  void callsWithoutALabelMayBelongToAnyAndNoneIsAValue() {
    var bill = Bills.of(PLAN, line("2026-10-05", "", "opus", "50", 1));
    assertThat(obstacle(Draft.of(Metric.COST, "100").scope("task", "plan").check(bill)).cause())
        .isEqualTo(NotJudged.Cause.INPUT);
    assertThat(Draft.of(Metric.COST, "110").scope("task", "plan").check(bill).status())
        .isEqualTo(Check.Status.OK);
    var none = Draft.of(Metric.COST, "60").scope("task", "(none)").check(bill);
    assertThat(actual(none)).isEqualTo("50");
    assertThat(none.status()).isEqualTo(Check.Status.OK);
  }

  @Test
  void aPolicyAllowsOnlyWhatItNames() {
    var only = Draft.of(Metric.ONLY, "0").scope("task", "chat").ofAll("tier", "haiku");
    assertThat(only.check(BILL).status()).isEqualTo(Check.Status.OK);
    var bill = Bills.of(CHAT, line("2026-10-05", "chat", "opus", "1", 2), PLAN);
    assertThat(only.check(bill).status()).isEqualTo(Check.Status.FAIL);
    assertThat(actual(only.check(bill))).isEqualTo("2");
  }

  @Test
  void aModelThatNobodyKnowsIsNotAmongTheAllowed() {
    var only = Draft.of(Metric.ONLY, "0").scope("task", "chat").ofAll("tier", "haiku");
    var check = only.check(Bills.of(CHAT, unpriced("2026-10-05", "chat", 4)));
    assertThat(check.status()).isEqualTo(Check.Status.FAIL);
    assertThat(actual(check)).isEqualTo("4");
  }

  @Test
  void aPolicyForbidsWhatItNames() {
    var never = Draft.of(Metric.NEVER, "0").scope("task", "plan").ofAll("tier", "opus");
    assertThat(actual(never.check(BILL))).isEqualTo("3");
    assertThat(never.check(BILL).status()).isEqualTo(Check.Status.FAIL);
    assertThat(never.scope("task", "chat").check(BILL).status()).isEqualTo(Check.Status.OK);
    assertThat(
            obstacle(
                never.check(
                    Bills.of(
                        line("2026-10-05", "plan", "haiku", "1", 1),
                        unpriced("2026-10-05", "plan", 4)))))
        .isInstanceOf(NotJudged.UnknownMembers.class);
    assertThat(obstacle(never.scope("task", "build").check(BILL)))
        .isInstanceOf(NotJudged.UnknownValue.class);
  }

  private static final Bill TWO_MONTHS =
      Bills.of(
          line("2026-09-30", "plan", "opus", "80", 1),
          PLAN,
          line("2026-10-31", "plan", "opus", "40", 1));

  @Test
  void anIncreaseIsOverTheMonthBefore() {
    var prior = new Budget.Baseline.PriorPeriod();
    var percent = Draft.of(Metric.INCREASE_PCT, "25").per(BudgetPeriod.MONTH).baseline(prior);
    assertThat(actual(percent.check(TWO_MONTHS))).isEqualTo("25");
    assertThat(percent.check(TWO_MONTHS).status()).isEqualTo(Check.Status.WARN);
    assertThat(percent.check(TWO_MONTHS).measured().orElseThrow().base()).contains(Money.of("80"));
    var dollars = Draft.of(Metric.INCREASE, "19.99").per(BudgetPeriod.MONTH).baseline(prior);
    assertThat(actual(dollars.check(TWO_MONTHS))).isEqualTo("20");
    assertThat(dollars.check(TWO_MONTHS).status()).isEqualTo(Check.Status.FAIL);
  }

  @Test
  void withoutAMonthBeforeAnIncreaseIsAnError() {
    var budget =
        Draft.of(Metric.INCREASE, "1000")
            .per(BudgetPeriod.MONTH)
            .baseline(new Budget.Baseline.PriorPeriod());
    assertThat(obstacle(budget.check(BILL)))
        .isEqualTo(
            new NotJudged.NoBaseline(
                Optional.of(
                    new DateSpan(LocalDate.parse("2026-09-01"), LocalDate.parse("2026-09-30")))));
  }

  @Test
  void theDaysBeforeTheJudgedOnesAreTheBaseline() {
    var october = new DateSpan(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31"));
    var evidence =
        new BudgetEvidence(
            TWO_MONTHS.in(october), TWO_MONTHS, Optional.empty(), Map.of(), Map.of(), Map.of());
    var budget =
        Draft.of(Metric.INCREASE, "20")
            .per(BudgetPeriod.MONTH)
            .baseline(new Budget.Baseline.PriorPeriod());
    assertThat(actual(budget.check(evidence))).isEqualTo("20");
  }

  @Test
  void anIncreaseFromNothingHasNoPercentage() {
    var bill =
        Bills.of(
            line("2026-09-30", "chat", "opus", "80", 1),
            line("2026-10-01", "plan", "opus", "5", 1));
    var budget =
        Draft.of(Metric.INCREASE_PCT, "10")
            .scope("task", "plan")
            .per(BudgetPeriod.MONTH)
            .baseline(new Budget.Baseline.PriorPeriod());
    assertThat(obstacle(budget.check(bill))).isEqualTo(new NotJudged.ZeroBaseline(Money.of("5")));
    assertThat(budget.leastBase("25").check(bill).status()).isEqualTo(Check.Status.OK);
  }

  @Test
  void aSmallBaseIsRaisedToTheMinimum() {
    var budget =
        Draft.of(Metric.INCREASE_PCT, "10")
            .per(BudgetPeriod.MONTH)
            .baseline(new Budget.Baseline.PriorPeriod());
    assertThat(budget.leastBase("95").check(TWO_MONTHS).status()).isEqualTo(Check.Status.OK);
    assertThat(actual(budget.leastBase("50").check(TWO_MONTHS))).isEqualTo("25");
    assertThat(actual(budget.leastBase("80").check(TWO_MONTHS))).isEqualTo("25");
    assertThat(budget.leastBase("80.01").check(TWO_MONTHS).measured().orElseThrow().raised())
        .isTrue();
    assertThat(budget.leastBase("80").check(TWO_MONTHS).status()).isEqualTo(Check.Status.FAIL);
  }

  @Test
  void aBaselineWithUnpricedCallsIsNone() {
    var bill = Bills.of(unpriced("2026-09-30", "plan", 1), PLAN);
    var evidence =
        new BudgetEvidence(Bills.of(PLAN), bill, Optional.empty(), Map.of(), Map.of(), Map.of());
    var budget =
        Draft.of(Metric.INCREASE, "1000")
            .per(BudgetPeriod.MONTH)
            .baseline(new Budget.Baseline.PriorPeriod());
    assertThat(obstacle(budget.check(evidence)))
        .isEqualTo(
            new NotJudged.InBaseline(
                new NotJudged.NoPrice(BigDecimal.ONE, new TreeSet<>(List.of("nova")))));
  }

  private static BudgetEvidence withBase(Bill bill, Bill base) {
    return new BudgetEvidence(
        bill, bill, Optional.of(base), Map.of(), Map.of("old.csv", base), Map.of());
  }

  @Test
  void aFileOrTheBaseMayBeTheBaseline() {
    var base = Bills.of(line("2026-01-01", "plan", "opus", "50", 1));
    var evidence = withBase(BILL, base);
    var budget = Draft.of(Metric.INCREASE_PCT, "100");
    assertThat(actual(budget.baseline(new Budget.Baseline.Base()).check(evidence)))
        .isEqualTo("100");
    assertThat(actual(budget.baseline(new Budget.Baseline.File("old.csv")).check(evidence)))
        .isEqualTo("100");
    assertThat(obstacle(budget.baseline(new Budget.Baseline.Base()).check(BILL)))
        .isEqualTo(new NotJudged.NoBaseline(Optional.empty()));
    assertThat(
            obstacle(budget.baseline(new Budget.Baseline.Base()).check(withBase(BILL, Bills.of()))))
        .isEqualTo(new NotJudged.InBaseline(new NotJudged.NoCalls()));
  }

  @Test
  void whatWasOverInTheBaseWarnsAndDoesNotFail() {
    var grown = Bills.of(line("2026-01-01", "plan", "opus", "90.01", 1));
    assertThat(Draft.of(Metric.COST, "90").check(withBase(BILL, grown)).hasGrown()).isTrue();
    assertThat(Draft.of(Metric.COST, "90").check(withBase(BILL, grown)).status())
        .isEqualTo(Check.Status.FAIL);
    var base = Bills.of(line("2026-01-01", "plan", "opus", "100", 1));
    var check = Draft.of(Metric.COST, "90").check(withBase(BILL, base));
    assertThat(check.status()).isEqualTo(Check.Status.WARN);
    assertThat(check.wasOverBefore()).isTrue();
    assertThat(check.isFixed()).isFalse();
    var within = Bills.of(line("2026-01-01", "plan", "opus", "90", 1));
    assertThat(Draft.of(Metric.COST, "90").check(withBase(BILL, within)).status())
        .isEqualTo(Check.Status.FAIL);
  }

  @Test
  void whatWasOverInTheBaseMayBeFixed() {
    var base = Bills.of(line("2026-01-01", "plan", "opus", "300", 1));
    var check = Draft.of(Metric.COST, "200").check(withBase(BILL, base));
    assertThat(check.status()).isEqualTo(Check.Status.OK);
    assertThat(check.isFixed()).isTrue();
  }

  @Test
  void aBaseThatCannotBeJudgedExcusesNothing() {
    var base =
        Bills.of(unpriced("2026-01-01", "plan", 1), line("2026-01-01", "a", "opus", "900", 1));
    assertThat(Draft.of(Metric.COST, "90").check(withBase(BILL, base)).status())
        .isEqualTo(Check.Status.FAIL);
  }

  @Test
  void aSavedMeasureOfTheBaseIsTakenAsItIs() {
    var evidence =
        new BudgetEvidence(
            BILL,
            BILL,
            Optional.empty(),
            Map.of("b cost {}", Ratio.of(new BigDecimal("105"))),
            Map.of(),
            Map.of());
    assertThat(Draft.of(Metric.COST, "90").check(evidence).wasOverBefore()).isTrue();
    assertThat(Draft.of(Metric.COST, "59").scope("task", "plan").check(evidence).status())
        .isEqualTo(Check.Status.FAIL);
    assertThat(Draft.of(Metric.TOKENS, "90").check(evidence).status()).isEqualTo(Check.Status.FAIL);
  }

  private static Waiver waiver(String until, String limit) {
    return new Waiver("b", LocalDate.parse(until), new BigDecimal(limit), "backfill", "finance");
  }

  @Test
  void aWaiverRaisesTheLimitToItsLastDay() {
    var budget = Draft.of(Metric.COST, "90");
    var check = budget.check(BudgetEvidence.of(BILL), waiver("2026-11-21", "100"));
    assertThat(check.status()).isEqualTo(Check.Status.WARN);
    assertThat(check.waiver()).contains(waiver("2026-11-21", "100"));
    assertThat(check.expired()).isEmpty();
  }

  @Test
  void anExpiredWaiverIsNamedAndIgnored() {
    var check =
        Draft.of(Metric.COST, "90").check(BudgetEvidence.of(BILL), waiver("2026-11-20", "100"));
    assertThat(check.status()).isEqualTo(Check.Status.FAIL);
    assertThat(check.waiver()).isEmpty();
    assertThat(check.expired()).containsExactly(waiver("2026-11-20", "100"));
  }

  @Test
  void aWaiverThatIsPassedTooDoesNotHelp() {
    var budget = Draft.of(Metric.COST, "90");
    assertThat(budget.check(BudgetEvidence.of(BILL), waiver("2026-12-01", "99.99")).status())
        .isEqualTo(Check.Status.FAIL);
    var other = new Waiver("c", LocalDate.MAX, new BigDecimal("1000"), "x", "");
    assertThat(budget.check(BudgetEvidence.of(BILL), other).status()).isEqualTo(Check.Status.FAIL);
  }

  @Test
  void aWaiverNobodyNeedsIsNotNamed() {
    var check =
        Draft.of(Metric.COST, "100").check(BudgetEvidence.of(BILL), waiver("2026-12-01", "200"));
    assertThat(check.waiver()).isEmpty();
  }

  @Test
  void aBudgetMayOnlyWarnOrBeOff() {
    var warning = Draft.of(Metric.COST, "1").level(Budget.Level.WARN).check(BILL);
    assertThat(warning.status()).isEqualTo(Check.Status.WARN);
    assertThat(warning.isBlocking()).isFalse();
    var off = Draft.of(Metric.COST, "1").level(Budget.Level.OFF).check(BILL);
    assertThat(off.status()).isEqualTo(Check.Status.OFF);
    assertThat(off.measured()).isEmpty();
    var unjudged =
        Draft.of(Metric.COST, "1").level(Budget.Level.WARN).scope("task", "x").check(BILL);
    assertThat(unjudged.status()).isEqualTo(Check.Status.ERROR);
    assertThat(unjudged.isBlocking()).isFalse();
  }

  @Test
  void missedSavingsAreWhatCallsWouldHaveSavedElsewhere() {
    var bill = Bills.of(Bills.missing(PLAN, "haiku", "50"), Bills.missing(CHAT, "haiku", "0"));
    var budget = Draft.of(Metric.SAVINGS_MISSED, "49").target("haiku");
    assertThat(actual(budget.check(bill))).isEqualTo("50");
    assertThat(budget.check(bill).status()).isEqualTo(Check.Status.FAIL);
    assertThat(obstacle(budget.check(BILL)))
        .isEqualTo(new NotJudged.NoPrice(BigDecimal.TEN, new TreeSet<>(List.of("haiku"))));
  }

  private static Bill days(int from, int to) {
    return Bills.of(
        java.util.stream.IntStream.rangeClosed(from, to)
            .mapToObj(day -> line("2026-10-%02d".formatted(day), "plan", "opus", "10", 1))
            .toArray(BillLine[]::new));
  }

  @Test
  void aForecastIsOfTheWholeMonth() {
    var check = Draft.of(Metric.FORECAST, "309.99").per(BudgetPeriod.MONTH).check(days(1, 21));
    assertThat(actual(check)).isEqualTo("310");
    assertThat(check.status()).isEqualTo(Check.Status.FAIL);
    var warning = Draft.of(Metric.FORECAST, "310").per(BudgetPeriod.MONTH).level(Budget.Level.WARN);
    assertThat(warning.check(days(1, 21)).isOverLimit()).isFalse();
    assertThat(actual(Draft.of(Metric.FORECAST, "1").per(BudgetPeriod.MONTH).check(days(1, 31))))
        .isEqualTo("310");
  }

  @Test
  void aForecastTakesEightDays() {
    var budget = Draft.of(Metric.FORECAST, "1000").per(BudgetPeriod.MONTH);
    assertThat(obstacle(budget.check(days(1, 7)))).isEqualTo(new NotJudged.TooFewDays(7));
    var october = new DateSpan(LocalDate.parse("2026-10-15"), LocalDate.parse("2026-10-31"));
    var evidence =
        new BudgetEvidence(
            days(1, 21).in(october), days(1, 21), Optional.empty(), Map.of(), Map.of(), Map.of());
    assertThat(budget.check(evidence).obstacle()).isEmpty();
  }

  @Test
  void aForecastFromDaysWithoutAPriceIsNone() {
    var before = unpriced("2026-09-30", "plan", 1);
    var all = new java.util.ArrayList<>(days(1, 21).lines());
    all.add(before);
    var evidence =
        new BudgetEvidence(
            days(1, 21),
            new Bill(all, Bills.VOCABULARY, Optional.empty()),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of());
    assertThat(obstacle(Draft.of(Metric.FORECAST, "1000").per(BudgetPeriod.MONTH).check(evidence)))
        .isInstanceOf(NotJudged.InBaseline.class);
  }

  @Test
  void theFirstDayOfUseIsThatOfTheMonthBeforeOrEightWeeksBefore() {
    var october = LocalDate.parse("2026-10-01");
    var prior =
        Draft.of(Metric.INCREASE, "1")
            .per(BudgetPeriod.MONTH)
            .baseline(new Budget.Baseline.PriorPeriod())
            .budget();
    var forecast = Draft.of(Metric.FORECAST, "1").per(BudgetPeriod.MONTH).budget();
    assertThat(firstDay(october, Draft.of(Metric.COST, "1").budget())).isEqualTo(october);
    assertThat(firstDay(october, prior)).isEqualTo(LocalDate.parse("2026-09-01"));
    assertThat(firstDay(october, prior, forecast)).isEqualTo(LocalDate.parse("2026-08-06"));
  }

  private static LocalDate firstDay(LocalDate asked, Budget... budgets) {
    return new Budgets("b", Optional.empty(), List.of(budgets), List.of(), Optional.empty())
        .firstDay(asked);
  }

  @Test
  void theLargestCallIsJudgedByItself() {
    var day = new DateSpan(LocalDate.parse("2026-10-05"), LocalDate.parse("2026-10-05"));
    var largest =
        new BudgetEvidence.SingleCall(
            Ratio.of(new BigDecimal("0.6")), day, "calls.csv:3", Optional.empty());
    var evidence =
        new BudgetEvidence(BILL, BILL, Optional.empty(), Map.of(), Map.of(), Map.of("b", largest));
    var check = Draft.of(Metric.LARGEST_CALL, "0.5").check(evidence);
    assertThat(check.status()).isEqualTo(Check.Status.FAIL);
    assertThat(check.measured().orElseThrow().place()).isEqualTo("calls.csv:3");
    assertThat(Draft.of(Metric.LARGEST_CALL, "0.7").check(evidence).status())
        .isEqualTo(Check.Status.OK);
    assertThat(Draft.of(Metric.LARGEST_CALL, "0.7").check(BILL).status())
        .isEqualTo(Check.Status.ERROR);
  }

  @Test
  void theLargestOfSeveralCallsInOneRecordIsNotKnownUnlessTheirMeanIsOver() {
    var day = new DateSpan(LocalDate.parse("2026-10-05"), LocalDate.parse("2026-10-05"));
    var several = new NotJudged.Aggregated("calls.csv:3", BigDecimal.TEN);
    var mean =
        new BudgetEvidence.SingleCall(
            Ratio.of(new BigDecimal("0.6")), day, "calls.csv:3", Optional.of(several));
    var evidence =
        new BudgetEvidence(BILL, BILL, Optional.empty(), Map.of(), Map.of(), Map.of("b", mean));
    assertThat(obstacle(Draft.of(Metric.LARGEST_CALL, "0.7").check(evidence))).isEqualTo(several);
    assertThat(Draft.of(Metric.LARGEST_CALL, "0.5").check(evidence).status())
        .isEqualTo(Check.Status.FAIL);
  }

  @Test
  void aBillWithoutDaysIsNoPeriodUnlessItIsOne() {
    var october = new DateSpan(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31"));
    var bill = new Bill(BILL.lines(), Bills.VOCABULARY, Optional.of(october));
    assertThat(actual(Draft.of(Metric.COST, "1").per(BudgetPeriod.MONTH).check(bill)))
        .isEqualTo("100");
    assertThat(obstacle(Draft.of(Metric.COST, "1000").per(BudgetPeriod.WEEK).check(bill)))
        .isEqualTo(new NotJudged.NoBaseline(Optional.of(october)));
  }
}
