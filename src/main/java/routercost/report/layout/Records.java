package routercost.report.layout;

import java.util.List;
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

  private static List<String> appended(List<String> fields, String last) {
    return Stream.concat(fields.stream(), Stream.of(last)).toList();
  }
}
