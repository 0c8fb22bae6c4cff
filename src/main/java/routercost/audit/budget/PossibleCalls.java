package routercost.audit.budget;

import java.math.BigDecimal;
import java.util.Optional;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetEvaluator.Population;

/// The calls that a budget may be about and that its measure does not include: calls without the
/// label that its scope names, and calls that reading left out.
///
/// @param unlabelled on the bill, with an unknown place in or out of the scope
/// @param leftOut not on any bill
/// @param reason the obstacle that they are if the limit may be broken
/// @param most the measure with all of them at the most that they can cost; empty if not known
public record PossibleCalls(
    Bill unlabelled, Bill leftOut, Optional<NotJudged> reason, Optional<Ratio> most) {
  static PossibleCalls of(Budget budget, Population population, Bill leftOut) {
    boolean isWhole = budget.terms().cycle() == BudgetPeriod.INPUT;
    var inScope =
        leftOut.where(
            line ->
                population.scope().match(line) != Scope.Match.NO && !(isWhole && line.anyDay()));
    if (budget.terms().unpriced() == Budget.Unpriced.IGNORE) {
      return new PossibleCalls(
          population.possible().where(line -> line.amounts().complete()),
          inScope.where(line -> line.amounts().complete()),
          reason(population, inScope),
          Optional.empty());
    }
    return new PossibleCalls(
        population.possible(), inScope, reason(population, inScope), Optional.empty());
  }

  private static Optional<NotJudged> reason(Population population, Bill inScope) {
    if (inScope.lines().isEmpty()) {
      return population.unknown();
    }
    boolean files = inScope.lines().stream().anyMatch(PossibleCalls::isFile);
    return Optional.of(new NotJudged.LeftOut(inScope.total().calls(), files));
  }

  /// Whether a line stands for calls that count, and only adds what they may cost beyond that.
  private static boolean isPriceOnly(BillLine line) {
    return line.amounts().complete() && line.amounts().calls().signum() == 0;
  }

  /// Whether a line stands for files, whose calls are not even counted.
  private static boolean isFile(BillLine line) {
    return line.attributes().isEmpty() && line.amounts().calls().signum() == 0;
  }

  PossibleCalls with(Optional<Ratio> highest) {
    return new PossibleCalls(unlabelled, leftOut, reason, highest);
  }

  boolean isNone() {
    return unlabelled.lines().isEmpty() && leftOut.lines().isEmpty();
  }

  BillLine.Amounts total() {
    return unlabelled.total().plus(leftOut.total());
  }

  /// Those that `days` may have in addition to what they have.
  BillLine.Amounts beyond(BudgetPeriod.DateSpan days) {
    var others = leftOut.where(line -> !(line.anyDay() && days.contains(line.day())));
    return unlabelled.total().plus(others.total());
  }

  /// Whether the measure of a metric has an upper bound with them.
  boolean bounds(Metric metric) {
    if (leftOut.lines().stream().anyMatch(PossibleCalls::isFile)) {
      return false;
    }
    boolean ofTokens =
        switch (metric) {
          case TOKENS, SHARE_OF_TOKENS, LARGEST_PROMPT -> true;
          default -> false;
        };
    return ofTokens
        ? leftOut.lines().stream()
            .allMatch(line -> line.amounts().tokens().signum() > 0 || isPriceOnly(line))
        : !metric.needsPrices() || total().complete();
  }

  /// The most that a single one of them can be.
  BigDecimal largest(Metric metric) {
    var total = total();
    return metric == Metric.LARGEST_PROMPT ? total.tokens() : total.cost().usd();
  }
}
