package routercost.report.layout;

import java.util.ArrayList;
import java.util.List;

/// A table, and under it a line where its rows, added as they are shown, miss the total.
public record RoundedRows(Block.Table table) {
  public static final String NOTE = "Rows are rounded; totals are exact.";

  public static List<Block> of(Block.Table table) {
    return new RoundedRows(table).missTotals()
        ? List.of(table, new Block.Detail(new Block.Paragraph(NOTE)))
        : List.of(table);
  }

  private boolean missTotals() {
    if (table.totals().isEmpty()) {
      return false;
    }
    var totals = table.totals().getFirst();
    for (int i = 0; i < totals.size(); i++) {
      if (misses(i, amounts(List.of(totals), i))) {
        return true;
      }
    }
    return false;
  }

  private boolean misses(int column, List<Cell.Amount> total) {
    var rows = amounts(table.rows(), column);
    return !total.isEmpty()
        && !rows.isEmpty()
        && Rounding.rowsMiss(
            rows.stream().map(Cell.Amount::money).toList(),
            rows.getFirst().decimals(),
            total.getFirst().money(),
            total.getFirst().decimals());
  }

  private static List<Cell.Amount> amounts(List<List<Cell>> rows, int column) {
    var amounts = new ArrayList<Cell.Amount>();
    for (var row : rows) {
      if (row.get(column).plain() instanceof Cell.Dollars dollars) {
        amounts.add(dollars.amount());
      }
    }
    return amounts;
  }
}
