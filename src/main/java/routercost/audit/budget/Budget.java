package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.Optional;

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
}
