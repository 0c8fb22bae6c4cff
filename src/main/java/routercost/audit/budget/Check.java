package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.days.Forecast;
import routercost.price.Money;
import routercost.usage.Identified;

/// The result of judging one budget.
///
/// @param measured empty if the budget is off or could not be measured
/// @param obstacle why it could not be judged; the measure may still be known in part
/// @param waiver in force, without which the result would be worse
/// @param expired waivers that no longer hold
/// @param base the measure in the base; empty if there is none
/// @param possible the calls that may be in scope and are not measured
public record Check(
    Budget budget,
    Status status,
    Optional<Measured> measured,
    Optional<NotJudged> obstacle,
    Optional<Waiver> waiver,
    List<Waiver> expired,
    Optional<Ratio> base,
    Optional<PossibleCalls> possible) {
  public enum Status implements Identified {
    OK,
    WARN,
    FAIL,
    /// It could not be judged.
    ERROR,
    OFF
  }

  /// A measure in the period in which it is highest.
  ///
  /// @param periods the number of periods measured
  /// @param over the number of them over the limit
  /// @param top the most expensive tasks; for costs only
  /// @param place of the single call measured; empty for several
  /// @param base the cost that an increase is measured from
  /// @param raised whether that is the least amount to measure from, as the base is smaller
  /// @param forecast of the month; for forecasts only
  public record Measured(
      Ratio actual,
      DateSpan span,
      int periods,
      int over,
      List<Part> top,
      String place,
      Optional<Money> base,
      boolean raised,
      Optional<Forecast.Expected> forecast) {
    public Measured {
      top = List.copyOf(top);
    }

    /// The measure of one period.
    Measured(
        Ratio actual,
        DateSpan span,
        List<Part> top,
        String place,
        Optional<Money> base,
        boolean raised,
        Optional<Forecast.Expected> forecast) {
      this(actual, span, 1, 0, top, place, base, raised, forecast);
    }

    /// This measure as the highest of `count` periods, of which `exceeding` are over the limit.
    Measured among(int count, int exceeding) {
      return new Measured(actual, span, count, exceeding, top, place, base, raised, forecast);
    }

    public boolean isOver(BigDecimal limit) {
      return actual.isOver(limit);
    }
  }

  /// The cost of one task.
  public record Part(String task, Money cost) {}

  public Check {
    expired = List.copyOf(expired);
  }

  /// Whether the gate fails: over the limit or not judged, at level `FAIL`.
  public boolean isBlocking() {
    return budget.threshold().level() == Budget.Level.FAIL
        && (status == Status.FAIL || status == Status.ERROR);
  }

  public boolean isOverLimit() {
    return measured.filter(measure -> measure.isOver(limit())).isPresent();
  }

  /// Whether it is over the limit in the base too, which is why it does not fail now.
  public boolean wasOverBefore() {
    return isOverLimit() && isOverInBase() && !hasGrown();
  }

  /// Whether it is over the limit in the base too, but by less.
  public boolean hasGrown() {
    return isOverLimit()
        && isOverInBase()
        && measured.orElseThrow().actual().compareTo(base.orElseThrow()) > 0;
  }

  /// Whether it is over the limit in the base and no longer now.
  public boolean isFixed() {
    return obstacle.isEmpty() && measured.isPresent() && !isOverLimit() && isOverInBase();
  }

  private boolean isOverInBase() {
    return base.filter(ratio -> ratio.isOver(limit())).isPresent();
  }

  /// The limit without waivers.
  public BigDecimal limit() {
    return budget.threshold().limit();
  }
}
