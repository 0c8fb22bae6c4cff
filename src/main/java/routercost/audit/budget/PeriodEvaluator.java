package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetEvaluator.Judgment;
import routercost.audit.budget.BudgetEvaluator.Population;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

/// The measure of one budget in every period with calls.
record PeriodEvaluator(Budget budget, BudgetEvaluator judge) {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  Judgment measured() {
    var undated = judge.evidence().judged().undated();
    if (undated.filter(days -> !isOnePeriod(days)).isPresent()) {
      return missing(undated);
    }
    return budget.metric().needsBaseline() ? increases() : levels();
  }

  private boolean isOnePeriod(DateSpan days) {
    return budget.terms().cycle().span(days.from(), days).contains(days.to());
  }

  private static Judgment missing(Optional<DateSpan> days) {
    return Judgment.obstructed(new NotJudged.NoBaseline(days));
  }

  private Judgment levels() {
    var levels = new ArrayList<Check.Measured>();
    for (var span : judge.spans(budget)) {
      var population = Population.of(budget, judge.evidence().judged().in(span));
      if (!population.whole().lines().isEmpty()) {
        level(population, BillLine.Amounts.NONE)
            .ifPresent(actual -> levels.add(measured(actual, span, population)));
      }
    }
    if (levels.isEmpty()) {
      return Judgment.obstructed(new NotJudged.NothingToDivideBy());
    }
    return new Judgment(Judgment.highest(budget, levels).measured(), withoutTarget());
  }

  /// The highest measure of a period if all of these calls belong to it; empty if not known.
  Optional<Ratio> most(PossibleCalls possible) {
    return budget.metric().needsBaseline() ? mostIncrease(possible) : mostLevel(possible);
  }

  private Optional<Ratio> mostLevel(PossibleCalls possible) {
    var highest = Optional.<Ratio>empty();
    for (var span : judge.spans(budget)) {
      var level =
          level(Population.of(budget, judge.evidence().judged().in(span)), possible.beyond(span));
      if (level.isPresent() && level.get().compareTo(highest.orElse(level.get())) >= 0) {
        highest = level;
      }
    }
    return highest;
  }

  private Optional<Ratio> mostIncrease(PossibleCalls possible) {
    var more = possible.total().cost().usd();
    return increases()
        .measured()
        .map(
            measured -> {
              var base = measured.base().map(Money::usd).orElse(BigDecimal.ONE);
              var actual = measured.actual();
              return budget.metric() == Metric.INCREASE || base.signum() == 0
                  ? new Ratio(actual.part().add(more.multiply(actual.whole())), actual.whole())
                  : new Ratio(
                      actual
                          .part()
                          .multiply(base)
                          .add(more.movePointRight(2).multiply(actual.whole())),
                      actual.whole().multiply(base));
            });
  }

  private Check.Measured measured(Ratio actual, DateSpan span, Population population) {
    var top = budget.metric() == Metric.COST ? population.part().top() : List.<Check.Part>of();
    return new Check.Measured(actual, span, top, "", Optional.empty(), false, Optional.empty());
  }

  /// The measure of a population.
  ///
  /// @param more calls that are counted where they make it highest
  private Optional<Ratio> level(Population population, BillLine.Amounts more) {
    var known = population.part().total();
    var part = known.plus(more);
    var whole = population.whole().total();
    var cost = part.cost().usd();
    return switch (budget.metric()) {
      case COST -> Optional.of(Ratio.of(cost));
      case COST_PER_CALL -> divided(cost, known.spending());
      case COST_PER_VALUE -> perValue(population.part(), more);
      case COST_PER_1K_CALLS -> divided(cost.multiply(THOUSAND), known.spending());
      case CALLS, NEVER -> Optional.of(Ratio.of(part.calls()));
      case TOKENS -> Optional.of(Ratio.of(part.tokens()));
      case SHARE_OF_CALLS -> share(part.calls(), whole.calls().add(more.calls()));
      case SHARE_OF_COST -> share(cost, whole.cost().plus(more.cost()).usd());
      case SHARE_OF_TOKENS -> share(part.tokens(), whole.tokens().add(more.tokens()));
      case UNPRICED_SHARE -> share(known.unpriced().add(more.calls()), part.calls());
      case SAVINGS_MISSED ->
          Optional.of(Ratio.of(missed(population.part()).plus(more.cost()).usd()));
      case ONLY -> Optional.of(Ratio.of(violations(population.part()).add(more.calls())));
      case INCREASE, INCREASE_PCT, FORECAST, LARGEST_CALL, LARGEST_PROMPT ->
          throw new IllegalStateException(budget.metric() + " is no sum");
    };
  }

  /// The cost of calls with a value, by the number of values.
  private Optional<Ratio> perValue(Bill part, BillLine.Amounts more) {
    var by = budget.terms().target().orElse("");
    var known = part.where(line -> !line.attribute(by).orElse("").isEmpty());
    var values = BigDecimal.valueOf(known.by(by).size());
    return divided(known.total().plus(more).cost().usd(), values);
  }

  /// The calls that are not as they must be, or not known to be.
  private BigDecimal violations(Bill part) {
    return part.where(line -> budget.of().match(line) != Scope.Match.YES).total().calls();
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

  /// The calls in scope that have no price on the target.
  private Optional<NotJudged> withoutTarget() {
    var target = budget.terms().target();
    if (budget.metric() != Metric.SAVINGS_MISSED
        || target.isEmpty()
        || budget.terms().unpriced() == Budget.Unpriced.IGNORE) {
      return Optional.empty();
    }
    var lacking =
        Population.of(budget, judge.evidence().judged())
            .part()
            .where(line -> line.amounts().complete() && !line.missed().containsKey(target.get()));
    return lacking.lines().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NotJudged.NoPrice(lacking.total().calls(), new TreeSet<>(List.of(target.get()))));
  }

  private Judgment increases() {
    return budget.terms().baseline() instanceof Budget.Baseline.PriorPeriod
        ? overPriorPeriods()
        : overBaseline();
  }

  /// The increase over another bill, on all days of both.
  private Judgment overBaseline() {
    var base = judge.baseline(budget);
    if (base.isEmpty()) {
      return missing(Optional.empty());
    }
    if (base.get().lines().isEmpty()) {
      return Judgment.obstructed(new NotJudged.InBaseline(new NotJudged.NoCalls()));
    }
    var now = judge.evidence().judged();
    return increase(now, base.get(), now.days().orElseThrow());
  }

  private Judgment overPriorPeriods() {
    var bill = judge.evidence().all();
    var first = bill.days().orElseThrow().from();
    var measured = new ArrayList<Check.Measured>();
    Optional<DateSpan> lacking = Optional.empty();
    for (var span : judge.spans(budget)) {
      var before = budget.terms().cycle().before(span.from());
      if (before.filter(days -> !days.to().isBefore(first)).isEmpty()) {
        lacking = lacking.or(() -> before);
        continue;
      }
      var increase = increase(judge.evidence().judged().in(span), bill.in(before.get()), span);
      if (increase.obstacle().isPresent()) {
        return increase;
      }
      increase.measured().ifPresent(measured::add);
    }
    return measured.isEmpty() ? missing(lacking) : Judgment.highest(budget, measured);
  }

  private Judgment increase(Bill now, Bill then, DateSpan span) {
    var before = Population.of(budget, then);
    var obstacle = before.obstacle(budget);
    if (obstacle.isPresent()) {
      return Judgment.obstructed(new NotJudged.InBaseline(obstacle.get()));
    }
    var base = before.part().total().cost();
    var cost = Population.of(budget, now).part().total().cost();
    var least = new Money(budget.terms().leastBase());
    boolean raised = base.compareTo(least) < 0;
    var from = raised ? least : base;
    return actual(cost, from)
        .map(
            actual ->
                new Check.Measured(
                    actual, span, List.of(), "", Optional.of(from), raised, Optional.empty()))
        .map(measured -> Judgment.highest(budget, List.of(measured)))
        .orElseGet(() -> Judgment.obstructed(new NotJudged.ZeroBaseline(cost)));
  }

  /// The increase over the larger of the base and `min_amount`, so that a small base neither makes
  /// small amounts look large nor excuses large ones.
  private Optional<Ratio> actual(Money cost, Money from) {
    var increase = cost.minus(from).usd();
    if (budget.metric() == Metric.INCREASE) {
      return Optional.of(Ratio.of(increase));
    }
    if (from.usd().signum() > 0) {
      return share(increase, from.usd());
    }
    return cost.isZero() ? Optional.of(Ratio.of(BigDecimal.ZERO)) : Optional.empty();
  }
}
