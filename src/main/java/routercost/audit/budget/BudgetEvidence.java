package routercost.audit.budget;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod.DateSpan;

/// The bills that budgets are judged by.
///
/// @param judged the calls that must be within the budgets
/// @param all those calls and earlier ones, to compare with an earlier period
/// @param base the bill before a change; budgets over their limit there do not fail here
/// @param baseActuals the saved measures of that bill, by `measureKey`
/// @param files the bills that budgets name as their baseline, by path
/// @param singles the largest calls, by the id of the budget
/// @param leftOut calls that are not counted, with the most that they can cost; their days are not
///     known
public record BudgetEvidence(
    Bill judged,
    Bill all,
    Optional<Bill> base,
    Map<String, Ratio> baseActuals,
    Map<String, Bill> files,
    Map<String, SingleCall> singles,
    Bill leftOut) {
  public BudgetEvidence {
    baseActuals = Map.copyOf(baseActuals);
    files = Map.copyOf(files);
    singles = Map.copyOf(singles);
  }

  /// Evidence from which nothing was left out.
  public BudgetEvidence(
      Bill judged,
      Bill all,
      Optional<Bill> base,
      Map<String, Ratio> baseActuals,
      Map<String, Bill> files,
      Map<String, SingleCall> singles) {
    this(judged, all, base, baseActuals, files, singles, Bill.NOTHING);
  }

  /// One bill without anything to compare it with.
  public static BudgetEvidence of(Bill bill) {
    return new BudgetEvidence(bill, bill, Optional.empty(), Map.of(), Map.of(), Map.of());
  }

  /// The key of a saved measure: a budget whose metric or scope has changed is a different one.
  public static String measureKey(
      String id, String metric, SortedMap<String, ? extends SortedSet<String>> conditions) {
    return id + " " + metric + " " + conditions;
  }

  /// This evidence with the bill before a change.
  public BudgetEvidence over(Bill before) {
    return new BudgetEvidence(
        judged, all, Optional.of(before), baseActuals, files, singles, leftOut);
  }

  /// The largest call that a budget is about.
  ///
  /// @param aggregated present if a record in scope stands for several calls
  public record SingleCall(
      Ratio actual, DateSpan day, String place, Optional<NotJudged> aggregated) {}

  /// The measure of a budget in the base. Increases, forecasts and single calls have none.
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
                    .filter(judgment -> judgment.obstacle().isEmpty())
                    .flatMap(BudgetEvaluator.Judgment::measured)
                    .map(Check.Measured::actual));
  }
}
