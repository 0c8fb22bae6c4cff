package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Costs;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.Saving;

/// The table of one pipeline. Every amount is rounded once; totals add, and savings subtract, what
/// is shown.
record EstimateTable(Estimate estimate) {
  static final List<Column> COLUMNS =
      List.of(
          Column.left("Step", 0),
          Column.right("Before", 0),
          Column.right("After", 1),
          Column.right("Saved", 0),
          Column.right("%", 0));

  /// What is shown of one line, before and after.
  record Row(Spread before, Spread after) {
    static final Row NONE = new Row(Spread.ZERO, Spread.ZERO);

    Row plus(Row other) {
      return new Row(before.plus(other.before), after.plus(other.after));
    }

    Spread saved() {
      return before.minus(after);
    }
  }

  Block.Table block() {
    var rows = estimate.lines().stream().map(this::line).toList();
    var totals = new ArrayList<List<Cell>>();
    totals.add(cells("Total", total(), estimate.total()));
    if (hasMore()) {
      totals.add(
          cells(
              "models alone", row(estimate.saving(Costs::models)), estimate.saving(Costs::models)));
    }
    estimate.pipeline().runs().ifPresent(runs -> totals.add(period(runs)));
    return new Block.Table(COLUMNS, rows, totals);
  }

  private boolean hasMore() {
    var all = estimate.total();
    return !all.before().equals(estimate.saving(Costs::models).before())
        || !all.after().equals(estimate.saving(Costs::models).after());
  }

  private int decimals() {
    return Rounding.decimals(estimate.total().before().high());
  }

  private Row row(Saving saving) {
    return new Row(Spread.of(saving.before(), decimals()), Spread.of(saving.after(), decimals()));
  }

  /// The sum of what the lines show.
  Row total() {
    return estimate.lines().stream()
        .filter(Estimate.Line::isComplete)
        .map(line -> row(estimate.saving(line, Costs::total)))
        .reduce(Row.NONE, Row::plus);
  }

  private List<Cell> line(Estimate.Line line) {
    if (!line.isComplete()) {
      return List.of(
          new Cell.Text(line.id()),
          new Cell.Text("unpriced"),
          Cell.NOTHING,
          Cell.NOTHING,
          Cell.NOTHING);
    }
    var saving = estimate.saving(line, Costs::total);
    return cells(line.id(), row(saving), saving);
  }

  private List<Cell> period(Pipeline.Runs runs) {
    var exact = estimate.total();
    var before = exact.before().times(runs.all());
    var after = exact.after().times(runs.all());
    int decimals = Rounding.decimals(before.high());
    var row = new Row(Spread.of(before, decimals), Spread.of(after, decimals));
    var name = "%s per %s".formatted(Thousands.grouped(Rounding.plain(runs.all())), runs.period());
    return cells(name, row, exact);
  }

  static List<Cell> cells(String name, Row row, Saving exact) {
    return List.of(
        new Cell.Text(name),
        new Cell.Text(row.before().dollars()),
        new Cell.Text(row.after().dollars()),
        new Cell.Text(row.saved().dollars()),
        new Cell.Text(percents(exact).map(Spread::percent).orElse("")));
  }

  /// The saving in percent at both ends, to one decimal; empty where nothing is paid before.
  static Optional<Spread> percents(Saving exact) {
    return exact
        .savedLow()
        .flatMap(low -> exact.savedHigh().map(high -> new Spread(percent(low), percent(high))));
  }

  static BigDecimal percent(Saving.Part part) {
    return Rounding.percent(part.saved().usd(), part.of().usd());
  }
}
