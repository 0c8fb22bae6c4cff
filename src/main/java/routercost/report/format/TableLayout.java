package routercost.report.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TextWidth;
import routercost.usage.SafeText;

/// Which columns of a table fit a width, and how wide each is.
///
/// Columns of the highest rank go first; if only columns remain that are always shown, the widest
/// text is cut.
record TableLayout(
    List<TableColumn> columns, List<Integer> shown, List<Integer> widths, String mark) {
  private static final String GAP = "  ";
  private static final int SHORTEST_TEXT = 8;

  static TableLayout of(Block.Table table, int width, String mark) {
    var natural = new ArrayList<Integer>();
    var shown = new ArrayList<Integer>();
    for (int i = 0; i < table.columns().size(); i++) {
      natural.add(naturalWidth(table, i));
      shown.add(i);
    }
    while (total(shown, natural) > width && dropOne(shown, table.columns())) {
      // Dropping is done in the condition, one column at a time.
    }
    return new TableLayout(
        table.columns(), shown, cut(table.columns(), shown, natural, width), mark);
  }

  private static int naturalWidth(Block.Table table, int column) {
    int heading = TextWidth.of(table.columns().get(column).heading());
    int rows = Math.max(widest(table.rows(), column), widest(table.totals(), column));
    return Math.max(heading, rows);
  }

  private static int widest(List<List<Cell>> rows, int column) {
    int widest = 0;
    for (var row : rows) {
      widest = Math.max(widest, TextWidth.of(SafeText.of(row.get(column).text())));
    }
    return widest;
  }

  private static int total(List<Integer> shown, List<Integer> widths) {
    int total = 1 - GAP.length();
    for (int i : shown) {
      total += widths.get(i) + GAP.length();
    }
    return total;
  }

  private static boolean dropOne(List<Integer> shown, List<TableColumn> columns) {
    var last =
        shown.stream()
            .filter(i -> columns.get(i).rank() > 0)
            .max((one, other) -> columns.get(one).rank() - columns.get(other).rank());
    last.ifPresent(shown::remove);
    return last.isPresent();
  }

  private static List<Integer> cut(
      List<TableColumn> columns, List<Integer> shown, List<Integer> natural, int width) {
    var widths = new ArrayList<>(natural);
    while (total(shown, widths) > width) {
      var widest =
          shown.stream()
              .filter(i -> columns.get(i).side() == TableColumn.Side.LEFT)
              .max(Comparator.comparingInt(widths::get))
              .filter(i -> widths.get(i) > SHORTEST_TEXT);
      if (widest.isEmpty()) {
        return widths;
      }
      widths.set(widest.get(), widths.get(widest.get()) - 1);
    }
    return widths;
  }

  int width() {
    return total(shown, widths);
  }

  String headings() {
    return line(columns.stream().<Cell>map(column -> new Cell.Text(column.heading())).toList());
  }

  String line(List<Cell> row) {
    var line = new StringBuilder(" ");
    for (int i : shown) {
      var text = TextWidth.cut(SafeText.of(row.get(i).text()), widths.get(i), mark);
      var pad = " ".repeat(widths.get(i) - TextWidth.of(text));
      line.append(columns.get(i).side() == TableColumn.Side.RIGHT ? pad + text : text + pad)
          .append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
