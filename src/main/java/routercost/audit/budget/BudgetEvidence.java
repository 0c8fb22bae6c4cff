package routercost.audit.budget;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod.DateSpan;

/// What budgets are judged by.
///
/// @param judged the calls that must be within the budgets
/// @param all the same and those before them, for comparing with an earlier period
/// @param base the bill before a change; what is over a limit there does not fail here
/// @param baseActuals what budgets measured there, by `measureKey`, if that was saved
/// @param files bills that budgets name as their baseline, by path
/// @param singles the largest calls, by the id of the budget that asks
public record BudgetEvidence(
    Bill judged,
    Bill all,
    Optional<Bill> base,
    Map<String, Ratio> baseActuals,
    Map<String, Bill> files,
    Map<String, SingleCall> singles) {
  public BudgetEvidence {
    baseActuals = Map.copyOf(baseActuals);
    files = Map.copyOf(files);
    singles = Map.copyOf(singles);
  }

  /// One bill and nothing to compare it with.
  public static BudgetEvidence of(Bill bill) {
    return new BudgetEvidence(bill, bill, Optional.empty(), Map.of(), Map.of(), Map.of());
  }

  /// What a saved measure is known by: a budget that has changed its metric or scope since is
  /// another one, whatever its id.
  public static String measureKey(
      String id, String metric, SortedMap<String, ? extends SortedSet<String>> conditions) {
    return id + " " + metric + " " + conditions;
  }

  /// The same, beside the bill before a change.
  public BudgetEvidence over(Bill before) {
    return new BudgetEvidence(judged, all, Optional.of(before), baseActuals, files, singles);
  }

  /// The largest call that a budget is about.
  ///
  /// @param place of the record
  /// @param aggregated whether a record in scope stands for several calls
  public record SingleCall(
      Ratio actual, DateSpan day, String place, Optional<NotJudged> aggregated) {}

  /// What a budget measured in the base. An increase has none: it is measured from a base itself;
  /// and neither has a forecast, which is of the same month.
  Optional<Ratio> baseActual(Budget budget, LocalDate today) {
    if (budget.metric().needsBaseline()
        || budget.metric().isOfSingleCalls()
        || budget.metric() == Metric.FORECAST) {
      return Optional.empty();
    }
    return Optional.ofNullable(
            baseActuals.get(
                measureKey(budget.id(), budget.metric().id(), budget.scope().conditions())))
        .or(
            () ->
                base.map(bill -> new BudgetEvaluator(of(bill), today).judged(budget))
                    .filter(found -> found.obstacle().isEmpty())
                    .flatMap(BudgetEvaluator.Found::measured)
                    .map(Check.Measured::actual));
  }
}
