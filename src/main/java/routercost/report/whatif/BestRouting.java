package routercost.report.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.VerdictText;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.Candidates;
import routercost.whatif.Frontier;
import routercost.whatif.evidence.EvidenceVerdict;

/// The best routing: the steps from no risk to the lowest cost, and how far a budget makes one go.
record BestRouting(WhatIf whatIf, WhatIf.Best best) {
  private static final String MET = " <";

  List<Block> blocks() {
    var steps = best.frontier().steps();
    var blocks = new ArrayList<Block>();
    var summary = new Block.Paragraph(steps.isEmpty() ? "No move saves anything." : summary());
    var above = List.<Block>of(new Block.Heading("Best routing"), summary);
    boolean isHeadline = !whatIf.matrix() && whatIf.alternatives().isEmpty();
    blocks.addAll(isHeadline ? Block.onScreenOr(List.of(), above) : above);
    if (!steps.isEmpty()) {
      blocks.add(Field.table(fields(), rows(), List.of()));
    }
    blocks.addAll(Block.section("Left out, as evidence is against it", rejected()));
    return blocks;
  }

  /// Behind the bill on a screen: how far all steps lead, which is a bound, or those of a budget.
  String headline() {
    var steps = best.frontier().steps();
    if (steps.isEmpty()) {
      return "No move saves anything.";
    }
    var least = dollars(steps.getLast().cost());
    return best.budget().isEmpty()
        ? "%s lower it to %s, the lower bound"
            .formatted(Phrases.counted(steps.size(), "step"), least)
        : best.met()
            .map(met -> met(met, dollars(best.budget().get())))
            .orElse("No routing meets the budget: the least is " + least + ".");
  }

  private List<String> rejected() {
    return best.rejected()
        .map(
            move ->
                "%s to %s. %s"
                    .formatted(
                        Phrases.orNone(move.task()), move.to(), VerdictText.of(move.verdict())))
        .toList();
  }

  private int decimals() {
    return Rounding.decimals(whatIf.asIs().costBefore());
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, decimals());
  }

  private String summary() {
    var start = rows().getFirst().before();
    var order =
        isGraded()
            ? "Each step saves the most for each call that may fail: all calls without graded answers, and of the others the share that their bound allows. "
                + shown()
            : "Each step saves the most for each call that moves down a tier. ";
    if (best.budget().isEmpty()) {
      return order
          + "Together they bring the bill from %s to %s."
              .formatted(dollars(start), dollars(best.frontier().steps().getLast().cost()));
    }
    var budget = dollars(best.budget().get());
    return order
        + best.met()
            .map(met -> met(met, budget))
            .orElse(
                "Even together they do not meet the budget of %s: the lowest total is %s."
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
      return "The budget of %s is met without any step.".formatted(budget);
    }
    var part =
        met.share().compareTo(BigDecimal.ONE) == 0
            ? ""
            : ", the last for %s of its calls".formatted(Phrases.percent(met.share()));
    int steps = met.steps().size();
    var first = steps == 1 ? "The first step meets" : "The first " + steps + " steps meet";
    return first + " the budget of " + budget + part + ".";
  }

  /// A step, or a task that is served at a tier as high for less or has to go up.
  ///
  /// @param before the bill before it
  /// @param step empty if the task is moved without risk
  private record Row(
      String number,
      String task,
      String from,
      String to,
      Money before,
      Money saved,
      Optional<Frontier.Step> step) {
    Money after() {
      return before.minus(saved);
    }
  }

  private Row row(Frontier.Step step, int number) {
    return new Row(
        number + mark(number),
        step.task(),
        step.from(),
        step.to(),
        step.cost().plus(step.saved()),
        step.saved(),
        Optional.of(step));
  }

  private Row free(String task, Frontier.Option option, Money bill) {
    var before =
        whatIf.asIs().where(line -> line.original().key().task().equals(task)).costBefore();
    return new Row(
        "-",
        task,
        Candidates.AS_IS,
        option.target(),
        bill,
        before.minus(option.cost()),
        Optional.empty());
  }

  /// The tier that a step leaves, or the models on which its task runs now.
  private Cell from(Row row) {
    if (!row.from().equals(Candidates.AS_IS)) {
      return new Cell.Text(row.from());
    }
    var now = whatIf.asIs().where(line -> line.original().key().task().equals(row.task()));
    return new Cell.Text(Phrases.shortModels(new AuditGroup(List.of(), now).modelsBefore()));
  }

  private List<Row> steps() {
    var steps = best.frontier().steps();
    return IntStream.range(0, steps.size()).mapToObj(i -> row(steps.get(i), i + 1)).toList();
  }

  private List<Row> rows() {
    var rows = new ArrayList<Row>();
    var bill = whatIf.asIs().costBefore();
    for (var start : best.frontier().start().entrySet()) {
      if (!start.getValue().target().equals(Candidates.AS_IS)) {
        rows.add(free(start.getKey(), start.getValue(), bill));
        bill = rows.getLast().after();
      }
    }
    rows.addAll(steps());
    return rows;
  }

  private List<Field<Row>> fields() {
    return List.of(
        Field.record("step", row -> row.number().replaceAll("\\D", "")),
        Field.record("meets_budget", row -> row.number().endsWith(MET) ? "yes" : ""),
        Field.shown(TableColumn.left("Step", 0), row -> new Cell.Text(row.number())),
        Field.<Row>text("task", Row::task)
            .left("Task", 0, row -> new Cell.Text(Phrases.orNone(row.task()))),
        Field.text("from", Row::from).left("from", 1, this::from),
        Field.text("to", Row::to).left("to", 0),
        Field.<Row>money("before", row -> Optional.of(row.before())),
        Field.<Row>money("saved", row -> Optional.of(row.saved()))
            .right("Saved", 0, row -> new Cell.Amount(row.saved(), decimals())),
        Field.record("risk", row -> exact(row.step().map(Frontier.Step::risk))),
        Field.json("risk", row -> Json.of(row.step(), step -> Json.number(step.risk()))),
        Field.<Row>money("after", row -> Optional.of(row.after()))
            .right("New total", 0, row -> new Cell.Amount(row.after(), decimals())),
        Field.record("total_risk", row -> exact(row.step().map(Frontier.Step::risked))),
        Field.<Row>json(
                "total_risk", row -> Json.of(row.step(), step -> Json.number(step.risked())))
            .right(isGraded() ? "May fail" : "Calls moved", 0, BestRouting::risked),
        Field.record("evidence", row -> verdict(row).map(by -> by.state().id()).orElse("")),
        Field.<Row>json("evidence", row -> Json.of(verdict(row), VerdictText::json))
            .left(
                "evidence",
                1,
                row ->
                    verdict(row)
                        .<Cell>map(verdict -> new Cell.Text(verdict.state().id()))
                        .orElse(Cell.NOTHING)));
  }

  private static String exact(Optional<BigDecimal> calls) {
    return calls.map(Rounding::exact).orElse("");
  }

  private Optional<EvidenceVerdict> verdict(Row row) {
    return row.step().flatMap(best::verdict);
  }

  private static Cell risked(Row row) {
    return row.step()
        .<Cell>map(step -> new Cell.Count(step.risked().setScale(0, RoundingMode.CEILING)))
        .orElse(Cell.NOTHING);
  }

  /// Marks the step with which the budget is met.
  private String mark(int number) {
    return best.met().filter(met -> met.steps().size() == number).isPresent() ? MET : "";
  }

  Records records() {
    return Field.records(fields(), rows());
  }

  Json json() {
    var fields = fields();
    var json =
        Json.object()
            .and("start", best.frontier().startCost()) // after the moves without risk
            .and(
                "without_risk",
                Json.items(
                    best.frontier().start().entrySet().stream()
                        .map(task -> start(task.getKey(), task.getValue()))))
            .and("frontier", Json.items(steps().stream().map(row -> Field.json(fields, row))));
    if (isGraded()) {
      json.and("rejected", Json.items(best.rejected().map(BestRouting::rejected)));
    }
    return best.budget()
        .map(
            limit ->
                json.and(
                    "budget",
                    Json.object()
                        .and("limit", limit)
                        .and("met", Json.of(best.met(), BestRouting::met))))
        .orElse(json);
  }

  private static Json start(String task, Frontier.Option option) {
    return Json.object().and("task", task).and("to", option.target()).and("after", option.cost());
  }

  private static Json rejected(WhatIf.Best.Rejected move) {
    return Json.object()
        .and("task", move.task())
        .and("to", move.to())
        .and("evidence", VerdictText.json(move.verdict()));
  }

  private static Json met(Frontier.Met met) {
    return Json.object()
        .and("steps", met.steps().size())
        .and("share_of_last_pct", Rounding.exactPercent(met.share(), BigDecimal.ONE))
        .and("after", met.cost());
  }
}
