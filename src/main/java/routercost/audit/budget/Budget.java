package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import routercost.usage.Identified;

/// A limit on the cost or the attributes of calls, from a budgets file. A policy is a budget whose
/// limit is that no call breaks it.
///
/// @param id stable: the name of the test case in JUnit, and the name that waivers refer to
/// @param line of the budgets file, for annotations
/// @param scope the calls that are measured, or that a policy applies to
/// @param of the whole of a share, or the required or forbidden attributes of a policy
/// @param message for whoever breaks it; may be empty
public record Budget(
    String id,
    int line,
    Metric metric,
    Scope scope,
    Scope of,
    Threshold threshold,
    Terms terms,
    String message) {
  /// The metrics that are sums over the calls of a period, whatever their days.
  private static final Set<Metric> SUMS =
      EnumSet.of(
          Metric.COST,
          Metric.COST_PER_CALL,
          Metric.COST_PER_1K_CALLS,
          Metric.CALLS,
          Metric.TOKENS,
          Metric.SHARE_OF_CALLS,
          Metric.SHARE_OF_COST,
          Metric.SHARE_OF_TOKENS,
          Metric.UNPRICED_SHARE,
          Metric.ONLY,
          Metric.NEVER);

  /// Whether the sums of months are all that it takes to judge it.
  boolean isByMonth() {
    boolean isLong = terms.cycle() == BudgetPeriod.MONTH || terms.cycle() == BudgetPeriod.QUARTER;
    return isLong && SUMS.contains(metric) && !scope.isByDay() && !of.isByDay();
  }

  /// A limit and the consequence of exceeding it.
  ///
  /// @param limit in the unit of the metric; percentages as 10 for 10 %
  /// @param warnAt the share of the limit from which there is a warning; 0.9 for 90 %
  public record Threshold(BigDecimal limit, BigDecimal warnAt, Level level) {
    BigDecimal warning() {
      return limit.multiply(warnAt);
    }
  }

  /// The way a budget is measured.
  ///
  /// @param leastBase the least cost of the baseline for which an increase in percent counts
  /// @param target the tier or model of missed savings, or the attribute of a cost per value
  public record Terms(
      BudgetPeriod cycle,
      Baseline baseline,
      BigDecimal leastBase,
      Unpriced unpriced,
      Optional<String> target) {}

  /// The consequence of a breach.
  public enum Level {
    FAIL,
    WARN,
    OFF
  }

  /// The treatment of unpriced calls by a budget that needs prices.
  public enum Unpriced {
    /// The budget cannot be judged.
    ERROR,
    /// Unpriced calls are ignored.
    IGNORE
  }

  /// The bill that an increase is measured from.
  public sealed interface Baseline {
    /// No baseline, for budgets that need none.
    record None() implements Baseline {}

    /// The period before, in the same input.
    record PriorPeriod() implements Baseline {}

    /// The input that `--base` names.
    record Base() implements Baseline {}

    /// A log or saved report.
    record File(String path) implements Baseline {}
  }

  /// A temporary higher limit, with a reason.
  ///
  /// @param budget the id of the budget
  /// @param until the last day on which it holds
  /// @param approvedBy may be empty
  public record Waiver(
      String budget, LocalDate until, BigDecimal limit, String reason, String approvedBy) {
    boolean holds(LocalDate today) {
      return !today.isAfter(until);
    }
  }

  /// The quantity that a budget limits.
  public enum Metric implements Identified {
    COST(Unit.DOLLARS, Needs.PRICES),
    /// The cost divided by the number of calls with a price that used anything.
    COST_PER_CALL(Unit.DOLLARS, Needs.PRICES),
    COST_PER_1K_CALLS(Unit.DOLLARS, Needs.PRICES),
    /// The cost of calls with a value in a column, divided by the number of its values: users,
    /// sessions, businesses.
    COST_PER_VALUE(Unit.DOLLARS, Needs.PRICES),
    /// Calls, failed or not.
    CALLS(Unit.COUNT, Needs.NOTHING),
    /// Billed tokens: prompt, cached or not, and output.
    TOKENS(Unit.COUNT, Needs.NOTHING),
    /// Calls in scope as a share of those in `of`.
    SHARE_OF_CALLS(Unit.PERCENT, Needs.NOTHING),
    SHARE_OF_COST(Unit.PERCENT, Needs.PRICES),
    SHARE_OF_TOKENS(Unit.PERCENT, Needs.NOTHING),
    /// The cost less that of the baseline.
    INCREASE(Unit.DOLLARS, Needs.BASELINE),
    /// The increase as a share of the cost of the baseline.
    INCREASE_PCT(Unit.PERCENT, Needs.BASELINE),
    /// The share of calls that have no price.
    UNPRICED_SHARE(Unit.PERCENT, Needs.NOTHING),
    /// The savings that the tier or model named by the budget would have brought.
    SAVINGS_MISSED(Unit.DOLLARS, Needs.PRICES),
    /// The expected cost of the whole month.
    FORECAST(Unit.DOLLARS, Needs.PRICES),
    /// The cost of the most expensive single call.
    LARGEST_CALL(Unit.DOLLARS, Needs.PRICES),
    /// The tokens of the longest prompt of a single call.
    LARGEST_PROMPT(Unit.COUNT, Needs.NOTHING),
    /// A policy: the number of calls without the required attributes.
    ONLY(Unit.COUNT, Needs.NOTHING),
    /// A policy: the number of calls with the forbidden attributes.
    NEVER(Unit.COUNT, Needs.NOTHING);

    public enum Unit {
      DOLLARS,
      COUNT,
      PERCENT
    }

    private enum Needs {
      NOTHING,
      PRICES,
      BASELINE
    }

    private final Unit unit;
    private final Needs needs;

    Metric(Unit unit, Needs needs) {
      this.unit = unit;
      this.needs = needs;
    }

    public Unit unit() {
      return unit;
    }

    /// Whether it is unknown while some calls have no price.
    public boolean needsPrices() {
      return needs != Needs.NOTHING;
    }

    public boolean needsBaseline() {
      return needs == Needs.BASELINE;
    }

    /// Whether more calls only ever make it larger, so that a part of them can break a limit.
    boolean grows() {
      return switch (this) {
        case COST,
            CALLS,
            TOKENS,
            INCREASE,
            INCREASE_PCT,
            SAVINGS_MISSED,
            LARGEST_CALL,
            LARGEST_PROMPT,
            ONLY,
            NEVER ->
            true;
        case COST_PER_CALL,
            COST_PER_VALUE,
            COST_PER_1K_CALLS,
            SHARE_OF_CALLS,
            SHARE_OF_COST,
            SHARE_OF_TOKENS,
            UNPRICED_SHARE,
            FORECAST ->
            false;
      };
    }

    public boolean isShare() {
      return this == SHARE_OF_CALLS || this == SHARE_OF_COST || this == SHARE_OF_TOKENS;
    }

    public boolean isPolicy() {
      return this == ONLY || this == NEVER;
    }

    /// Whether it is about single calls, which a cube does not contain.
    public boolean isOfSingleCalls() {
      return this == LARGEST_CALL || this == LARGEST_PROMPT;
    }
  }
}
