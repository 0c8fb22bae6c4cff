package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.Suggestions;

/// The judge of budgets against one body of evidence. A budget that cannot be judged never passes.
record BudgetEvaluator(BudgetEvidence evidence, LocalDate today) {
  /// A measure and the obstacle to judging it. Both may be present: a sum without unpriced calls is
  /// a lower bound.
  ///
  /// @param possible the calls that may be in scope, if there are any
  record Judgment(
      Optional<Check.Measured> measured,
      Optional<NotJudged> obstacle,
      Optional<PossibleCalls> possible) {
    Judgment(Optional<Check.Measured> measured, Optional<NotJudged> obstacle) {
      this(measured, obstacle, Optional.empty());
    }

    static Judgment obstructed(NotJudged obstacle) {
      return new Judgment(Optional.empty(), Optional.of(obstacle));
    }

    /// The highest of what was measured period by period.
    static Judgment highest(Budget budget, List<Check.Measured> periods) {
      var limit = budget.threshold().limit();
      int over = (int) periods.stream().filter(measured -> measured.isOver(limit)).count();
      var highest =
          Comparator.comparing(Check.Measured::actual)
              .thenComparing(measured -> measured.span().to());
      return new Judgment(
          periods.stream().max(highest).map(measured -> measured.among(periods.size(), over)),
          Optional.empty());
    }

    boolean isOver(BigDecimal limit) {
      return measured.filter(measured -> measured.isOver(limit)).isPresent();
    }

    /// Whether it is over, or may be with the calls that are not measured.
    boolean mayBeOver(BigDecimal limit) {
      return isOver(limit)
          || possible.flatMap(PossibleCalls::most).filter(most -> most.isOver(limit)).isPresent();
    }

    /// Whether the measure is not above that of the base.
    boolean isWithin(Ratio base) {
      return measured.filter(measured -> measured.actual().compareTo(base) <= 0).isPresent();
    }
  }

  Judgment judged(Budget budget) {
    var bill = evidence.judged();
    if (bill.lines().isEmpty()) {
      return Judgment.obstructed(new NotJudged.NoCalls());
    }
    var unknown = unknownValue(budget, bill);
    if (unknown.isPresent()) {
      return new Judgment(Optional.empty(), unknown);
    }
    var population = Population.of(budget, bill);
    if (population.whole().lines().isEmpty()) {
      return Judgment.obstructed(population.unknown().orElseGet(NotJudged.NothingInScope::new));
    }
    var judgment = measured(budget);
    var possible = PossibleCalls.of(budget, population, evidence.leftOut());
    var most =
        possible.isNone() || judgment.measured().isEmpty()
            ? Optional.<Ratio>empty()
            : most(budget, possible);
    return new Judgment(
        judgment.measured(),
        population.obstacle(budget).or(judgment::obstacle),
        possible.isNone() ? Optional.empty() : Optional.of(possible.with(most)));
  }

  /// The measure if all calls that may be in scope are, at the most that they can cost; empty if
  /// that is not known.
  private Optional<Ratio> most(Budget budget, PossibleCalls possible) {
    if (!possible.bounds(budget.metric())) {
      return Optional.empty();
    }
    if (budget.metric().isOfSingleCalls()) {
      var known = Optional.ofNullable(evidence.singles().get(budget.id()));
      var other = Ratio.of(possible.largest(budget.metric()));
      return known.map(single -> single.actual().compareTo(other) > 0 ? single.actual() : other);
    }
    return budget.metric() == Metric.FORECAST
        ? Optional.empty()
        : new PeriodEvaluator(budget, this).most(possible);
  }

  /// A condition that no call can meet: the sign of a renamed task or a typo.
  private static Optional<NotJudged> unknownValue(Budget budget, Bill bill) {
    for (var scope : List.of(budget.scope(), budget.of())) {
      for (var condition : scope.conditions().entrySet()) {
        var known = bill.values(condition.getKey());
        for (var pattern : condition.getValue()) {
          if (!pattern.equals(Scope.NONE)
              && known.stream().noneMatch(value -> Condition.isLike(pattern, value))
              && bill.knows(condition.getKey())) {
            return Optional.of(
                new NotJudged.UnknownValue(
                    condition.getKey(), pattern, Suggestions.nearest(pattern, known)));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Judgment measured(Budget budget) {
    if (budget.metric() == Metric.FORECAST) {
      return new Projection(budget, evidence, today).measured();
    }
    return budget.metric().isOfSingleCalls()
        ? single(budget)
        : new PeriodEvaluator(budget, this).measured();
  }

  private Judgment single(Budget budget) {
    var single = evidence.singles().get(budget.id());
    if (single == null) {
      return Judgment.obstructed(new NotJudged.NothingInScope());
    }
    var measured =
        new Check.Measured(
            single.actual(),
            single.day(),
            List.of(),
            single.place(),
            Optional.empty(),
            false,
            Optional.empty());
    var highest = Judgment.highest(budget, List.of(measured));
    return highest.isOver(budget.threshold().limit())
        ? highest
        : new Judgment(highest.measured(), single.aggregated());
  }

  /// The calls that a budget is about.
  ///
  /// @param part those that are counted
  /// @param whole those that they are a part of; equal to `part` unless it is a share or a ban
  /// @param possible the calls of which it is not known whether they belong to the part
  /// @param scope of the part
  record Population(Bill part, Bill whole, Bill possible, Scope scope) {
    static Population of(Budget budget, Bill bill) {
      var metric = budget.metric();
      boolean partial = metric.isShare() || metric == Metric.NEVER;
      var ofWhole = metric.isShare() ? budget.of() : budget.scope();
      var ofPart = partial ? budget.of().and(budget.scope()) : budget.scope();
      return new Population(
          bill.where(line -> ofPart.match(line) == Scope.Match.YES),
          bill.where(line -> ofWhole.match(line) == Scope.Match.YES),
          bill.where(line -> ofPart.match(line) == Scope.Match.UNKNOWN),
          ofPart);
    }

    /// The reason if some calls may or may not belong to them.
    Optional<NotJudged> unknown() {
      if (possible.lines().isEmpty()) {
        return Optional.empty();
      }
      var attributes = new TreeSet<String>();
      var models = new TreeSet<String>();
      for (var line : possible.lines()) {
        scope.conditions().keySet().stream()
            .filter(name -> Attribute.isNone(line.attribute(name).orElse("")))
            .forEach(attributes::add);
        line.attribute("model").ifPresent(models::add);
      }
      return Optional.of(
          new NotJudged.UnknownMembers(possible.total().calls(), attributes, models));
    }

    /// The reason why a budget cannot be judged by these calls.
    Optional<NotJudged> obstacle(Budget budget) {
      return budget.terms().unpriced() == Budget.Unpriced.IGNORE
          ? Optional.empty()
          : unpriced(budget.metric());
    }

    private Optional<NotJudged> unpriced(Metric metric) {
      var amounts = whole.total();
      return metric.needsPrices() && !amounts.complete()
          ? Optional.of(new NotJudged.NoPrice(amounts.unpriced(), whole.unpricedModels()))
          : Optional.empty();
    }
  }

  /// The bill that increases are measured from, unless it is the period before.
  Optional<Bill> baseline(Budget budget) {
    return switch (budget.terms().baseline()) {
      case Budget.Baseline.None _, Budget.Baseline.PriorPeriod _ -> Optional.empty();
      case Budget.Baseline.Base _ -> evidence.base();
      case Budget.Baseline.File(String path) -> Optional.ofNullable(evidence.files().get(path));
    };
  }

  /// The periods with calls, in order.
  List<DateSpan> spans(Budget budget) {
    var days = evidence.judged().days().orElseThrow();
    return evidence.judged().lines().stream()
        .map(line -> budget.terms().cycle().span(line.day(), days))
        .distinct()
        .sorted(Comparator.comparing(DateSpan::from))
        .toList();
  }
}
