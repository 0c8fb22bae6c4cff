package routercost.read.cube;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.read.tally.CubeHeader;
import routercost.read.tally.SavedCube;
import routercost.usage.SafeText;

/// Writes a cube as text: lines after `#` that hold for all of it, then CSV. Columns in which no
/// row says anything are left out.
final class CubeWriter {
  /// What every cube begins with.
  static final String TITLE = "# router-cost cube, version 1";

  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
  private static final int MOST_DIGITS = 18;

  private final SavedCube cube;

  private CubeWriter(SavedCube cube) {
    this.cube = cube;
  }

  /// Writes `cube` to `out`.
  static void write(SavedCube cube, Appendable out) throws IOException {
    out.append(head(cube));
    var columns = WrittenColumns.of(cube);
    new CSVPrinter(out, CSV).printRecord(columns.names());
    var firsts = new HashMap<String, String>();
    var others = new HashMap<String, String>();
    var row = new StringBuilder();
    for (var cells : cube.parts().entrySet()) {
      for (var cell : cells.getValue().entrySet()) {
        row.setLength(0);
        for (var column : columns.keys()) {
          var text = column.text().apply(cells.getKey(), cell.getKey());
          row.append(
                  row.isEmpty()
                      ? firsts.computeIfAbsent(text, CubeWriter::first)
                      : others.computeIfAbsent(text, CubeWriter::other))
              .append(',');
        }
        for (var column : columns.numbers()) {
          if (column.says().test(cell.getValue())) {
            addNumber(column, cell.getValue(), row);
          }
          row.append(',');
        }
        row.setCharAt(row.length() - 1, '\n');
        out.append(row);
      }
    }
  }

  /// The first text of a row: an empty one would begin a blank line, so it is quoted.
  private static String first(String text) {
    return CSV.format(CubeCell.written(text));
  }

  private static String other(String text) {
    return CSV.format("x", CubeCell.written(text)).substring("x,".length());
  }

  private static void addNumber(
      WrittenColumns.OfNumber column, SavedCube.Sums sums, StringBuilder row) {
    if (column.name().equals(CubeColumn.SPREAD)) {
      row.append(CubeColumn.KNOWN);
      return;
    }
    var number = column.of().apply(sums);
    if (number.scale() == 0 && number.precision() <= MOST_DIGITS) {
      row.append(number.longValue());
    } else {
      row.append(number.toPlainString());
    }
  }

  /// The lines above the rows.
  static String head(SavedCube cube) {
    return new CubeWriter(cube).head();
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
    for (var source : head.sources()) {
      lines.add(
          "# source: %s %s %s".formatted(source.content(), source.selection(), source.name()));
    }
    for (var file : head.files()) {
      var kind = file.kind().id() + (file.empty() ? CubeHeaderLine.EMPTY : "");
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
}
