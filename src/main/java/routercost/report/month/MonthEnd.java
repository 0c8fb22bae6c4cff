package routercost.report.month;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import routercost.audit.days.Forecast;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.RateCard;
import routercost.price.variance.Cause;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.MovePlan;
import routercost.report.common.QualitySection;
import routercost.report.common.RunMetadata;
import routercost.report.gate.GateResult;
import routercost.report.month.FiscalCalendar.ReportedPeriod;
import routercost.whatif.Comparison;
import routercost.whatif.RealizedSavings;

/// Everything that is known of a period: what its report is made of.
///
/// @param planned the bill as it is, and after the moves of the plan; days are taken together where
///     prices are equal
/// @param plan the reasons for the moves
/// @param days the cost of each day
/// @param owners the attributes that name who pays; empty if no call has any
/// @param earlier the period before; empty if nothing was logged
/// @param routed what the routing of the options promised and what of it arrived
/// @param forecast of a month that is not over
/// @param repriced the list prices that changed within the period
/// @param assumptions in reading and pricing, as sentences
/// @param restated the differences from the totals with which the period was closed
public record MonthEnd(
    RunMetadata head,
    ReportedPeriod period,
    Comparison planned,
    MovePlan plan,
    NavigableMap<LocalDate, Money> days,
    List<Attribute> owners,
    Optional<Earlier> earlier,
    Optional<GateResult> budgets,
    Optional<RealizedSavings> routed,
    Optional<Forecast> forecast,
    List<PriceChange> repriced,
    QualitySection quality,
    List<String> assumptions,
    Optional<Restatements> restated) {
  /// The period before.
  ///
  /// @param byTask the change since then, by task
  /// @param causes the largest cause of each driver
  public record Earlier(
      RunMetadata head,
      ReportedPeriod period,
      Comparison bill,
      Variance byTask,
      Map<Driver, Cause> causes) {
    public Earlier {
      causes = Map.copyOf(causes);
    }
  }

  /// A list price that changed.
  ///
  /// @param day the first of the new price
  public record PriceChange(String model, LocalDate day, RateCard before, RateCard after) {}

  public MonthEnd {
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
    owners = List.copyOf(owners);
    repriced = List.copyOf(repriced);
    assumptions = List.copyOf(assumptions);
  }

  /// This period next to its totals when it was closed.
  public MonthEnd with(Restatements restatements) {
    return new MonthEnd(
        head,
        period,
        planned,
        plan,
        days,
        owners,
        earlier,
        budgets,
        routed,
        forecast,
        repriced,
        quality,
        assumptions,
        Optional.of(restatements));
  }

  Ledger ledger() {
    return planned.before();
  }

  /// The bill: the sum of what has a price.
  public Money total() {
    return planned.costBefore();
  }

  /// Whether it has no calls.
  boolean isEmpty() {
    return ledger().charges().isEmpty() && ledger().uncharged().isEmpty();
  }

  /// The change since the period before; empty without one.
  Optional<Money> change() {
    return earlier.map(before -> before.byTask().change());
  }

  /// The groups that the report has a table for, by the key of JSON: `by_owner`.
  SequencedMap<String, List<Attribute>> groupings() {
    var groupings = new java.util.LinkedHashMap<String, List<Attribute>>();
    if (!owners.isEmpty()) {
      groupings.put("by_owner", owners);
    }
    groupings.put("by_task", List.of(Attribute.Known.TASK));
    groupings.put("by_model", List.of(Attribute.Known.MODEL));
    groupings.put("by_tier", List.of(Attribute.Known.TIER));
    return groupings;
  }

  /// The attributes that the totals of a closed period are kept by.
  public List<Attribute> closedBy() {
    var attributes = new ArrayList<>(owners);
    attributes.add(Attribute.Known.TASK);
    attributes.add(Attribute.Known.MODEL);
    return attributes;
  }
}
