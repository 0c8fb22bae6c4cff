package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedSet;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

/// A reason why a budget could not be judged. None of them is a pass.
public sealed interface NotJudged {
  /// There are no calls.
  record NoCalls() implements NotJudged {}

  /// A value in the scope matches nothing: misspelt or renamed.
  ///
  /// @param near a similar value
  record UnknownValue(String attribute, String value, Optional<String> near) implements NotJudged {}

  /// Every condition matches some calls, but no call meets all of them.
  record NothingInScope() implements NotJudged {}

  /// Some calls may be in scope: attributes in the scope are not known of them.
  ///
  /// @param models of those calls, as logged
  record UnknownMembers(BigDecimal calls, SortedSet<String> attributes, SortedSet<String> models)
      implements NotJudged {
    /// Whether only attributes of models are unknown, which the price book has.
    private boolean isOfModels() {
      return calls.signum() == 0
          || attributes.stream().allMatch(name -> name.equals("tier") || name.equals("provider"));
    }
  }

  /// Calls that may be in scope are not counted, and together with those that are they may break
  /// the limit.
  ///
  /// @param files whether files are among them
  record LeftOut(BigDecimal rows, boolean files) implements NotJudged {}

  /// Calls in scope have no price.
  record NoPrice(BigDecimal calls, SortedSet<String> models) implements NotJudged {}

  /// There is nothing to compare with.
  ///
  /// @param days the missing period; empty if another input is missing
  record NoBaseline(Optional<DateSpan> days) implements NotJudged {}

  /// The baseline costs nothing, so that there is no percentage of it.
  record ZeroBaseline(Money now) implements NotJudged {}

  /// Every period has calls in scope, but the divisor is zero.
  record NothingToDivideBy() implements NotJudged {}

  /// There are too few days for a forecast.
  record TooFewDays(int days) implements NotJudged {}

  /// A record stands for several calls, so the largest of them is not known.
  record Aggregated(String place, BigDecimal calls) implements NotJudged {}

  /// The baseline could not be judged.
  record InBaseline(NotJudged obstacle) implements NotJudged {}

  /// The input to be corrected.
  enum Cause {
    /// The budgets file or the options do not fit the input.
    CONFIGURATION,
    /// The input.
    INPUT,
    /// The price book.
    PRICES
  }

  default Cause cause() {
    return switch (this) {
      case NoCalls _, NothingToDivideBy _, Aggregated _, TooFewDays _, LeftOut _ -> Cause.INPUT;
      case UnknownValue _, NothingInScope _, NoBaseline _, ZeroBaseline _ -> Cause.CONFIGURATION;
      case UnknownMembers members -> members.isOfModels() ? Cause.PRICES : Cause.INPUT;
      case NoPrice _ -> Cause.PRICES;
      case InBaseline(var obstacle) -> obstacle.cause();
    };
  }
}
