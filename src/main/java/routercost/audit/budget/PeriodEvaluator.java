package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

/// Measures one budget in every period that the calls lie in.
record PeriodEvaluator(Budget budget, BudgetEvaluator judge) {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  BudgetEvaluator.Found measured() {
    var evidence = judge.evidence();
    if (evidence.judged().undated().filter(days -> !isOne(days)).isPresent()) {
      return missing(evidence.judged().undated());
    }
    return budget.metric().needsBaseline() ? increases() : levels();
  }

  /// Whether all of `days` are in one period.
  private boolean isOne(DateSpan days) {
    return budget.terms().cycle().span(days.from(), days).contains(days.to());
  }

  private static BudgetEvaluator.Found missing(Optional<DateSpan> days) {
    return new BudgetEvaluator.Found(Optional.empty(), Optional.of(new NotJudged.NoBaseline(days)));
  }

  private BudgetEvaluator.Found levels() {
    var bill = judge.evidence().judged();
    var all = new ArrayList<Check.Measured>();
    for (var span : judge.spans(budget)) {
      var population = BudgetEvaluator.Population.of(budget, bill.in(span));
      if (!population.whole().lines().isEmpty()) {
        level(population).ifPresent(actual -> all.add(measured(actual, span, population)));
      }
    }
    if (all.isEmpty()) {
      return new BudgetEvaluator.Found(
          Optional.empty(), Optional.of(new NotJudged.NothingToDivideBy()));
    }
    var missed = withoutTarget();
    var found = BudgetEvaluator.highest(budget, all);
    return missed.isPresent() ? new BudgetEvaluator.Found(found.measured(), missed) : found;
  }

  private Check.Measured measured(
      Ratio actual, DateSpan span, BudgetEvaluator.Population population) {
    return new Check.Measured(
        actual,
        span,
        1,
        0,
        budget.metric() == Metric.COST ? population.part().top() : List.of(),
        "",
        Optional.empty(),
        false,
        Optional.empty());
  }

  private Optional<Ratio> level(BudgetEvaluator.Population population) {
    var part = BillLine.sum(population.part().lines());
    var whole = BillLine.sum(population.whole().lines());
    var cost = part.cost().usd();
    return switch (budget.metric()) {
      case COST -> Optional.of(Ratio.of(cost));
      case COST_PER_CALL -> divided(cost, part.priced());
      case COST_PER_1K_CALLS -> divided(cost.multiply(THOUSAND), part.priced());
      case CALLS, NEVER -> Optional.of(Ratio.of(part.calls()));
      case TOKENS -> Optional.of(Ratio.of(part.tokens()));
      case SHARE_OF_CALLS -> share(part.calls(), whole.calls());
      case SHARE_OF_COST -> share(cost, whole.cost().usd());
      case SHARE_OF_TOKENS -> share(part.tokens(), whole.tokens());
      case UNPRICED_SHARE -> share(part.unpriced(), part.calls());
      case SAVINGS_MISSED -> Optional.of(Ratio.of(missed(population.part()).usd()));
      case ONLY -> Optional.of(Ratio.of(others(population.part())));
      case INCREASE, INCREASE_PCT, FORECAST, LARGEST_CALL, LARGEST_PROMPT ->
          throw new IllegalStateException(budget.metric() + " is no sum");
    };
  }

  /// The calls that are not as they must be, or not known to be.
  private BigDecimal others(Bill part) {
    var others = part.where(line -> budget.of().match(line) != Scope.Match.YES);
    return BillLine.sum(others.lines()).calls();
  }

  private static Optional<Ratio> divided(BigDecimal part, BigDecimal whole) {
    return whole.signum() > 0 ? Optional.of(new Ratio(part, whole)) : Optional.empty();
  }

  private static Optional<Ratio> share(BigDecimal part, BigDecimal whole) {
    return divided(part.movePointRight(2), whole);
  }

  private Money missed(Bill part) {
    var target = budget.terms().target().orElse("");
    return Money.sum(
        part.lines().stream()
            .flatMap(line -> Optional.ofNullable(line.missed().get(target)).stream())
            .toList());
  }

  /// Calls in scope that have no price where they might have run.
  private Optional<NotJudged> withoutTarget() {
    var target = budget.terms().target();
    if (target.isEmpty() || budget.terms().unpriced() == Budget.Unpriced.IGNORE) {
      return Optional.empty();
    }
    var part = BudgetEvaluator.Population.of(budget, judge.evidence().judged()).part();
    var lacking =
        part.where(line -> line.amounts().complete() && !line.missed().containsKey(target.get()));
    return lacking.lines().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NotJudged.NoPrice(
                BillLine.sum(lacking.lines()).calls(),
                new java.util.TreeSet<>(List.of(target.get()))));
  }

  private BudgetEvaluator.Found increases() {
    return budget.terms().baseline() instanceof Budget.Baseline.PriorPeriod
        ? overPriorPeriods()
        : overOther();
  }

  /// Over another bill, all days of both.
  private BudgetEvaluator.Found overOther() {
    var base = judge.baseline(budget);
    if (base.isEmpty()) {
      return missing(Optional.empty());
    }
    if (base.get().lines().isEmpty()) {
      return inBaseline(new NotJudged.NoCalls());
    }
    var now = judge.evidence().judged();
    return increase(now, base.get(), now.days().orElseThrow());
  }

  private static BudgetEvaluator.Found inBaseline(NotJudged obstacle) {
    return new BudgetEvaluator.Found(
        Optional.empty(), Optional.of(new NotJudged.InBaseline(obstacle)));
  }

  private BudgetEvaluator.Found overPriorPeriods() {
    var all = judge.evidence().all();
    var first = all.days().orElseThrow().from();
    var measured = new ArrayList<Check.Measured>();
    Optional<DateSpan> lacking = Optional.empty();
    for (var span : judge.spans(budget)) {
      var before = budget.terms().cycle().before(span.from());
      if (before.filter(days -> !days.to().isBefore(first)).isEmpty()) {
        lacking = lacking.or(() -> before);
        continue;
      }
      var found = increase(judge.evidence().judged().in(span), all.in(before.get()), span);
      if (found.obstacle().isPresent()) {
        return found;
      }
      found.measured().ifPresent(measured::add);
    }
    return measured.isEmpty() ? missing(lacking) : BudgetEvaluator.highest(budget, measured);
  }

  private BudgetEvaluator.Found increase(Bill now, Bill then, DateSpan span) {
    var before = BudgetEvaluator.Population.of(budget, then);
    var obstacle = before.obstacle(budget);
    if (obstacle.isPresent()) {
      return inBaseline(obstacle.get());
    }
    var base = BillLine.sum(before.part().lines()).cost();
    var cost = BillLine.sum(BudgetEvaluator.Population.of(budget, now).part().lines()).cost();
    boolean exempt = base.usd().compareTo(budget.terms().leastBase()) < 0;
    var actual = actual(cost, base, exempt);
    return actual.isEmpty()
        ? new BudgetEvaluator.Found(Optional.empty(), Optional.of(new NotJudged.ZeroBaseline(cost)))
        : BudgetEvaluator.highest(
            budget,
            List.of(
                new Check.Measured(
                    actual.get(),
                    span,
                    1,
                    0,
                    List.of(),
                    "",
                    Optional.of(base),
                    exempt,
                    Optional.empty())));
  }

  private Optional<Ratio> actual(Money cost, Money base, boolean exempt) {
    var increase = cost.minus(base).usd();
    if (budget.metric() == Metric.INCREASE) {
      return Optional.of(Ratio.of(increase));
    }
    if (base.usd().signum() > 0) {
      return Optional.of(Ratio.percent(increase, base.usd()));
    }
    return exempt || increase.signum() == 0
        ? Optional.of(Ratio.of(BigDecimal.ZERO))
        : Optional.empty();
  }
}
