package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.RoundedRange;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.Saving;

/// The table of one pipeline.
record EstimateTable(Estimate estimate) {
  static final List<TableColumn> COLUMNS =
      List.of(
          TableColumn.left("Step", 0),
          TableColumn.right("Before", 0),
          TableColumn.right("After", 1),
          TableColumn.right("Saved", 0),
          TableColumn.right("%", 0));

  Block.Table block() {
    var rows = estimate.lines().stream().map(this::line).toList();
    var totals = new ArrayList<List<Cell>>();
    totals.add(cells("Total", estimate.total()));
    if (hasMore()) {
      totals.add(cells("models alone", estimate.saving(Costs::models)));
    }
    estimate.pipeline().runs().ifPresent(runs -> totals.add(period(runs)));
    return new Block.Table(COLUMNS, rows, totals);
  }

  /// The table, and a line where its rows, as they are shown, miss the total.
  List<Block> blocks() {
    return missesTotal()
        ? List.of(block(), new Block.Paragraph(RoundedRows.NOTE))
        : List.of(block());
  }

  private boolean missesTotal() {
    return Stream.<Function<Saving, Money>>of(
            saving -> saving.before().low(),
            saving -> saving.before().high(),
            saving -> saving.after().low(),
            saving -> saving.after().high(),
            saving -> saving.saved().low(),
            saving -> saving.saved().high())
        .anyMatch(this::missesTotal);
  }

  private boolean missesTotal(Function<Saving, Money> amount) {
    var rows =
        estimate.lines().stream()
            .filter(Estimate.Line::isComplete)
            .map(line -> amount.apply(estimate.saving(line, Costs::total)))
            .toList();
    return Rounding.rowsMiss(rows, decimals(), amount.apply(estimate.total()), decimals());
  }

  /// The total before, as the table shows it.
  String before() {
    return isPriced() ? RoundedRange.dollars(estimate.total().before(), decimals()) : "unpriced";
  }

  /// The total after, as the table shows it.
  String after() {
    return isPriced() ? RoundedRange.dollars(estimate.total().after(), decimals()) : "unpriced";
  }

  private boolean hasMore() {
    var all = estimate.total();
    return !all.before().equals(estimate.saving(Costs::models).before())
        || !all.after().equals(estimate.saving(Costs::models).after());
  }

  int decimals() {
    return Rounding.decimals(estimate.total().before().high());
  }

  List<Cell> cells(String name, Saving saving) {
    return isPriced() ? cells(name, saving, decimals()) : unpriced(name);
  }

  /// Whether anything here has a price.
  boolean isPriced() {
    return estimate.lines().isEmpty()
        || estimate.lines().stream().anyMatch(Estimate.Line::isComplete);
  }

  private List<Cell> line(Estimate.Line line) {
    return line.isComplete()
        ? cells(line.id(), estimate.saving(line, Costs::total))
        : unpriced(line.id());
  }

  static List<Cell> unpriced(String name) {
    return List.of(
        new Cell.Text(name), new Cell.Text("unpriced"), Cell.NOTHING, Cell.NOTHING, Cell.NOTHING);
  }

  private List<Cell> period(Pipeline.Runs runs) {
    var one = estimate.total();
    var all =
        new Saving(one.before().times(runs.all()), one.after().times(runs.all()), one.attainable());
    var name = "%s per %s".formatted(Thousands.grouped(Rounding.plain(runs.all())), runs.period());
    return isPriced() ? cells(name, all, Rounding.decimals(all.before().high())) : unpriced(name);
  }

  static List<Cell> cells(String name, Saving saving, int decimals) {
    return List.of(
        new Cell.Text(name),
        new Cell.Text(RoundedRange.dollars(saving.before(), decimals)),
        new Cell.Text(RoundedRange.dollars(saving.after(), decimals)),
        new Cell.Text(RoundedRange.dollars(saving.saved(), decimals)),
        new Cell.Text(percents(saving).map(RoundedRange::percent).orElse("")));
  }

  /// The saving in percent at both ends, to one decimal; empty where nothing is paid before.
  static Optional<RoundedRange> percents(Saving exact) {
    return exact
        .savedLow()
        .flatMap(
            low -> exact.savedHigh().map(high -> new RoundedRange(percent(low), percent(high))));
  }

  static BigDecimal percent(Saving.Part part) {
    return Rounding.percent(part.saved().usd(), part.of().usd());
  }
}
