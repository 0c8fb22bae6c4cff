package routercost.cli.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import routercost.audit.budget.Check;
import routercost.cli.run.BudgetGate;
import routercost.price.Ledger;
import routercost.report.gate.CheckText;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// The budgets of a file, judged as `what-if` judges them under the same moves.
///
/// @param daily the bill as it is, by day
record PlanBudgets(BudgetGate gate, ExploredUsage usage, Comparison daily) {
  List<Check> checks(ExplorerPlan plan) {
    var moved = plan.isEmpty() ? daily : daily.under(plan.scenario(), usage.book());
    var after = Ledger.sum(moved.lines().stream().map(Repriced::after).toList());
    var billing = gate.billing();
    return gate.evaluate(
            usage.head(),
            usage.tally(),
            plan.scenario(),
            billing.bill(after),
            billing.bill(daily.before()))
        .checks();
  }

  /// The part of its limit that a budget uses, from 0 to 1; empty without a measure.
  static Optional<BigDecimal> used(Check check) {
    return check
        .measured()
        .filter(_ -> check.limit().signum() > 0)
        .map(
            of ->
                of.actual()
                    .part()
                    .divide(of.actual().whole().multiply(check.limit()), MathContext.DECIMAL64));
  }

  /// `$9.67 of $8.00: fail`.
  static String text(Check check) {
    var text = new CheckText(check);
    return "%s of %s: %s".formatted(text.actual(), text.limit(), check.status().id());
  }
}
