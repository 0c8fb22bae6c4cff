package routercost.read.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/// A workbook (XLSX), whose sheets become CSV. A row has the line of its number.
final class WorkbookFile implements TableFile {
  private final ReadableWorkbook workbook;

  private WorkbookFile(ReadableWorkbook workbook) {
    this.workbook = workbook;
  }

  /// The workbook that a zip archive is; empty if it is another.
  static Optional<WorkbookFile> open(Path file) throws IOException {
    boolean hasFormats; // which tell dates
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("xl/workbook.xml") == null) {
        return Optional.empty();
      }
      hasFormats = zip.stream().anyMatch(entry -> entry.getName().endsWith("styles.xml"));
    }
    var options = new ReadingOptions(hasFormats, true);
    return Optional.of(new WorkbookFile(new ReadableWorkbook(file.toFile(), options)));
  }

  @Override
  public List<String> tables() throws IOException {
    try (var sheets = workbook.getSheets()) {
      return sheets.filter(WorkbookFile::hasRows).map(Sheet::getName).toList();
    }
  }

  private static boolean hasRows(Sheet sheet) {
    try (Stream<Row> rows = sheet.openStream()) {
      return rows.findFirst().isPresent();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Lines lines(String table) throws IOException {
    Stream<Row> rows = workbook.findSheet(table).orElseThrow().openStream();
    return new Rows(rows, rows.iterator());
  }

  private static final class Rows implements Lines {
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final Deque<String> ahead = new ArrayDeque<>();
    private int line;

    Rows(Stream<Row> stream, Iterator<Row> rows) {
      this.stream = stream;
      this.rows = rows;
    }

    @Override
    public Optional<String> next() {
      if (ahead.isEmpty() && rows.hasNext()) {
        Row row = rows.next();
        for (line++; line < row.getRowNum(); line++) {
          ahead.add("");
        }
        ahead.add(row.stream().map(Rows::text).collect(Collectors.joining(",")));
      }
      return Optional.ofNullable(ahead.pollFirst());
    }

    private static String text(Cell cell) {
      if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
        return "";
      }
      String text = isDate(cell) ? date(cell) : cell.getText();
      return text.matches("[^\",;\\t\\r\\n]*")
          ? text
          : '"' + text.replace("\"", "\"\"").replaceAll("\\R", " ") + '"';
    }

    private static boolean isDate(Cell cell) {
      String format = cell.getDataFormatString();
      return cell.getType() == CellType.NUMBER
          && format != null
          && format.replaceAll("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.", "").matches(".*[ymdhs].*");
    }

    private static String date(Cell cell) {
      var date = cell.asDate().plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS);
      return date.toString();
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  @Override
  public void close() throws IOException {
    workbook.close();
  }
}
