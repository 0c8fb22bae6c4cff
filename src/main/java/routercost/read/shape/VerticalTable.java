package routercost.read.shape;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;
import routercost.read.tally.ExportRecords;
import routercost.read.text.Lines;

/// A table with a line for each cell, as database clients print wide rows: `\G` of MySQL, `\x` of
/// psql, the mode `line` of SQLite.
public final class VerticalTable implements ExportRecords {
  private static final Pattern TITLE =
      Pattern.compile("\\*{8,} \\d+\\. row \\*{8,}|-\\[ RECORD \\d+ ]-*\\+?-*");

  private static final Pattern FOOTER = Pattern.compile("\\d+ rows? in set.*|\\(\\d+ rows?\\)");

  /// The name and the text of a cell, as MySQL, psql and SQLite separate them.
  private static final Pattern CELL =
      Pattern.compile("\\s*([A-Za-z_@][\\w.@()\\[\\]-]*)\\s*(?:: ?|\\| ?| = ?)(.*)");

  private static final Pattern SQLITE = Pattern.compile("\\s*[A-Za-z_]\\w* = .*");
  private static final int FEWEST_CELLS = 3;

  private final Lines lines;
  private final boolean hasTitles;

  private VerticalTable(Lines lines, boolean hasTitles) {
    this.lines = lines;
    this.hasTitles = hasTitles;
  }

  /// The table, if its first lines are those of one.
  public static Optional<VerticalTable> of(List<String> head, Lines lines) {
    var visible = head.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    boolean hasTitles = visible.stream().anyMatch(line -> TITLE.matcher(line).matches());
    boolean isPlain =
        visible.size() >= FEWEST_CELLS
            && visible.stream()
                .limit(FEWEST_CELLS)
                .allMatch(line -> SQLITE.matcher(line).matches());
    return hasTitles || isPlain
        ? Optional.of(new VerticalTable(lines, hasTitles))
        : Optional.empty();
  }

  @Override
  public boolean next(Receiver receiver) throws IOException {
    Map<String, Object> cells = new LinkedHashMap<>();
    long first = 0;
    var line = lines.next();
    while (line.isPresent() && (cells.isEmpty() || !isEnd(line.get().text().strip()))) {
      var cell = CELL.matcher(line.get().text());
      if (cell.matches() && !isEnd(line.get().text().strip())) {
        first = cells.isEmpty() ? line.get().number() : first;
        cells.putIfAbsent(cell.group(1), cell.group(2).strip());
      }
      line = lines.next();
    }
    if (!cells.isEmpty()) {
      receiver.record(first, Fields.of(cells));
    }
    return line.isPresent() || !cells.isEmpty();
  }

  private boolean isEnd(String line) {
    return hasTitles
        ? TITLE.matcher(line).matches() || FOOTER.matcher(line).matches()
        : line.isEmpty();
  }
}
