package routercost.report.layout;

import java.util.List;
import java.util.Optional;

/// A report with the first rows of its tables, in every format.
///
/// @param rows the keys of its lists of rows in JSON
public record TopRows(Report report, int most, List<String> rows) implements Report {
  public TopRows {
    rows = List.copyOf(rows);
  }

  /// `report` with as many rows as were asked for; the report itself if that is not limited.
  public static Report of(Report report, Optional<Integer> most, String... rows) {
    return most.<Report>map(number -> new TopRows(report, number, List.of(rows))).orElse(report);
  }

  @Override
  public List<Block> blocks() {
    return report.blocks().stream()
        .map(block -> block instanceof Block.Table table ? table.first(most) : block)
        .toList();
  }

  @Override
  public Records records() {
    var records = report.records();
    return new Records(records.names(), records.rows().stream().limit(most).toList());
  }

  @Override
  public Json json() {
    var json = report.json();
    if (json instanceof Json.Fields fields) {
      rows.forEach(key -> fields.first(key, most));
    }
    return json;
  }

  @Override
  public Optional<String> value() {
    return report.value();
  }
}
