package routercost.read.shape;

import java.util.ArrayList;
import java.util.List;
import routercost.read.exports.Fields;
import routercost.read.record.Row;

/// Fields as a row: `{"llm": {"model": "m"}}` has the cell `llm.model`, as in
/// [routercost.read.record.JsonRows].
public final class FlatRow {
  private FlatRow() {}

  public static Row of(long line, Fields record) {
    var names = new ArrayList<String>();
    var cells = new ArrayList<String>();
    flatten(record, "", names, cells);
    return new Row(line, List.copyOf(names), List.copyOf(cells));
  }

  private static void flatten(
      Fields record, String prefix, List<String> names, List<String> cells) {
    record
        .present()
        .forEach(
            (name, value) -> {
              if (value instanceof Fields || value instanceof List<?>) {
                flatten(record.object(name), prefix + name + ".", names, cells);
              } else if (value instanceof String text) {
                names.add(prefix + name);
                cells.add(Row.kept(text));
              }
            });
  }
}
