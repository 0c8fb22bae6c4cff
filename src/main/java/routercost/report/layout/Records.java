package routercost.report.layout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The exact figures for machines: named fields, one record a row, nothing rounded.
public record Records(List<String> names, List<List<String>> rows) {
  public Records {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  /// These records with one more field that is the same in all of them.
  public Records with(String name, String value) {
    return new Records(
        appended(names, name), rows.stream().map(row -> appended(row, value)).toList());
  }

  /// The same of a day; empty if there is none.
  public Records with(String name, Optional<LocalDate> day) {
    return with(name, day.map(LocalDate::toString).orElse(""));
  }

  /// These records and then those of another kind, each empty where only the other has a field.
  public Records and(Records other) {
    var all = new LinkedHashSet<>(names);
    all.addAll(other.names);
    var rows = new ArrayList<List<String>>();
    for (var records : List.of(this, other)) {
      for (var row : records.rows) {
        rows.add(all.stream().map(name -> records.field(row, name)).toList());
      }
    }
    return new Records(List.copyOf(all), rows);
  }

  private String field(List<String> row, String name) {
    int place = names.indexOf(name);
    return place < 0 ? "" : row.get(place);
  }

  private static List<String> appended(List<String> fields, String last) {
    return Stream.concat(fields.stream(), Stream.of(last)).toList();
  }
}
