package routercost.report;

import java.util.List;

/// The exact figures for machines: named fields, one record a row, nothing rounded.
public record Records(List<String> names, List<List<String>> rows) {
  public Records {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }
}
