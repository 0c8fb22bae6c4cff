package routercost.read.cube;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import routercost.read.record.Row;
import routercost.read.tally.SavedCube;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.usage.Meter;
import routercost.usage.Moments.Moment;

/// Reads a cube in its compact form (docs/cubes.md). What is damaged is refused: the last four
/// bytes are the checksum of all others.
final class CompactReader {
  private static final int LONGEST_HEAD = 1 << 24;

  private final InputStream in;
  private final CubeRows rows;
  private final List<String> numbers;
  private final List<CubeSums.Kind> kinds = new ArrayList<>();
  private final List<CubeSums.Day> days = new ArrayList<>();

  /// What the numbers are, in their order.
  private final List<Content> contents;

  /// What a column of numbers holds.
  ///
  /// @param product its place among the products; −1 if it is none
  private record Content(Optional<Meter> meter, boolean isRecords, boolean isSpread, int product) {
    static Content of(String column) {
      return new Content(
          Stream.of(Meter.values()).filter(meter -> meter.id().equals(column)).findFirst(),
          column.equals(CubeColumn.RECORDS),
          column.equals(CubeColumn.SPREAD),
          CubeColumn.PRODUCTS.indexOf(column));
    }
  }

  private CompactReader(InputStream in, long line, CubeRows rows) throws IOException {
    this.in = in;
    this.rows = rows;
    var tables = new CompactBytes(CompactBytes.section(in));
    var names = texts(tables, tables.size());
    int texts = names.size();
    this.numbers = texts(tables, tables.size());
    this.contents = numbers.stream().filter(rows::needs).map(Content::of).toList();
    names.add(CubeColumn.DAY);
    names.addAll(numbers);
    rows.name(names, line);
    for (int i = tables.size(); i > 0; i--) {
      var cells = texts(tables, texts).stream().map(CubeCell::written).toList();
      kinds.add(rows.kind(new Row(line, names, cells)));
    }
    for (int i = tables.size(); i > 0; i--) {
      days.add(rows.day(line, tables.text()));
    }
  }

  private static List<String> texts(CompactBytes bytes, int size) throws IOException {
    var texts = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      texts.add(bytes.text());
    }
    return texts;
  }

  /// The cube in `stream`.
  ///
  /// @throws InputProblem if it is damaged
  static SavedCube read(InputStream stream, CubeRows.Request request) throws IOException {
    var whole = new BufferedInputStream(stream, 1 << 16);
    var in = new CheckedInputStream(whole, new CRC32C());
    try {
      var lines = new Lines(new StringReader(head(in)));
      var head = CubeHeaderReader.read(request.file(), lines);
      var rows = new CubeRows(head, request);
      long found = new CompactReader(in, head.linesRead() + 1, rows).blocks();
      int sum = (int) in.getChecksum().getValue();
      byte[] stated = whole.readNBytes(Integer.BYTES);
      boolean isSame = stated.length == Integer.BYTES && ByteBuffer.wrap(stated).getInt() == sum;
      if (!isSame || whole.read() >= 0) {
        throw new EOFException();
      }
      return rows.summed(found);
    } catch (EOFException | ArithmeticException _) {
      throw new InputProblem(
          request.file()
              + ": the compact cube is damaged, or not whole; make or fetch the file again");
    }
  }

  /// The lines above the numbers, as they stand in the other form.
  private static String head(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int before = 0;
    for (int next = in.read(); next != '\n' || before != '\n'; next = in.read()) {
      if (next < 0 || bytes.size() > LONGEST_HEAD) {
        throw new EOFException();
      }
      bytes.write(next);
      before = next;
    }
    var lines = bytes.toString(StandardCharsets.UTF_8);
    return CubeWriter.TITLE + lines.substring(lines.indexOf('\n'));
  }

  private long blocks() throws IOException {
    long found = 0;
    for (byte[] size = CompactBytes.section(in); size.length > 0; size = CompactBytes.section(in)) {
      int rowsOfBlock = new CompactBytes(size).size();
      block(rowsOfBlock);
      found += rowsOfBlock;
    }
    return found;
  }

  private void block(int size) throws IOException {
    var ofKind = column("", size);
    var ofDay = column("", size);
    var columns = new ArrayList<CompactBytes.Column>();
    for (var name : numbers) {
      if (rows.needs(name)) {
        columns.add(column(name, size));
      } else {
        CompactBytes.section(in);
      }
    }
    for (int row = 0; row < size; row++) {
      add(columns, row, place(kinds, ofKind.plain(row)), place(days, ofDay.plain(row)));
    }
  }

  private CompactBytes.Column column(String name, int size) throws IOException {
    byte[] section = CompactBytes.section(in);
    if (section.length < size) {
      throw new EOFException();
    }
    return new CompactBytes(section).column(size, CompactWriter.isDecimal(name));
  }

  private static <T> T place(List<T> list, long index) throws IOException {
    if (index >= list.size()) {
      throw new EOFException();
    }
    return list.get((int) index);
  }

  private void add(
      List<CompactBytes.Column> columns, int row, CubeSums.Kind kind, CubeSums.Day day) {
    var counts = rows.counts();
    long records = 0;
    boolean isKnown = false;
    var products = new BigDecimal[rows.needsMoments() ? CubeColumn.PRODUCTS.size() : 0];
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      var content = contents.get(i);
      if (content.meter().isPresent() && column.isPlain(row)) {
        counts.set(content.meter().get(), column.plain(row));
      } else if (content.meter().isPresent()) {
        counts.set(content.meter().get(), column.at(row));
      } else if (content.isRecords()) {
        records = column.plain(row);
      } else if (content.isSpread()) {
        isKnown = rows.needsMoments() && column.plain(row) != 0;
      } else if (isKnown) { // products stand behind
        products[content.product()] = column.at(row);
      }
    }
    counts.records = records > 0 ? records - 1 : counts.calls().longValue();
    counts.moment = isKnown ? Optional.of(moment(counts.calls(), products)) : Optional.empty();
    kind.add(day, counts);
  }

  private static Moment moment(BigDecimal calls, @Nullable BigDecimal[] products) {
    var all = new ArrayList<BigDecimal>();
    for (var product : products) {
      all.add(product == null ? BigDecimal.ZERO : product);
    }
    return new Moment(calls, true, all);
  }
}
