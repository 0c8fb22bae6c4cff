package routercost.read.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.read.exports.Fields;

/// Answers of databases that give the names of columns once, and rows as lists of cells: Kusto,
/// BigQuery, Metabase, pandas and others.
final class ColumnarJson {
  private static final List<String> NAMES =
      List.of("columns", "cols", "fields", "headers", "schema.fields", "meta");
  private static final List<String> ROWS = List.of("rows", "data", "values");

  private ColumnarJson() {}

  /// The list of rows as objects, under its name; empty if an object is no such answer.
  static Optional<Fields> rows(Fields answer) {
    if (ROWS.stream().noneMatch(answer::has)) {
      return Optional.empty();
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
            ? items(fields, "f")
            : row instanceof List<?> items ? items : List.of();
    if (cells.size() != names.size()) {
      return Optional.empty();
    }
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      object.put(
          names.get(i), cell instanceof Fields fields && fields.has("v") ? fields.text("v") : cell);
    }
    return Optional.of(Fields.of(object));
  }
}
