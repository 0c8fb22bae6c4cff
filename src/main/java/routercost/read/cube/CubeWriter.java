package routercost.read.cube;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.CubeHeader;
import routercost.read.tally.SavedCube;
import routercost.usage.Meter;
import routercost.usage.SafeText;
import routercost.usage.UsageKey;

/// Writes a cube as text: lines after `#` that hold for all of it, then CSV. Columns in which no
/// row says anything are left out.
final class CubeWriter {
  /// What every cube begins with.
  static final String TITLE = "# router-cost cube, version 1";

  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final SavedCube cube;

  private CubeWriter(SavedCube cube) {
    this.cube = cube;
  }

  /// Writes `cube` to `out`.
  static void write(SavedCube cube, Appendable out) throws IOException {
    var text = new CubeWriter(cube);
    out.append(text.head());
    var rows = text.rows();
    var columns = columns(rows);
    var printer = new CSVPrinter(out, CSV);
    printer.printRecord(columns);
    for (var row : rows) {
      printer.printRecord(columns.stream().map(name -> row.getOrDefault(name, "")).toList());
    }
    printer.flush();
  }

  private String head() {
    var head = cube.head();
    var lines = new ArrayList<String>();
    lines.add(TITLE);
    lines.add(
        "# breakpoints: "
            + head.breakpoints().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    lines.add("# timezone: " + zone(head));
    lines.add("# logs: " + head.logs());
    lines.add("# rows: " + cube.parts().values().stream().mapToInt(cells -> cells.size()).sum());
    lines.add("# used: " + head.records().used());
    lines.add("# duplicates: " + head.records().duplicates());
    lines.add("# rejected: " + head.records().rejected());
    if (head.records().unasked() > 0) {
      lines.add("# unasked: " + head.records().unasked());
    }
    head.records().skipped().forEach((why, rows) -> lines.add("# skipped: " + rows + " " + why));
    head.elsewhere()
        .forEach(
            (currency, sum) ->
                lines.add("# logged_elsewhere: " + sum.toPlainString() + " " + currency));
    head.notes().forEach(note -> lines.add("# note: " + note));
    head.warnings().forEach(warning -> lines.add("# warning: " + warning));
    head.equal().forEach(sentence -> lines.add("# equal: " + sentence));
    for (var file : head.files()) {
      var kind = file.kind().id() + (file.empty() ? CubeHeaderReader.EMPTY : "");
      lines.add("# left_out: " + kind + " " + file.sentence());
    }
    return lines.stream().map(CubeWriter::line).collect(Collectors.joining());
  }

  private static String zone(CubeHeader head) {
    return head.zone().getId().equals("Z") ? "UTC" : head.zone().getId();
  }

  /// One line, whatever a file name or reason holds.
  private static String line(String text) {
    return SafeText.cut(text, text.length()) + "\n";
  }

  private List<Map<String, String>> rows() {
    var rows = new ArrayList<Map<String, String>>();
    cube.parts()
        .forEach((part, cells) -> cells.forEach((key, sums) -> rows.add(row(part, key, sums))));
    return rows;
  }

  private static Map<String, String> row(SavedCube.Part part, UsageKey key, SavedCube.Sums sums) {
    SequencedMap<String, String> row = new LinkedHashMap<>();
    row.put(CubeColumn.PART, part.id());
    row.put(CubeColumn.DAY, key.day().equals(RecordFilter.NO_DAY) ? "" : key.day().toString());
    row.put(CubeColumn.TASK, CubeCell.written(key.task()));
    row.put(CubeColumn.MODEL, CubeCell.written(key.model()));
    row.put(CubeColumn.SERVICE, key.service().id());
    row.put(CubeColumn.BAND, Long.toString(key.band().over()));
    row.put(CubeColumn.PLACE, key.place().id());
    row.put(CubeColumn.STATUS, key.status().id());
    for (var meter : Meter.values()) {
      put(row, meter.id(), sums.usage().of(meter));
    }
    boolean one = sums.usage().of(Meter.CALLS).compareTo(BigDecimal.valueOf(sums.records())) == 0;
    row.put(CubeColumn.RECORDS, one ? "" : Long.toString(sums.records()));
    row.put(CubeColumn.SPREAD, sums.moment().isPresent() ? "known" : "");
    sums.moment()
        .ifPresent(
            moment -> {
              for (int i = 0; i < CubeColumn.PRODUCTS.size(); i++) {
                put(row, CubeColumn.PRODUCTS.get(i), moment.products().get(i));
              }
            });
    key.labels()
        .forEach((name, value) -> row.put(CubeColumn.LABEL + name, CubeCell.written(value)));
    return row;
  }

  private static void put(Map<String, String> row, String name, BigDecimal amount) {
    row.put(name, amount.signum() == 0 ? "" : amount.toPlainString());
  }

  /// The columns in which some row says something; labels come after the key, by name.
  private static List<String> columns(List<Map<String, String>> rows) {
    var filled =
        rows.stream()
            .flatMap(row -> row.entrySet().stream())
            .filter(cell -> !cell.getValue().equals(CubeCell.ofColumn(cell.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    filled.addAll(List.of(CubeColumn.DAY, CubeColumn.TASK, CubeColumn.MODEL, Meter.CALLS.id()));
    var columns = new ArrayList<String>();
    for (var name : CubeColumn.all()) {
      if (filled.contains(name)) {
        columns.add(name);
      }
      if (name.equals(CubeColumn.STATUS)) {
        filled.stream().filter(other -> other.startsWith(CubeColumn.LABEL)).forEach(columns::add);
      }
    }
    return columns;
  }
}
