package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.days.Forecast;
import routercost.price.Money;
import routercost.usage.Identified;

/// What became of one budget.
///
/// @param measured empty if it is off or could not be measured
/// @param obstacle why it could not be judged; the measure may still be known in part
/// @param waiver that is in force and makes the difference
/// @param expired waivers for it that no longer hold
/// @param base what it was in the base; empty without one, or if it cannot be told there
public record Check(
    Budget budget,
    Status status,
    Optional<Measured> measured,
    Optional<NotJudged> obstacle,
    Optional<Waiver> waiver,
    List<Waiver> expired,
    Optional<Ratio> base) {
  /// How it ended.
  public enum Status implements Identified {
    OK,
    WARN,
    FAIL,
    /// It could not be judged.
    ERROR,
    OFF;
  }

  /// What was measured, in the period in which it is highest.
  ///
  /// @param periods how many were measured
  /// @param over how many of them are over the limit
  /// @param top the tasks that cost most; only of costs
  /// @param place of the call that it is about; empty if it is about many
  /// @param base what an increase is measured from
  /// @param exempt whether that is too small for the increase to count
  /// @param forecast that it is taken from
  public record Measured(
      Ratio actual,
      DateSpan span,
      int periods,
      int over,
      List<Part> top,
      String place,
      Optional<Money> base,
      boolean exempt,
      Optional<Forecast.Expected> forecast) {
    public Measured {
      top = List.copyOf(top);
    }

    /// Whether it is above `limit` and counts.
    public boolean isOver(BigDecimal limit) {
      return !exempt && actual.isOver(limit);
    }
  }

  /// What one task costs.
  public record Part(String task, Money cost) {}

  public Check {
    expired = List.copyOf(expired);
  }

  /// Whether the gate must not open: over the limit or not judged, and meant to fail.
  public boolean isBlocking() {
    return budget.threshold().level() == Budget.Level.FAIL
        && (status == Status.FAIL || status == Status.ERROR);
  }

  public boolean isOverLimit() {
    return measured.filter(some -> some.isOver(limit())).isPresent();
  }

  /// Over the limit in the base too, which is why it does not fail now.
  public boolean wasOverBefore() {
    return isOverLimit() && base.filter(some -> some.isOver(limit())).isPresent();
  }

  /// Over the limit in the base, and no longer.
  public boolean isFixed() {
    return obstacle.isEmpty()
        && measured.isPresent()
        && !isOverLimit()
        && base.filter(some -> some.isOver(limit())).isPresent();
  }

  /// The limit of the budget itself.
  public BigDecimal limit() {
    return budget.threshold().limit();
  }
}
