package routercost.report.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.audit.PlanSummary;
import routercost.report.common.AuditGroup;
import routercost.report.common.FindingSection;
import routercost.report.common.ReportHeader;
import routercost.report.common.ScreenEnd;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;
import routercost.whatif.Alternative;
import routercost.whatif.Comparison;
import routercost.whatif.Frontier;
import routercost.whatif.PeakLoad.Peak;
import routercost.whatif.PeakLoad.Rate;
import routercost.whatif.evidence.ConfidenceCalibration.Bin;

/// Lays a what-if out: what a scenario saves, or several side by side, and where it stops paying.
public record WhatIfReport(WhatIf whatIf) implements Report {
  @Override
  public Records records() {
    return whatIf.head().dated(table());
  }

  /// The first table of the report.
  private Records table() {
    if (!whatIf.alternatives().isEmpty()) {
      return ScenarioTable.records(whatIf);
    }
    return whatIf
        .best()
        .map(best -> new BestRouting(whatIf, best).records())
        .orElseGet(this::headroom);
  }

  /// The findings, and the busiest minute of each model.
  private Records headroom() {
    var findings = FindingSection.records(whatIf.headroom());
    return whatIf.peaks().isEmpty()
        ? findings
        : findings.and(PeakLoadSection.records(whatIf.peaks()));
  }

  @Override
  public Json json() {
    return new WhatIfJson(whatIf).json();
  }

  /// The bill under the one scenario that was asked for, or the best routing.
  @Override
  public Optional<String> value() {
    if (whatIf.best().isPresent() && !whatIf.matrix() && whatIf.alternatives().isEmpty()) {
      return whatIf.best().flatMap(this::least).flatMap(cost -> Report.value(Optional.of(cost)));
    }
    return whatIf.matrix() || whatIf.alternatives().size() != 1
        ? Optional.empty()
        : Report.value(
            new AuditGroup(List.of(), whatIf.alternatives().getFirst().adjusted()).after());
  }

  /// The bill after all steps, or after those that meet the budget; empty if none do.
  private Optional<Money> least(WhatIf.Best best) {
    var steps = best.frontier().steps();
    return best.budget().isPresent()
        ? best.met().map(Frontier.Met::cost)
        : Optional.of(steps.isEmpty() ? whatIf.asIs().costBefore() : steps.getLast().cost());
  }

  @Override
  public List<Block> blocks() {
    var notes = new WhatIfSummary(whatIf);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(ReportHeader.title(whatIf.head(), whatIf.asIs())));
    if (whatIf.asIs().lines().isEmpty()) {
      blocks.add(new Block.Paragraph(whatIf.head().noCalls(), Role.HEADLINE));
    } else if (whatIf.matrix() || whatIf.alternatives().size() > 1) {
      sideBySide(notes, blocks);
    } else if (whatIf.alternatives().isEmpty()) {
      blocks.add(new Block.OnScreen(new WhatIfHeadline(whatIf)::withoutScenario));
    } else {
      moves(notes, blocks);
    }
    whatIf.best().ifPresent(best -> blocks.addAll(new BestRouting(whatIf, best).blocks()));
    new ConfidenceSection(whatIf.calibration()).blocks().forEach(blocks::add);
    blocks.addAll(notes.headroom());
    blocks.addAll(PeakLoadSection.blocks(whatIf.peaks()));
    blocks.addAll(notes.below());
    var end = new ScreenEnd(whatIf.head());
    blocks.addAll(
        whatIf.suggested().isPresent()
            ? end.before(notes::gaps, this::next)
            : end.blocks(notes::gaps));
    return blocks;
  }

  /// What to type next: the suggested move that saves most, looked at closely.
  private String next() {
    if (whatIf.asIs().lines().isEmpty()) {
      return "";
    }
    var move = new TopMoves(whatIf, ScenarioMatrix.of(whatIf)).first();
    return "what-if " + ScreenEnd.LOG + move.map(option -> " " + option).orElse("");
  }

  private void sideBySide(WhatIfSummary notes, List<Block> blocks) {
    var table = ScenarioMatrix.of(whatIf);
    var elsewhere = new ArrayList<Block>();
    elsewhere.add(new Block.Paragraph(notes.summary(table)));
    elsewhere.addAll(RoundedRows.of(table.table()));
    elsewhere.add(
        new Block.Paragraph(
            "* cheapest   = as now"
                + (whatIf.matrix() ? "   everything in a row on one model" : "")));
    var screen = new MatrixScreen(whatIf, table);
    blocks.addAll(
        Block.onScreenOr(
            List.of(
                () -> new WhatIfHeadline(whatIf).of(table),
                screen::table,
                screen::legend,
                screen::bars),
            elsewhere));
    if (whatIf.matrix()) {
      var moves = new TopMoves(whatIf, table).blocks();
      blocks.addAll(whatIf.suggested().isPresent() ? Block.details(moves) : moves);
    }
  }

  private void moves(WhatIfSummary notes, List<Block> blocks) {
    for (var alternative : whatIf.alternatives()) {
      var table = ScenarioTable.of(whatIf, alternative);
      var plan = plan(alternative);
      var sure = plan.headline().map(sentence -> " " + sentence).collect(Collectors.joining());
      blocks.add(new Block.Paragraph(notes.summary(table) + sure, Role.HEADLINE));
      blocks.add(new Block.OnScreen(() -> bars(alternative)));
      blocks.addAll(RoundedRows.of(table.table()));
      blocks.addAll(whatIf.plan().reviews(alternative.saved()));
      evidence(plan, blocks);
      blocks.addAll(Block.details(notes.effects()));
      breakEvens(alternative.adjusted(), blocks);
    }
  }

  private Block bars(Alternative alternative) {
    var after =
        alternative.saved().map(saved -> whatIf.asIs().costBefore().minus(saved)).stream()
            .map(total -> whatIf.bar(alternative, total))
            .toList();
    return new BillBars(whatIf.asIs().costBefore(), after).block();
  }

  private PlanSummary plan(Alternative alternative) {
    var byTask = AuditGroup.of(alternative.adjusted(), List.of(Attribute.named("task")));
    return new PlanSummary(whatIf.plan(), byTask, Rounding.decimals(whatIf.asIs().costBefore()));
  }

  private void evidence(PlanSummary plan, List<Block> blocks) {
    if (whatIf.plan().hasEvidence()) {
      blocks.addAll(Block.section("How certain that is", new Block.Items(plan.moves())));
    }
  }

  private void breakEvens(Comparison comparison, List<Block> blocks) {
    var all = BreakEvenSection.of(whatIf.groups(comparison));
    if (!all.isEmpty()) {
      var table = BreakEvenSection.table(all, whatIf.view());
      blocks.addAll(Block.details(List.of(new Block.Heading("Break-even"), table)));
    }
  }

  /// The table of grades by the confidence of answers.
  ///
  /// @param bins the highest scores first
  record ConfidenceSection(List<Bin> bins) {
    private static final List<Field<Bin>> FIELDS =
        List.of(
            Field.text("from", (Bin bin) -> bin.from().toPlainString())
                .left("Confidence", 0, bin -> new Cell.Text("from " + bin.from().toPlainString())),
            Field.count("calls", Bin::calls).right("Calls", 0),
            Field.count("graded", Bin::graded).right("Graded", 0),
            Field.count("wrong", Bin::wrong)
                .right("Wrong", 0, bin -> Cell.percent(bin.wrong(), bin.graded())),
            Field.share("wrong_at_most_pct", Bin::upper).right("At most", 0));

    /// Nothing without grades.
    Stream<Block> blocks() {
      return bins.stream().allMatch(bin -> bin.graded().signum() == 0)
          ? Stream.of()
          : Stream.of(
              new Block.Heading("What confidence means"), Field.table(FIELDS, bins, List.of()));
    }

    Json json() {
      return Json.items(bins.stream().map(bin -> Field.json(FIELDS, bin)));
    }
  }

  /// The busiest minute of each model, before and after the moves: what its rate limits have to
  /// allow.
  static final class PeakLoadSection {
    private static final List<Field<Peak>> FIELDS =
        List.of(
            Field.record("rule", _ -> "busiest_minute"),
            Field.text("model", Peak::model).left("Model", 0),
            now("requests_per_minute", Rate::requests).right("Requests/min", 0),
            then("requests_per_minute_after", Rate::requests).right("After", 0),
            now("tokens_per_minute", Rate::tokens).right("Tokens/min", 0),
            then("tokens_per_minute_after", Rate::tokens).right("After ", 0));

    private PeakLoadSection() {}

    private static Field<Peak> now(String name, Function<Rate, BigDecimal> number) {
      return Field.count(name, peak -> number.apply(peak.before()));
    }

    private static Field<Peak> then(String name, Function<Rate, BigDecimal> number) {
      return Field.optionalCount(name, peak -> peak.after().map(number));
    }

    static List<Block> blocks(List<Peak> peaks) {
      return peaks.isEmpty()
          ? List.of()
          : List.of(new Block.Heading("Busiest minute"), Field.table(FIELDS, peaks, List.of()));
    }

    static Records records(List<Peak> peaks) {
      return Field.records(FIELDS, peaks);
    }

    static Json json(List<Peak> peaks) {
      return Json.items(peaks.stream().map(peak -> Field.json(FIELDS, peak)));
    }
  }
}
