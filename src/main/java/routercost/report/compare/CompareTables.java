package routercost.report.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;

/// The tables of a comparison: the drivers, and under them the groups with theirs.
///
/// @param rows those beyond the top taken together
record CompareTables(ComparedBills compared, List<CompareRow> rows) {
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);

  static CompareTables of(ComparedBills compared, List<Variance.Line> lines) {
    int top = compared.view().top().orElse(lines.size());
    return new CompareTables(compared, CompareRow.of(lines, top));
  }

  /// The decimals of all amounts.
  int decimals() {
    var total = total();
    return Rounding.decimals(
        total.before().compareTo(total.after()) > 0 ? total.before() : total.after());
  }

  /// The amount of one bill, or that nothing of it has a price.
  String text(ComparedBills.Side side, Money cost) {
    return isUnpriced(side) ? "unpriced" : Rounding.dollars(cost, decimals());
  }

  /// Whether there are calls and none has a price.
  static boolean isUnpriced(ComparedBills.Side side) {
    return side.ledger().charges().isEmpty() && !side.ledger().isComplete();
  }

  /// The whole of both bills.
  CompareRow total() {
    var variance = compared.variance();
    return new CompareRow(
        "Total", variance.base().cost(), variance.head().cost(), variance.drivers());
  }

  private List<Driver> drivers() {
    return compared.variance().split().drivers();
  }

  /// What each driver did.
  Block.Table effects() {
    var total = total();
    var rows =
        drivers().stream()
            .map(
                driver ->
                    effect(
                        DriverText.name(driver, compared.view().grouping()),
                        total.effect(driver),
                        DriverText.cause(driver, compared.causes())))
            .toList();
    return new Block.Table(
        List.of(
            TableColumn.left("Driver", 0),
            TableColumn.right("Effect", 0),
            TableColumn.left("Largest cause", compared.causes().isEmpty() ? 1 : 0)),
        rows,
        List.of(effect("Change", total.change(), "")));
  }

  private List<Cell> effect(String name, Money effect, String cause) {
    return List.of(new Cell.Text(name), new Cell.Change(effect, decimals()), new Cell.Text(cause));
  }

  /// What each group cost before and after, and why.
  Block.Table groups() {
    var columns =
        Stream.concat(
                Stream.of(
                    TableColumn.left(compared.view().grouping().heading(), 0),
                    TableColumn.right("Before", 7),
                    TableColumn.right("After", 6),
                    TableColumn.right("Change", 0)),
                drivers().stream().map(driver -> TableColumn.right(DriverText.heading(driver), 1)))
            .toList();
    return new Block.Table(
        columns, rows.stream().map(this::cells).toList(), List.of(cells(total())));
  }

  private List<Cell> cells(CompareRow row) {
    return Stream.concat(
            Stream.of(
                new Cell.Text(row.name()),
                new Cell.Amount(row.before(), decimals()),
                new Cell.Amount(row.after(), decimals()),
                new Cell.Change(row.change(), decimals())),
            drivers().stream().map(row::effect).map(this::number))
        .toList();
  }

  /// A driver has a column of its own where it did enough to show; the table of drivers names the
  /// rest. So a narrow screen keeps its room for what moved the bill.
  private Cell number(Money effect) {
    var least = BigDecimal.ONE.movePointLeft(decimals() + 1).multiply(FIVE);
    return effect.usd().abs().compareTo(least) < 0
        ? Cell.NOTHING
        : new Cell.Signed(effect, decimals());
  }
}
