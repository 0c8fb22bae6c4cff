package routercost.report.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import routercost.report.layout.Bar;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Role;
import routercost.report.layout.TableColumn;
import routercost.report.layout.Terminal;
import routercost.report.layout.TextWidth;
import routercost.usage.SafeText;

/// Which columns of a table fit a width, and how wide each is.
///
/// Columns of the highest rank go first; if only columns remain that are always shown, the widest
/// text is cut. Bars are drawn in front of their labels if no column of a lower rank has to go for
/// them, and take the room that is left.
///
/// @param bar the width of bars; 0 where none are drawn
record TableLayout(
    List<TableColumn> columns,
    List<Integer> shown,
    List<Integer> widths,
    int bar,
    Terminal terminal,
    String mark) {
  private static final String GAP = "  ";
  private static final int SHORTEST_TEXT = 8;
  private static final int SHORTEST_BAR = 6;
  private static final int LONGEST_LABELED = 20;
  private static final int LONGEST_BAR = 40;

  static TableLayout of(Block.Table table, Terminal terminal, String mark) {
    var columns = table.columns();
    var natural = new ArrayList<Integer>();
    var shown = new ArrayList<Integer>();
    for (int i = 0; i < columns.size(); i++) {
      natural.add(naturalWidth(table, i));
      shown.add(i);
    }
    int width = terminal.width();
    var bars = bars(table, terminal);
    int room = bars.map(column -> SHORTEST_BAR + gap(natural.get(column))).orElse(0);
    while (total(shown, natural) + room > width) {
      var last = last(shown, columns);
      int rank = last.map(i -> columns.get(i).rank()).orElse(0);
      if (room > 0 && rank <= columns.get(bars.orElseThrow()).rank()) {
        room = 0;
        if (natural.get(bars.get()) == 0) {
          shown.remove((Object) bars.get());
        }
      } else if (last.isEmpty()) {
        break;
      } else {
        shown.remove((Object) last.get());
      }
    }
    var widths = cut(columns, shown, natural, width);
    int bar = 0;
    if (room > 0) {
      int label = widths.get(bars.orElseThrow());
      int longest = label == 0 ? LONGEST_BAR : LONGEST_LABELED;
      bar = Math.min(longest, width - total(shown, widths) - gap(label));
      widths.set(bars.get(), label + gap(label) + bar);
    }
    return new TableLayout(columns, shown, widths, bar, terminal, mark);
  }

  private static int gap(int label) {
    return label == 0 ? 0 : 1;
  }

  /// The column of bars.
  private static Optional<Integer> bars(Block.Table table, Terminal terminal) {
    for (int i = 0; i < table.columns().size() && terminal.height() > 0; i++) {
      for (var row : table.rows()) {
        if (row.get(i).plain() instanceof Bar) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
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

  /// The column that goes first.
  private static Optional<Integer> last(List<Integer> shown, List<TableColumn> columns) {
    return shown.stream()
        .filter(i -> columns.get(i).rank() > 0)
        .max((one, other) -> columns.get(one).rank() - columns.get(other).rank());
  }

  private static ArrayList<Integer> cut(
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
    var line = new StringBuilder(" ");
    for (int i : shown) {
      line.append(placed(columns.get(i).heading(), columns.get(i).heading(), i)).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /// A row.
  ///
  /// @param bold whether it stands for all others
  String line(List<Cell> row, boolean bold) {
    var ink = new Ink(terminal.color());
    var line = new StringBuilder(" ");
    for (int i : shown) {
      var cell = row.get(i);
      if (bar > 0 && cell.plain() instanceof Bar drawn) {
        var blocks = drawn.drawn(bar, terminal.unicode());
        var pad = " ".repeat(widths.get(i) - TextWidth.of(blocks) - TextWidth.of(cell.text()));
        line.append(ink.of(blocks, cell.role())).append(pad).append(cell.text());
      } else {
        var text = TextWidth.cut(SafeText.of(cell.text()), widths.get(i), mark);
        var inked = bold ? ink.bold(text, cell.role()) : ink.of(text, cell.role());
        line.append(placed(text, inked, i));
      }
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private String placed(String text, String inked, int column) {
    var pad = " ".repeat(widths.get(column) - TextWidth.of(text));
    return columns.get(column).side() == TableColumn.Side.RIGHT ? pad + inked : inked + pad;
  }

  /// Roles as escape sequences of a terminal (ECMA-48, SGR); nothing without colour.
  record Ink(boolean color) {
    String of(String text, Role role) {
      return sequence(text, role.code());
    }

    /// The same within a line that is bold.
    String bold(String text, Role role) {
      var code = role.code();
      return sequence(text, code.isEmpty() ? "1" : code.startsWith("1") ? code : "1;" + code);
    }

    private String sequence(String text, String code) {
      return color && !text.isEmpty() && !code.isEmpty()
          ? "\u001b[" + code + "m" + text + "\u001b[0m"
          : text;
    }
  }
}
