package routercost.read;

import java.util.List;
import java.util.Locale;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.record.Row;
import routercost.read.schema.Columns;
import routercost.read.schema.Sample;
import routercost.read.shape.RecordPath;

/// Calls within the cells of a sample, which only the search for records finds. Loops, not streams:
/// every audit starts here.
final class NestedCalls {
  private static final String META = ".meta.";

  private NestedCalls() {}

  static boolean areIn(Sample sample, Columns columns) {
    return hasNestedCounts(sample) || hasSeveralCalls(sample, columns);
  }

  /// Whether a cell of counts is an object as text.
  private static boolean hasNestedCounts(Sample sample) {
    for (Row row : sample.rows()) {
      List<String> cells = row.cells();
      for (int i = 0; i < cells.size(); i++) {
        String cell = cells.get(i);
        if (isObject(cell)) {
          String name = row.names().get(i).toLowerCase(Locale.ROOT);
          if (name.contains("usage") || name.contains("token")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isObject(String cell) {
    return !cell.isEmpty()
        && (cell.charAt(0) == '{'
            || (cell.charAt(cell.length() - 1) == ')' && cell.charAt(0) != '('));
  }

  /// Whether records hold several objects with a model and counts, each of which is a call.
  private static boolean hasSeveralCalls(Sample sample, Columns columns) {
    var found = columns.at(Column.MODEL);
    if (found.isEmpty() || found.get().name().indexOf('.') < 0) {
      return false;
    }
    int calls = 0;
    String last = "";
    var vocabulary = Vocabulary.builtIn();
    for (String name : sample.names()) {
      int dot = name.lastIndexOf('.');
      boolean isModel = dot > 0 && vocabulary.columns(name).contains(Column.MODEL);
      String holder = name.substring(0, dot + 1);
      if (holder.endsWith(META)) { // the counts are in its sibling
        holder = holder.substring(0, holder.length() - META.length() + 1);
      }
      if (isModel
          && !holder.equals(last)
          && mayBeCall(name)
          && hasOutput(holder, sample, vocabulary)) {
        last = holder;
        calls++;
      }
    }
    return calls > 1;
  }

  private static boolean mayBeCall(String path) {
    for (String name : path.split("\\.", -1)) {
      if (!RecordPath.mayBeCall(name)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOutput(String holder, Sample sample, Vocabulary vocabulary) {
    for (String name : sample.names()) {
      if (name.startsWith(holder) && vocabulary.columns(name).contains(Column.OUTPUT_TOKENS)) {
        return true;
      }
    }
    return false;
  }
}
