package routercost.read.cube;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import routercost.read.tally.SavedCube;
import routercost.usage.Meter;

/// Writes a cube in its compact form (docs/cubes.md): the lines of the other form, then keys
/// without their days, days, and the numbers of the rows by column, in blocks.
final class CompactWriter {
  /// What a compact cube begins with.
  static final String TITLE = "# router-cost cube, compact, version 1";

  private static final int BLOCK = 1 << 14;

  private final WrittenColumns columns;
  private final Map<List<String>, Integer> kinds = new LinkedHashMap<>();
  private final Map<String, Integer> days = new LinkedHashMap<>();

  private CompactWriter(WrittenColumns columns) {
    this.columns = columns;
  }

  /// A row: the numbers of its kind and of its day, and its sums.
  private record Line(int kind, int day, SavedCube.Sums sums) {}

  /// Writes `cube`, and leaves `target` open.
  static void write(SavedCube cube, OutputStream target) throws IOException {
    var out = new CheckedOutputStream(target, new CRC32C());
    var lines = CubeWriter.head(cube);
    var head = TITLE + lines.substring(lines.indexOf('\n')) + "\n";
    out.write(head.getBytes(StandardCharsets.UTF_8));
    new CompactWriter(WrittenColumns.of(cube)).body(cube, out);
    int sum = (int) out.getChecksum().getValue();
    target.write(ByteBuffer.allocate(Integer.BYTES).putInt(sum).array());
    target.flush();
  }

  private void body(SavedCube cube, OutputStream out) throws IOException {
    var rows = rows(cube);
    var tables = new CompactBytes.Writer().number(columns.keys().size() - 1L);
    columns.keys().stream()
        .map(WrittenColumns.OfKey::name)
        .filter(name -> !name.equals(CubeColumn.DAY)) // which stands apart
        .forEach(tables::text);
    tables.number(columns.numbers().size());
    columns.numbers().forEach(column -> tables.text(column.name()));
    tables.number(kinds.size());
    kinds.keySet().forEach(kind -> kind.forEach(tables::text));
    tables.number(days.size());
    days.keySet().forEach(tables::text);
    out.write(new CompactBytes.Writer().section(tables).bytes());
    for (int from = 0; from < rows.size(); from += BLOCK) {
      out.write(block(rows.subList(from, Math.min(rows.size(), from + BLOCK))).bytes());
    }
    out.write(new CompactBytes.Writer().section(new CompactBytes.Writer()).bytes());
  }

  private List<Line> rows(SavedCube cube) {
    var rows = new ArrayList<Line>();
    for (var part : cube.parts().entrySet()) {
      for (var cell : part.getValue().entrySet()) {
        var kind = new ArrayList<String>();
        var day = "";
        for (var column : columns.keys()) {
          var text = column.text().apply(part.getKey(), cell.getKey());
          if (column.name().equals(CubeColumn.DAY)) {
            day = text;
          } else {
            kind.add(text);
          }
        }
        rows.add(new Line(place(kinds, kind), place(days, day), cell.getValue()));
      }
    }
    return rows;
  }

  private static <K> int place(Map<K, Integer> places, K key) {
    Integer known = places.putIfAbsent(key, places.size());
    return known == null ? places.size() - 1 : known;
  }

  /// The number of rows, their kinds, their days, then column by column; each a section.
  private CompactBytes.Writer block(List<Line> rows) {
    var kind = new CompactBytes.Writer();
    var day = new CompactBytes.Writer();
    rows.forEach(row -> kind.number(row.kind()));
    rows.forEach(row -> day.number(row.day()));
    var size = new CompactBytes.Writer().number(rows.size());
    var block = new CompactBytes.Writer().section(size).section(kind).section(day);
    for (var column : columns.numbers()) {
      var numbers = new CompactBytes.Writer();
      for (var row : rows) {
        if (isDecimal(column.name())) {
          numbers.decimal(column.of().apply(row.sums()));
        } else {
          numbers.number(whole(column, row.sums()));
        }
      }
      block.section(numbers);
    }
    return block;
  }

  static boolean isDecimal(String column) {
    return column.equals(Meter.LOGGED_USD.id());
  }

  /// A number of records is one more than itself, as zero is as many as calls.
  private static BigInteger whole(WrittenColumns.OfNumber column, SavedCube.Sums sums) {
    if (!column.says().test(sums)) {
      return BigInteger.ZERO;
    }
    var whole = column.of().apply(sums).toBigIntegerExact();
    return column.name().equals(CubeColumn.RECORDS) ? whole.add(BigInteger.ONE) : whole;
  }
}
