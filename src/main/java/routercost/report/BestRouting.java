package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import routercost.whatif.Candidates;
import routercost.whatif.Frontier;

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
    return blocks;
  }

  private int decimals() {
    return Rounding.decimals(whatIf.asIs().costBefore());
  }

  private String dollars(routercost.price.Money money) {
    return Rounding.dollars(Rounding.amount(money, decimals()));
  }

  private String summary() {
    var start = best.frontier().startCost();
    var order = "Each step is the one that saves most for each call that goes down a tier. ";
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

  private static String met(Frontier.Met met, String budget) {
    if (met.steps().isEmpty()) {
      return "The budget of %s is met without any.".formatted(budget);
    }
    var part =
        met.share().compareTo(BigDecimal.ONE) == 0
            ? ""
            : ", the last for %s%% of its calls"
                .formatted(Rounding.percent(met.share(), BigDecimal.ONE).toPlainString());
    return "The first %s meet the budget of %s%s."
        .formatted(Words.counted(met.steps().size(), "step"), budget, part);
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
              new Cell.Amount(Rounding.amount(step.saved(), decimals())),
              new Cell.Amount(Rounding.amount(step.cost(), decimals())),
              new Cell.Count(step.risked())));
    }
    return new Block.Table(
        List.of(
            Column.left("Step", 0),
            Column.left("Task", 0),
            Column.left("from", 1),
            Column.left("to", 0),
            Column.right("Saves", 0),
            Column.right("Bill then", 0),
            Column.right("Calls down", 0)),
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
        new Cell.Amount(Rounding.amount(before.minus(option.cost()), decimals())),
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
