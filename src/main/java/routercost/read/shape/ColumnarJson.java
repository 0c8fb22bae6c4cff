package routercost.read.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;

/// Answers of databases that give the names of columns once, and rows as lists of cells: Kusto,
/// BigQuery, Athena, Snowflake, Metabase, pandas and others; and tables by column.
final class ColumnarJson {
  private static final List<String> NAMES =
      List.of(
          "columns",
          "cols",
          "fields",
          "headers",
          "schema.fields",
          "meta",
          "resultSetMetaData.rowType",
          "manifest.schema.columns");
  private static final List<String> ROWS = List.of("rows", "data", "values", "result.data_array");

  /// Two lists of one length are found in many an object.
  private static final int FEWEST_COLUMNS = 3;

  private static final Predicate<String> ROW = Pattern.compile("\\d+").asMatchPredicate();

  private ColumnarJson() {}

  /// The list of rows as objects, under its name; empty if an object is no such answer.
  static Optional<Fields> rows(Fields answer) {
    var table = byColumn(answer).or(() -> athena(answer));
    if (table.isPresent() || ROWS.stream().allMatch(rows -> items(answer, rows).isEmpty())) {
      return table;
    }
    for (String columns : NAMES) {
      var names = items(answer, columns).stream().map(ColumnarJson::name).toList();
      if (!names.isEmpty() && !names.contains("")) {
        for (String rows : ROWS) {
          var objects =
              items(answer, rows).stream().flatMap(row -> object(names, row).stream()).toList();
          if (!objects.isEmpty()) {
            return Optional.of(Fields.of(Map.of(rows, objects)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /// The rows of an object of columns alone, each a list of cells or an object of them by row.
  private static Optional<Fields> byColumn(Fields answer) {
    var columns = new LinkedHashMap<String, List<?>>();
    answer.present().forEach((name, column) -> columns.put(name, cells(column)));
    long lengths = columns.values().stream().map(List::size).distinct().count();
    if (columns.size() < FEWEST_COLUMNS || lengths != 1 || columns.containsValue(List.of())) {
      return Optional.empty();
    }
    var names = List.copyOf(columns.keySet());
    var rows = new ArrayList<Fields>();
    for (int i = 0; i < columns.firstEntry().getValue().size(); i++) {
      int row = i;
      object(names, columns.values().stream().map(cells -> (Object) cells.get(row)).toList())
          .ifPresent(rows::add);
    }
    return Optional.of(Fields.of(Map.of("rows", rows)));
  }

  /// The cells of a column; none if it is something else.
  private static List<?> cells(Object column) {
    var cells =
        column instanceof Fields byRow && byRow.present().keySet().stream().allMatch(ROW)
            ? List.copyOf(byRow.present().values())
            : column instanceof List<?> list ? list : List.of();
    return cells.stream().allMatch(String.class::isInstance) ? cells : List.of();
  }

  /// Rows of which the first has the names.
  private static Optional<Fields> athena(Fields answer) {
    var rows = items(answer, "Rows");
    var names =
        rows.isEmpty() || !(rows.getFirst() instanceof Fields header)
            ? List.<String>of()
            : items(header, "Data").stream().map(name -> text(name).toString()).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Fields.of(
                Map.of(
                    "Rows",
                    rows.stream().skip(1).flatMap(row -> object(names, row).stream()).toList())));
  }

  private static Object text(Object cell) {
    return cell instanceof Fields fields
        ? fields.has("v") ? fields.text("v") : fields.text("VarCharValue")
        : cell;
  }

  private static List<?> items(Fields holder, String path) {
    Object value = null;
    Fields inner = holder;
    for (String name : path.split("\\.", -1)) {
      value = inner.present().get(name);
      inner = value instanceof Fields fields ? fields : Fields.NONE;
    }
    return value instanceof List<?> items ? items : List.of();
  }

  private static String name(Object column) {
    return column instanceof Fields described ? described.text("name") : column.toString();
  }

  /// A row, if it has a cell for each column.
  private static Optional<Fields> object(List<String> names, Object row) {
    List<?> cells =
        row instanceof Fields fields
            ? items(fields, fields.has("f") ? "f" : "Data")
            : row instanceof List<?> items ? items : List.of();
    if (cells.size() != names.size()) {
      return Optional.empty();
    }
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      object.put(names.get(i), text(cells.get(i)));
    }
    return Optional.of(Fields.of(object));
  }
}
