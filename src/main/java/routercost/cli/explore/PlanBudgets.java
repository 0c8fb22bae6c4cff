package routercost.cli.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Check;
import routercost.cli.explore.UsageLoader.ExploredUsage;
import routercost.cli.run.BudgetGate;
import routercost.price.Ledger;
import routercost.report.gate.CheckText;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.Effects;
import routercost.whatif.Scenario;

/// The budgets of a file, judged as `what-if` judges them under the same moves.
final class PlanBudgets {
  private static final int SMALL = 5_000;

  private final BudgetGate gate;
  private final ExploredUsage usage;
  private final Comparison daily;
  private final Effects effects;
  private final Bill before;

  /// The budgets of a bill.
  ///
  /// @param daily the bill as it is, by day
  PlanBudgets(BudgetGate gate, ExploredUsage usage, Comparison daily) {
    this.gate = gate;
    this.usage = usage;
    this.daily = daily;
    this.effects = daily.informed(Scenario.NONE).effects();
    this.before = gate.billing().bill(daily.before());
  }

  /// Whether they are judged so fast that a key need not wait.
  boolean isSmall() {
    return daily.lines().size() < SMALL;
  }

  List<Check> checks(ExplorerPlan plan) {
    var after = Ledger.sum(moved(plan).stream().map(Repriced::after).toList());
    return gate.evaluate(
            usage.head(), usage.tally(), plan.scenario(), gate.billing().bill(after), before)
        .checks();
  }

  /// The lines under a plan, of which only those of its calls are priced anew if calls share no
  /// prefixes.
  private List<Repriced> moved(ExplorerPlan plan) {
    if (!daily.prefixes().isEmpty()) {
      return daily.under(plan.scenario(), usage.book()).lines();
    }
    var lines = new ArrayList<Repriced>();
    var moved = new ArrayList<Repriced>();
    daily.lines().forEach(line -> (isIn(line, plan) ? moved : lines).add(line));
    var scenario = plan.scenario().with(effects);
    lines.addAll(daily.part(moved, scenario, usage.book()).lines());
    return lines;
  }

  private boolean isIn(Repriced line, ExplorerPlan plan) {
    return plan.moves().stream()
        .anyMatch(move -> move.where().accepts(line.original().key(), usage.book()));
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
