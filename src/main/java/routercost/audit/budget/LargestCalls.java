package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Ledger;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// The search for the largest single call of every budget that limits one, while a log is read.
public final class LargestCalls {
  private final List<Budget> budgets;
  private final BillBuilder billing;
  private final Optional<LocalDate> asOf;
  private final Map<UsageKey, List<Budget>> inScope = new HashMap<>();
  private final Map<String, BudgetEvidence.SingleCall> largest = new HashMap<>();

  /// A search for the calls that `budgets` limit.
  ///
  /// @param asOf the day whose prices are used; each call's own day if empty
  public LargestCalls(Budgets budgets, BillBuilder billing, Optional<LocalDate> asOf) {
    this.budgets =
        budgets.budgets().stream().filter(budget -> budget.metric().isOfSingleCalls()).toList();
    this.billing = billing;
    this.asOf = asOf;
  }

  public void see(Slice slice, String place) {
    for (var budget : inScope.computeIfAbsent(slice.key(), _ -> budgets(slice))) {
      size(slice, budget.metric())
          .ifPresent(
              size -> largest.merge(budget.id(), single(slice, size, place), LargestCalls::larger));
    }
  }

  /// The budgets that limit the calls of a key.
  private List<Budget> budgets(Slice slice) {
    var line =
        new BillLine(slice.key().day(), billing.attributes(slice), BillLine.Amounts.NONE, Map.of());
    return budgets.stream()
        .filter(budget -> budget.scope().match(line) == Scope.Match.YES)
        .toList();
  }

  /// The size of one call, or the mean of a record that stands for several; empty without a price.
  private Optional<Ratio> size(Slice slice, Metric metric) {
    var calls = calls(slice);
    if (metric == Metric.LARGEST_PROMPT) {
      return Optional.of(new Ratio(slice.usage().prompt(), calls));
    }
    var day = asOf.orElse(slice.key().day());
    var ledger =
        Ledger.of(
            List.of(new Slice(slice.key().withDay(day), slice.usage())), billing.book()::quote);
    return ledger.isComplete()
        ? Optional.of(new Ratio(ledger.total().usd(), calls))
        : Optional.empty();
  }

  private static BigDecimal calls(Slice slice) {
    return slice.usage().of(Meter.CALLS).max(BigDecimal.ONE);
  }

  private static BudgetEvidence.SingleCall single(Slice slice, Ratio size, String place) {
    var calls = calls(slice);
    var day = slice.key().day();
    return new BudgetEvidence.SingleCall(
        size,
        new DateSpan(day, day),
        place,
        calls.compareTo(BigDecimal.ONE) > 0
            ? Optional.of(new NotJudged.Aggregated(place, calls))
            : Optional.empty());
  }

  /// The larger of two; it remains known if either stood for several calls.
  private static BudgetEvidence.SingleCall larger(
      BudgetEvidence.SingleCall one, BudgetEvidence.SingleCall other) {
    var larger = other.actual().compareTo(one.actual()) > 0 ? other : one;
    return new BudgetEvidence.SingleCall(
        larger.actual(), larger.day(), larger.place(), one.aggregated().or(other::aggregated));
  }

  /// The largest calls by the id of the budget.
  public Map<String, BudgetEvidence.SingleCall> found() {
    return Map.copyOf(largest);
  }
}
