package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import routercost.usage.Identified;

/// A limit on what calls may cost or be, from a budgets file. A policy is one too: its limit is
/// that no call breaks it.
///
/// @param id stable: the name of the test case in JUnit, and what a waiver refers to
/// @param line of the budgets file, for annotations
/// @param scope the calls that are measured; of a policy, those that it holds for
/// @param of for a share, what it is a share of; for a policy, how calls must or must not be
/// @param message for whoever breaks it; empty if there is none
public record Budget(
    String id,
    int line,
    Metric metric,
    Scope scope,
    Scope of,
    Threshold threshold,
    Terms terms,
    String message) {
  /// From where on it is too much.
  ///
  /// @param limit in the unit of the metric; percentages as 10 for 10 %
  /// @param warnAt the share of the limit from which on there is a warning; 0.9 for 90 %
  /// @param level what a breach does
  public record Threshold(BigDecimal limit, BigDecimal warnAt, Level level) {
    BigDecimal warning() {
      return limit.multiply(warnAt);
    }
  }

  /// How it is measured.
  ///
  /// @param cycle how often it begins anew
  /// @param leastBase of an increase in percent: what the baseline must cost for it to count
  /// @param target of missed savings: the tier or model that calls might have run on
  public record Terms(
      BudgetPeriod cycle,
      Baseline baseline,
      BigDecimal leastBase,
      Unpriced unpriced,
      Optional<String> target) {}

  /// What a breach does.
  public enum Level {
    FAIL,
    WARN,
    OFF
  }

  /// What calls without a price do to a budget that needs prices.
  public enum Unpriced {
    /// The budget cannot be judged.
    ERROR,
    /// They are left out.
    IGNORE
  }

  /// What an increase is measured from.
  public sealed interface Baseline {
    /// There is none; only for budgets that need none.
    record None() implements Baseline {}

    /// The period before, in the same input.
    record PriorPeriod() implements Baseline {}

    /// The input that `--base` names.
    record Base() implements Baseline {}

    /// A log or saved report.
    record File(String path) implements Baseline {}
  }

  /// A higher limit for a while, with a reason.
  ///
  /// @param budget whose limit it raises
  /// @param until the last day on which it holds
  /// @param approvedBy empty if nobody is named
  public record Waiver(
      String budget, LocalDate until, BigDecimal limit, String reason, String approvedBy) {
    boolean holds(LocalDate today) {
      return !today.isAfter(until);
    }
  }

  /// What a budget limits.
  public enum Metric implements Identified {
    /// What the calls cost.
    COST(Unit.DOLLARS, Needs.PRICES),
    /// Cost by the number of calls that have a price, failed or not.
    COST_PER_CALL(Unit.DOLLARS, Needs.PRICES),
    /// The same for a thousand calls.
    COST_PER_1K_CALLS(Unit.DOLLARS, Needs.PRICES),
    /// How many calls, failed or not.
    CALLS(Unit.COUNT, Needs.NOTHING),
    /// How many billed tokens: prompt, cached or not, and output.
    TOKENS(Unit.COUNT, Needs.NOTHING),
    /// The calls in scope as a share of those that the budget compares them with.
    SHARE_OF_CALLS(Unit.PERCENT, Needs.NOTHING),
    /// The same of the cost.
    SHARE_OF_COST(Unit.PERCENT, Needs.PRICES),
    /// The same of the tokens.
    SHARE_OF_TOKENS(Unit.PERCENT, Needs.NOTHING),
    /// How much more the calls cost than those of the baseline.
    INCREASE(Unit.DOLLARS, Needs.BASELINE),
    /// The same as a share of the cost of the baseline.
    INCREASE_PCT(Unit.PERCENT, Needs.BASELINE),
    /// The share of calls that have no price.
    UNPRICED_SHARE(Unit.PERCENT, Needs.NOTHING),
    /// What the calls would have saved on the tier or model that the budget names.
    SAVINGS_MISSED(Unit.DOLLARS, Needs.PRICES),
    /// What the month will have cost at its end.
    FORECAST(Unit.DOLLARS, Needs.PRICES),
    /// What the dearest single call costs.
    LARGEST_CALL(Unit.DOLLARS, Needs.PRICES),
    /// How many tokens the longest prompt of a single call has.
    LARGEST_PROMPT(Unit.COUNT, Needs.NOTHING),
    /// A policy: how many calls are not as they must be.
    ONLY(Unit.COUNT, Needs.NOTHING),
    /// A policy: how many calls are as they must not be.
    NEVER(Unit.COUNT, Needs.NOTHING);

    /// What a limit is stated in.
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

    /// Whether it cannot be told while some of the calls have no price.
    public boolean needsPrices() {
      return needs != Needs.NOTHING;
    }

    /// Whether it compares with an earlier or other bill.
    public boolean needsBaseline() {
      return needs == Needs.BASELINE;
    }

    /// Whether it is a share of other calls, which the budget names or which are all.
    public boolean isShare() {
      return this == SHARE_OF_CALLS || this == SHARE_OF_COST || this == SHARE_OF_TOKENS;
    }

    /// Whether it says how calls must be, and is broken by a single one.
    public boolean isPolicy() {
      return this == ONLY || this == NEVER;
    }

    /// Whether it is about single calls, which a cube no longer knows.
    public boolean isOfSingleCalls() {
      return this == LARGEST_CALL || this == LARGEST_PROMPT;
    }
  }
}
