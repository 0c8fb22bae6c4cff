package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Condition;
import routercost.price.Suggestions;

/// Measures one budget after another against the same evidence. It never passes what it cannot
/// judge.
record BudgetEvaluator(BudgetEvidence evidence, LocalDate today) {
  /// What was measured, and what stood in the way. Both may be there: a sum that leaves out calls
  /// without a price is at least so much.
  record Found(Optional<Check.Measured> measured, Optional<NotJudged> obstacle) {
    boolean isOver(BigDecimal limit) {
      return measured.filter(some -> some.isOver(limit)).isPresent();
    }

    private static Found obstructed(NotJudged obstacle) {
      return new Found(Optional.empty(), Optional.of(obstacle));
    }
  }

  Found judged(Budget budget) {
    var bill = evidence.judged();
    if (bill.lines().isEmpty()) {
      return Found.obstructed(new NotJudged.NoCalls());
    }
    var unknown = unknownValue(budget, bill);
    if (unknown.isPresent()) {
      return new Found(Optional.empty(), unknown);
    }
    var population = Population.of(budget, bill);
    if (population.whole().lines().isEmpty()) {
      return Found.obstructed(population.unknown().orElseGet(NotJudged.NothingInScope::new));
    }
    var found = measured(budget);
    return new Found(found.measured(), population.obstacle(budget).or(found::obstacle));
  }

  /// A condition that no call can meet: the sign of a task that was renamed, or of a slip.
  private static Optional<NotJudged> unknownValue(Budget budget, Bill bill) {
    for (var scope : List.of(budget.scope(), budget.of())) {
      for (var condition : scope.conditions().entrySet()) {
        var known = bill.values(condition.getKey());
        for (var value : condition.getValue()) {
          if (known.stream().noneMatch(some -> Condition.isLike(value, some))
              && bill.knows(condition.getKey())) {
            return Optional.of(
                new NotJudged.UnknownValue(
                    condition.getKey(), value, Suggestions.nearest(value, known)));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Found measured(Budget budget) {
    if (budget.metric() == Metric.FORECAST) {
      return new Projection(budget, evidence, today).measured();
    }
    return budget.metric().isOfSingleCalls()
        ? single(budget)
        : new PeriodEvaluator(budget, this).measured();
  }

  private Found single(Budget budget) {
    var single = evidence.singles().get(budget.id());
    if (single == null) {
      return Found.obstructed(new NotJudged.NothingInScope());
    }
    var measured =
        new Check.Measured(
            single.actual(),
            single.day(),
            1,
            single.actual().isOver(budget.threshold().limit()) ? 1 : 0,
            List.of(),
            single.place(),
            Optional.empty(),
            false,
            Optional.empty());
    boolean over = measured.isOver(budget.threshold().limit());
    return new Found(Optional.of(measured), over ? Optional.empty() : single.aggregated());
  }

  /// The highest of what was measured period by period.
  static Found highest(Budget budget, List<Check.Measured> all) {
    var limit = budget.threshold().limit();
    int over = (int) all.stream().filter(some -> some.isOver(limit)).count();
    return new Found(
        all.stream()
            .max(
                Comparator.comparing((Check.Measured some) -> !some.exempt())
                    .thenComparing(Check.Measured::actual)
                    .thenComparing(some -> some.span().to()))
            .map(
                some ->
                    new Check.Measured(
                        some.actual(),
                        some.span(),
                        all.size(),
                        over,
                        some.top(),
                        some.place(),
                        some.base(),
                        some.exempt(),
                        some.forecast())),
        Optional.empty());
  }

  /// The calls that a budget is about.
  ///
  /// @param part those that are counted
  /// @param whole those that they are a part of; the same unless it is a share or a ban
  /// @param unknown whether some may belong to them and it is not known
  record Population(Bill part, Bill whole, Optional<NotJudged> unknown) {
    static Population of(Budget budget, Bill bill) {
      var metric = budget.metric();
      boolean partial = metric.isShare() || metric == Metric.NEVER;
      var ofWhole = metric.isShare() ? budget.of() : budget.scope();
      var ofPart = partial ? budget.of().and(budget.scope()) : budget.scope();
      return new Population(
          bill.where(line -> ofPart.match(line) == Scope.Match.YES),
          bill.where(line -> ofWhole.match(line) == Scope.Match.YES),
          unknown(ofWhole, bill).or(() -> unknown(ofPart, bill)));
    }

    private static Optional<NotJudged> unknown(Scope scope, Bill bill) {
      var lines = bill.where(line -> scope.match(line) == Scope.Match.UNKNOWN).lines();
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      var attributes = new TreeSet<String>();
      var models = new TreeSet<String>();
      for (var line : lines) {
        scope.conditions().keySet().stream()
            .filter(name -> line.attribute(name).isEmpty())
            .forEach(attributes::add);
        line.attribute("model").ifPresent(models::add);
      }
      return Optional.of(
          new NotJudged.UnknownMembers(BillLine.sum(lines).calls(), attributes, models));
    }

    /// What keeps a budget from being judged by these calls.
    Optional<NotJudged> obstacle(Budget budget) {
      if (budget.terms().unpriced() == Budget.Unpriced.IGNORE) {
        return Optional.empty();
      }
      return unknown.or(() -> unpriced(budget.metric(), whole));
    }

    static Optional<NotJudged> unpriced(Metric metric, Bill bill) {
      var amounts = BillLine.sum(bill.lines());
      return metric.needsPrices() && !amounts.complete()
          ? Optional.of(new NotJudged.NoPrice(amounts.unpriced(), bill.unpricedModels()))
          : Optional.empty();
    }
  }

  /// The bill that increases are measured from, where it is not the period before.
  Optional<Bill> baseline(Budget budget) {
    return switch (budget.terms().baseline()) {
      case Budget.Baseline.None _, Budget.Baseline.PriorPeriod _ -> Optional.empty();
      case Budget.Baseline.Base _ -> evidence.base();
      case Budget.Baseline.File(String path) -> Optional.ofNullable(evidence.files().get(path));
    };
  }

  List<DateSpan> spans(Budget budget) {
    var days = evidence.judged().days().orElseThrow();
    var cycle = budget.terms().cycle();
    var spans = new ArrayList<DateSpan>();
    evidence.judged().lines().stream()
        .map(line -> cycle.span(line.day(), days))
        .distinct()
        .sorted(Comparator.comparing(DateSpan::from))
        .forEach(spans::add);
    return spans;
  }
}
