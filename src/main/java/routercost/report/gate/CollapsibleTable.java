package routercost.report.gate;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A part of a comment that is folded away: a table under a line to click on.
///
/// @param head the first lines of the table, and `rows` its other lines
public record CollapsibleTable(String summary, String head, List<String> rows) {
  private static final String END = "\n</details>\n\n";
  private static final int REST = 40;

  /// A column of a table in a comment.
  ///
  /// @param cell a row's Markdown
  record Column<T>(String heading, String alignment, Function<T, String> cell) {
    static <T> Column<T> left(String heading, Function<T, String> cell) {
      return new Column<>(heading, ":---", cell);
    }

    static <T> Column<T> right(String heading, Function<T, String> cell) {
      return new Column<>(heading, "---:", cell);
    }
  }

  /// The first lines of a table.
  static <T> String head(List<Column<T>> columns) {
    return line(columns.stream().map(Column::heading).toList())
        + line(columns.stream().map(Column::alignment).toList());
  }

  /// A row of a table as a line.
  static <T> String line(List<Column<T>> columns, T row) {
    return line(columns.stream().map(column -> column.cell().apply(row)).toList());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.isEmpty() ? "| " : "| " + cell + " ")
        .collect(Collectors.joining("", "", "|\n"));
  }

  /// As much of it as `room` characters hold; nothing if that is too little for a row.
  public String within(int room) {
    var open = "<details>\n<summary>" + summary + "</summary>\n\n" + head;
    int left = room - open.length() - END.length() - REST;
    int fitting = 0;
    for (int used = 0; fitting < rows.size(); fitting++) {
      used += rows.get(fitting).length();
      if (used > left) {
        break;
      }
    }
    if (fitting == 0) {
      return "";
    }
    var cut =
        fitting < rows.size() ? "\nand " + (rows.size() - fitting) + " more (cut to size)\n" : "";
    return open + rows.stream().limit(fitting).collect(Collectors.joining()) + cut + END;
  }
}
