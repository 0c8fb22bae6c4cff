package routercost.report.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Calibration;
import routercost.whatif.pipeline.Estimate;

/// A described pipeline next to the calls of a log.
record CalibrationSection(Calibration calibration) {
  private static final int NAMED = 8;

  private static final List<Field<Calibration.Line>> FIELDS =
      List.of(
          Field.text("id", Calibration.Line::step).left("Step", 0),
          change("Calls", 1, Calibration.Rates::calls),
          change("Input", 2, Calibration.Rates::input),
          change("Output", 3, Calibration.Rates::output),
          rates("described", "Described", Calibration.Line::described),
          rates("logged", "Logged", Calibration.Line::logged),
          Field.<Calibration.Line>json(
                  "drift", line -> Json.text(line.drift().map(EstimateJson::decimal)))
              .right("Drift", 0, line -> Cell.percent(line.drift())));

  /// A column such as `1,200 > 1,350`: described, and logged.
  private static Field<Calibration.Line> change(
      String heading, int rank, Function<Calibration.Rates, BigDecimal> rate) {
    return Field.shown(
        TableColumn.right(heading, rank),
        line -> {
          var described = rounded(rate.apply(line.described()));
          var logged = rounded(rate.apply(line.logged()));
          return new Cell.Text(described.equals(logged) ? described : described + " > " + logged);
        });
  }

  private static String rounded(BigDecimal rate) {
    return Thousands.grouped(Rounding.significant(rate, 4));
  }

  private static Field<Calibration.Line> rates(
      String id, String heading, Function<Calibration.Line, Calibration.Rates> rates) {
    return Field.<Calibration.Line>json(id, line -> json(rates.apply(line)))
        .right(
            heading,
            0,
            line -> new Cell.PerCall(Rounding.significant(rates.apply(line).cost().usd(), 4)));
  }

  private static Json json(Calibration.Rates rates) {
    return Json.object()
        .and("calls", EstimateJson.decimal(rates.calls()))
        .and("input", EstimateJson.decimal(rates.input()))
        .and("output", EstimateJson.decimal(rates.output()))
        .and("cost", EstimateJson.decimal(rates.cost().usd()));
  }

  static CalibrationSection of(Estimate estimate, EstimateReport.Against against) {
    return new CalibrationSection(Calibration.of(estimate, against.log(), against.runs()));
  }

  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Heading(
            "Compared with the log: %s%s"
                .formatted(
                    Phrases.counted(calibration.runs().setScale(0, RoundingMode.HALF_UP), "run"),
                    calibration.runsGuessed() ? " (the median of the steps)" : "")));
    if (!calibration.lines().isEmpty()) {
      blocks.add(Field.table(FIELDS, calibration.lines(), List.of()));
    }
    var notes = new ArrayList<String>();
    addNames("The log has no calls for ", calibration.missing(), notes);
    addNames("No step describes ", calibration.unknown(), notes);
    blocks.add(Block.list(notes));
    return blocks;
  }

  private static void addNames(String start, List<String> names, List<String> notes) {
    if (!names.isEmpty()) {
      var shown = names.stream().map(Phrases::orNone).toList();
      notes.add(start + Phrases.few(shown, NAMED) + ".");
    }
  }

  Json json() {
    return Json.object()
        .and("runs", EstimateJson.decimal(calibration.runs()))
        .and("runs_guessed", calibration.runsGuessed())
        .and(
            "steps", Json.items(calibration.lines().stream().map(line -> Field.json(FIELDS, line))))
        .and("missing", Json.texts(calibration.missing()))
        .and("unknown", Json.texts(calibration.unknown()));
  }
}
