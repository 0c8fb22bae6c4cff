package routercost.audit.budget;

import java.util.Locale;

/// What a budget limits.
public enum Metric {
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

  /// The name in files: `cost_per_call`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
