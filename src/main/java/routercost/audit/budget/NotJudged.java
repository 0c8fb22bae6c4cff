package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedSet;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

/// Why a budget could not be judged. None of these is a pass.
public sealed interface NotJudged {
  /// There are no calls at all.
  record NoCalls() implements NotJudged {}

  /// A value in the scope stands for nothing: misspelt, or renamed.
  ///
  /// @param near a value that may be meant
  record UnknownValue(String attribute, String value, Optional<String> near) implements NotJudged {}

  /// Each condition holds for some calls, and no call meets all of them.
  record NothingInScope() implements NotJudged {}

  /// Some calls may be in scope: what the scope asks for is not known of them.
  ///
  /// @param attributes that are not known
  /// @param models of those calls, as logged
  record UnknownMembers(BigDecimal calls, SortedSet<String> attributes, SortedSet<String> models)
      implements NotJudged {}

  /// Calls in scope have no price.
  record NoPrice(BigDecimal calls, SortedSet<String> models) implements NotJudged {}

  /// There is nothing to compare with.
  ///
  /// @param days that were looked for; empty if another input was
  record NoBaseline(Optional<DateSpan> days) implements NotJudged {}

  /// The baseline costs nothing, so that there is no percentage of it.
  record ZeroBaseline(Money now) implements NotJudged {}

  /// Every period has calls in scope, but none that can be divided by.
  record NothingToDivideBy() implements NotJudged {}

  /// The days before do not tell what the rest of the month will cost.
  ///
  /// @param days how many there are
  record TooFewDays(int days) implements NotJudged {}

  /// A record stands for several calls, so that the largest of them is not known.
  record Aggregated(String place, BigDecimal calls) implements NotJudged {}

  /// The same in the bill that is compared with.
  record InBaseline(NotJudged obstacle) implements NotJudged {}

  /// Whom it is for to put right.
  enum Cause {
    /// The budgets file or the options do not fit the input.
    CONFIGURATION,
    /// The input.
    INPUT,
    /// The price book.
    PRICES
  }

  /// Whom it is for to put right.
  default Cause cause() {
    return switch (this) {
      case NoCalls _, NothingToDivideBy _, Aggregated _, TooFewDays _ -> Cause.INPUT;
      case UnknownValue _, NothingInScope _, NoBaseline _, ZeroBaseline _ -> Cause.CONFIGURATION;
      case UnknownMembers _, NoPrice _ -> Cause.PRICES;
      case InBaseline(var obstacle) -> obstacle.cause();
    };
  }
}
