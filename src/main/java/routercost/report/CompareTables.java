package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.variance.Driver;
import routercost.price.variance.Variance;

/// The tables of a comparison: the drivers, and under them the groups with theirs.
///
/// @param rows as shown, those beyond the top taken together
record CompareTables(Compared compared, List<CompareRow> rows) {
  static CompareTables of(Compared compared, List<Variance.Line> lines) {
    var variance = compared.variance();
    int decimals = decimals(variance);
    var all = CompareRounding.rows(lines, variance, decimals);
    int top = Math.min(all.size(), compared.view().top().orElse(all.size()));
    var rows = new ArrayList<>(all.subList(0, top));
    if (top < all.size()) {
      var rest = all.subList(top, all.size());
      rows.add(CompareRow.sum(rest.size() + " more", rest, variance.split().drivers()));
    }
    return new CompareTables(compared, rows);
  }

  private static int decimals(Variance variance) {
    var before = variance.base().cost();
    var after = variance.head().cost();
    return Rounding.decimals(before.compareTo(after) > 0 ? before : after);
  }

  /// All rows as shown.
  CompareRow total() {
    return CompareRow.sum("Total", rows, drivers());
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
                        DriverWords.name(driver, compared.view().grouping()),
                        total.effect(driver),
                        DriverWords.cause(driver, compared.causes())))
            .toList();
    return new Block.Table(
        List.of(
            Column.left("Driver", 0),
            Column.right("Effect", 0),
            Column.left("Largest cause", compared.causes().isEmpty() ? 1 : 0)),
        rows,
        List.of(effect("Change", total.change(), "")));
  }

  private static List<Cell> effect(String name, BigDecimal shown, String cause) {
    return List.of(new Cell.Text(name), new Cell.Change(shown), new Cell.Text(cause));
  }

  /// What each group cost before and after, and why.
  Block.Table groups() {
    var columns =
        Stream.concat(
                Stream.of(
                    Column.left(compared.view().grouping().heading(), 0),
                    Column.right("Before", 7),
                    Column.right("After", 6),
                    Column.right("Change", 0)),
                drivers().stream().map(driver -> Column.right(DriverWords.heading(driver), 1)))
            .toList();
    return new Block.Table(
        columns, rows.stream().map(this::cells).toList(), List.of(cells(total())));
  }

  private List<Cell> cells(CompareRow row) {
    return Stream.concat(
            Stream.of(
                new Cell.Text(row.name()),
                new Cell.Amount(row.before()),
                new Cell.Amount(row.after()),
                new Cell.Change(row.change())),
            drivers().stream().map(row::effect).map(CompareTables::number))
        .toList();
  }

  private static Cell number(BigDecimal effect) {
    return effect.signum() == 0 ? Cell.NOTHING : new Cell.Signed(effect);
  }
}
