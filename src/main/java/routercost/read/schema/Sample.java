package routercost.read.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import routercost.read.record.ConstantCells;
import routercost.read.record.LogRecord;
import routercost.read.record.Row;

/// The first records of a log, from which is decided what holds for all of it.
///
/// @param whole whether these are all records
/// @param names every header or path that occurs, in the order in which they appear
public record Sample(
    List<LogRecord> entries, List<Row> rows, List<String> names, char delimiter, boolean whole) {
  public static final int SIZE = 1000;

  /// The names of a log whose records are not rows. Those of lists end with `[]`.
  public static Sample ofNames(Collection<String> names) {
    var fields = names.stream().filter(name -> !name.endsWith("[]")).toList();
    return new Sample(List.of(), List.of(), fields, ',', true);
  }

  /// Whether the log has neither records nor names of columns.
  public boolean isEmpty() {
    return names.isEmpty() && entries.isEmpty();
  }

  /// This sample with further names.
  public Sample and(List<String> more) {
    return more.isEmpty()
        ? this
        : new Sample(entries, rows, ConstantCells.and(names, more), delimiter, whole);
  }

  /// The rows, those of the same names together.
  Collection<List<Row>> byShape() {
    var shapes = new LinkedHashMap<List<String>, List<Row>>();
    List<String> latest = List.of();
    List<Row> same = new ArrayList<>();
    for (Row row : rows) {
      if (!row.names().equals(latest)) {
        latest = row.names();
        same = shapes.computeIfAbsent(latest, _ -> new ArrayList<>());
      }
      same.add(row);
    }
    return shapes.values();
  }

  /// What the sampled rows hold under `name`.
  List<String> values(String name) {
    var values = new ArrayList<String>();
    for (Row row : rows) {
      int place = row.names().indexOf(name);
      if (place >= 0) {
        values.add(row.cells().get(place).strip());
      }
    }
    return values;
  }

  /// What the first row that has `name` holds under it.
  public Optional<String> first(String name) {
    for (Row row : rows) {
      int place = row.names().indexOf(name);
      if (place >= 0) {
        return Optional.of(row.cells().get(place).strip());
      }
    }
    return Optional.empty();
  }
}
