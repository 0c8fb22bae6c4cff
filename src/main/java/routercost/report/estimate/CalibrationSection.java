package routercost.report.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Calibration;
import routercost.whatif.pipeline.Estimate;

/// A pipeline as it is described beside what a log says.
record CalibrationSection(Calibration calibration) {
  static CalibrationSection of(Estimate estimate, EstimateReport.Against against) {
    return new CalibrationSection(Calibration.of(estimate, against.log(), against.runs()));
  }

  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Heading(
            "Against the log: %s%s"
                .formatted(
                    Phrases.counted(calibration.runs().setScale(0, RoundingMode.HALF_UP), "run"),
                    calibration.runsGuessed() ? ", by the median of the steps" : "")));
    if (!calibration.lines().isEmpty()) {
      blocks.add(
          new Block.Table(
              List.of(
                  TableColumn.left("Step", 0),
                  TableColumn.right("Calls", 1),
                  TableColumn.right("Input", 2),
                  TableColumn.right("Output", 3),
                  TableColumn.right("Described", 0),
                  TableColumn.right("Logged", 0),
                  TableColumn.right("Drift", 0)),
              calibration.lines().stream().map(CalibrationSection::row).toList(),
              List.of()));
    }
    var notes = new ArrayList<String>();
    named("The log has no calls of ", calibration.missing()).ifPresent(notes::add);
    named("No step describes ", calibration.unknown()).ifPresent(notes::add);
    blocks.add(Block.list(notes));
    return blocks;
  }

  private static Optional<String> named(String start, List<String> names) {
    var shown = names.stream().limit(8).map(name -> name.isEmpty() ? "(none)" : name).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            start
                + String.join(", ", shown)
                + (names.size() > shown.size() ? " and " + (names.size() - 8) + " more" : "")
                + ".");
  }

  private static List<Cell> row(Calibration.Line line) {
    var one = line.described();
    var other = line.logged();
    return List.of(
        new Cell.Text(line.step()),
        new Cell.Text(change(one.calls(), other.calls())),
        new Cell.Text(change(one.input(), other.input())),
        new Cell.Text(change(one.output(), other.output())),
        new Cell.PerCall(Rounding.significant(one.cost().usd(), 4)),
        new Cell.PerCall(Rounding.significant(other.cost().usd(), 4)),
        line.drift()
            .<Cell>map(share -> new Cell.Percent(Rounding.percent(share, BigDecimal.ONE)))
            .orElse(Cell.NOTHING));
  }

  /// `1,200 > 1,350`: as described, and as logged.
  private static String change(BigDecimal described, BigDecimal logged) {
    var one = Thousands.grouped(Rounding.significant(described, 4));
    var other = Thousands.grouped(Rounding.significant(logged, 4));
    return one.equals(other) ? one : one + " > " + other;
  }

  Json json() {
    return Json.object()
        .and("runs", decimal(calibration.runs()))
        .and("runs_guessed", calibration.runsGuessed())
        .and("steps", Json.items(calibration.lines().stream().map(CalibrationSection::json)))
        .and("missing", Json.texts(calibration.missing()))
        .and("unknown", Json.texts(calibration.unknown()));
  }

  private static Json json(Calibration.Line line) {
    return Json.object()
        .and("id", line.step())
        .and("described", json(line.described()))
        .and("logged", json(line.logged()))
        .and("drift", Json.text(line.drift().map(CalibrationSection::decimal)));
  }

  private static Json json(Calibration.Rates rates) {
    return Json.object()
        .and("calls", decimal(rates.calls()))
        .and("input", decimal(rates.input()))
        .and("output", decimal(rates.output()))
        .and("cost", decimal(rates.cost().usd()));
  }

  private static String decimal(BigDecimal number) {
    return Rounding.exact(Rounding.quotient(number));
  }
}
