package routercost.report.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.report.common.VerdictText;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.Candidates;
import routercost.whatif.Frontier;
import routercost.whatif.evidence.EvidenceVerdict;

/// The best routing: the steps from no risk to the lowest cost, and how far a budget makes one go.
record BestRouting(WhatIf whatIf, WhatIf.Best best) {
  List<Block> blocks() {
    var steps = best.frontier().steps();
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("Best routing"));
    blocks.add(new Block.Paragraph(steps.isEmpty() ? "No move saves anything." : summary()));
    if (!steps.isEmpty()) {
      blocks.add(table());
    }
    var rejected = rejected();
    if (!rejected.isEmpty()) {
      blocks.add(new Block.Heading("Left out, as evidence is against it"));
      blocks.add(Block.list(rejected));
    }
    return blocks;
  }

  private List<String> rejected() {
    return best.rejected()
        .map(
            some ->
                "%s to %s. %s"
                    .formatted(name(some.task()), some.to(), VerdictText.of(some.verdict())))
        .toList();
  }

  private int decimals() {
    return Rounding.decimals(whatIf.asIs().costBefore());
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, decimals());
  }

  private String summary() {
    var start = best.frontier().startCost();
    var order =
        isGraded()
            ? "Each step is the one that saves most for each call that may fail: of ungraded"
                + " answers all may, of graded ones as many as their bound leaves open. "
                + shown()
            : "Each step is the one that saves most for each call that goes down a tier. ";
    if (best.budget().isEmpty()) {
      return order
          + "All of them bring %s to %s."
              .formatted(dollars(start), dollars(best.frontier().steps().getLast().cost()));
    }
    var budget = dollars(best.budget().get());
    return order
        + best.met()
            .map(met -> met(met, budget))
            .orElse(
                "Even all of them do not meet the budget of %s: the least is %s."
                    .formatted(budget, dollars(best.frontier().steps().getLast().cost())));
  }

  private boolean isGraded() {
    return !best.graded().isEmpty();
  }

  /// How much of what all steps save is how sure.
  private String shown() {
    var parts = new ArrayList<String>();
    for (var state : EvidenceVerdict.State.values()) {
      var saved =
          Money.sum(
              best.frontier().steps().stream()
                  .filter(
                      step ->
                          best.verdict(step).map(EvidenceVerdict::state).equals(Optional.of(state)))
                  .map(Frontier.Step::saved)
                  .toList());
      if (!saved.isZero()) {
        parts.add(dollars(saved) + " is " + state.id());
      }
    }
    return "Of what they save, " + String.join(", ", parts) + ". ";
  }

  private static String met(Frontier.Met met, String budget) {
    if (met.steps().isEmpty()) {
      return "The budget of %s is met without any.".formatted(budget);
    }
    var part =
        met.share().compareTo(BigDecimal.ONE) == 0
            ? ""
            : ", the last for %s%% of its calls"
                .formatted(Rounding.percent(met.share(), BigDecimal.ONE).toPlainString());
    int steps = met.steps().size();
    var first = steps == 1 ? "The first step meets" : "The first " + steps + " steps meet";
    return first + " the budget of " + budget + part + ".";
  }

  private Block.Table table() {
    var rows = new ArrayList<List<Cell>>();
    best.frontier().start().entrySet().stream()
        .filter(task -> !task.getValue().target().equals(Candidates.AS_IS))
        .forEach(task -> rows.add(free(task.getKey(), task.getValue())));
    int number = 0;
    for (var step : best.frontier().steps()) {
      number++;
      rows.add(
          List.of(
              new Cell.Text(number + mark(number)),
              new Cell.Text(name(step.task())),
              new Cell.Text(step.from()),
              new Cell.Text(step.to()),
              new Cell.Amount(step.saved(), decimals()),
              new Cell.Amount(step.cost(), decimals()),
              new Cell.Count(step.risked().setScale(0, RoundingMode.CEILING)),
              best.verdict(step)
                  .<Cell>map(verdict -> new Cell.Text(verdict.state().id()))
                  .orElse(Cell.NOTHING)));
    }
    return new Block.Table(
        List.of(
            TableColumn.left("Step", 0),
            TableColumn.left("Task", 0),
            TableColumn.left("from", 1),
            TableColumn.left("to", 0),
            TableColumn.right("Saves", 0),
            TableColumn.right("Bill then", 0),
            TableColumn.right(isGraded() ? "May fail" : "Calls down", 0),
            TableColumn.left("evidence", 1)),
        rows,
        List.of());
  }

  /// A task that is served at a tier as high for less, or has to go up.
  private List<Cell> free(String task, Frontier.Option option) {
    var before =
        whatIf.asIs().where(line -> line.original().key().task().equals(task)).costBefore();
    return List.of(
        new Cell.Text("-"),
        new Cell.Text(name(task)),
        new Cell.Text(Candidates.AS_IS),
        new Cell.Text(option.target()),
        new Cell.Amount(before.minus(option.cost()), decimals()),
        Cell.NOTHING,
        Cell.NOTHING,
        Cell.NOTHING);
  }

  private static String name(String task) {
    return task.isEmpty() ? "(none)" : task;
  }

  /// Marks the step with which the budget is met.
  private String mark(int number) {
    return best.met().filter(met -> met.steps().size() == number).isPresent() ? " <" : "";
  }
}
