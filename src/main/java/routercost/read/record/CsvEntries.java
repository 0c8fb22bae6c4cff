package routercost.read.record;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import routercost.read.text.Lines;

/// The rows of a delimited text with a header: CSV, semicolon CSV, TSV.
///
/// A quote that does not close where it should must not swallow the rows after it: its line alone
/// is broken, and reading goes on with the next line.
public final class CsvEntries implements RecordReader {
  private static final List<Character> DELIMITERS = List.of('\t', ';', ',');
  private static final int LONGEST_RECORD = 1 << 24;

  private static final Pattern REMARK =
      Pattern.compile("\\(?[\\d,. ]+ (?:rows?|records?|results?)\\b.*|[-+=_ ]+|Time: .*");

  private final Lines lines;
  private final char delimiter;
  private final List<String> names;

  private final int longestCell;

  private CsvEntries(Lines lines, char delimiter, List<String> names) {
    this(lines, delimiter, names, Row.LONGEST_CELL);
  }

  private CsvEntries(Lines lines, char delimiter, List<String> names, int longestCell) {
    this.lines = lines;
    this.delimiter = delimiter;
    this.names = names;
    this.longestCell = longestCell;
  }

  /// The same rows with their cells as long as they are.
  public CsvEntries withWholeCells() {
    return new CsvEntries(lines, delimiter, names, LONGEST_RECORD);
  }

  /// Reads the header.
  public static CsvEntries open(Lines lines) throws IOException {
    Optional<Lines.Line> first = lines.nextVisible();
    if (first.isEmpty()) {
      return new CsvEntries(lines, ',', List.of());
    }
    String text = first.get().text().strip();
    if (isDelimiterLine(text)) {
      return open(lines, text.charAt(4));
    }
    lines.giveBack(List.of(first.get()));
    return open(lines, delimiter(first.get().text()));
  }

  /// The rows of a text in memory.
  public static CsvEntries of(String text) {
    try {
      return open(new Lines(new StringReader(text)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// The rows of a text without a header, their columns called 1, 2, 3.
  public static CsvEntries headerless(Lines lines, char delimiter) throws IOException {
    Optional<Lines.Line> first = lines.nextVisible();
    var record = new CsvCells(delimiter);
    first.ifPresent(line -> record.feed(line.text()));
    lines.giveBack(first.stream().toList());
    int columns = withoutEmptyEnd(record.cells()).size();
    return new CsvEntries(
        lines, delimiter, IntStream.rangeClosed(1, columns).mapToObj(String::valueOf).toList());
  }

  /// Reads the header of a text whose delimiter is known.
  public static CsvEntries open(Lines lines, char delimiter) throws IOException {
    var headerOnly = new CsvEntries(lines, delimiter, List.of());
    Optional<Lines.Line> first = lines.nextVisible();
    if (first.isEmpty()) {
      return headerOnly;
    }
    CsvCells header = headerOnly.record(first.get());
    List<String> cells = header.cells().stream().map(String::strip).toList();
    return new CsvEntries(lines, delimiter, withoutEmptyEnd(cells));
  }

  /// The header cells; none if the text is empty.
  public List<String> names() {
    return names;
  }

  public char delimiter() {
    return delimiter;
  }

  /// Whether a text that ends so may have been cut within its last cell: neither a newline nor a
  /// quote closes it.
  public static boolean isOpen(int ending) {
    return ending != '\n' && ending != '\r' && ending != '"';
  }

  /// Whether the last row may have been cut within its last cell, once all were read.
  public boolean endsOpen() {
    return isOpen(lines.ending());
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    Optional<Lines.Line> line = lines.nextVisible();
    while (line.isPresent()) {
      Optional<LogRecord> entry = entry(line.get());
      if (entry.isPresent()) {
        return entry;
      }
      line = lines.nextVisible();
    }
    return Optional.empty();
  }

  private Optional<LogRecord> entry(Lines.Line first) throws IOException {
    return first.whole()
        ? entry(first.number(), names, record(first))
        : Optional.of(MalformedRecord.tooLong(first.number()));
  }

  /// What the cells of a record are; empty if all are blank.
  ///
  /// @param names of the header
  public static Optional<LogRecord> entry(long line, List<String> names, CsvCells record) {
    if (record.isOpen()) {
      return Optional.of(MalformedRecord.open(line));
    }
    if (record.isFaulty()) {
      return Optional.of(MalformedRecord.faulty(line));
    }
    List<String> cells = record.cells();
    int size = names.size();
    if (areBlank(cells)) {
      return Optional.empty();
    }
    if (cells.size() < size && isRemark(cells.getFirst().strip())) {
      return Optional.of(new SkippedRecord(line, "comment", Optional.empty()));
    }
    if (cells.size() == size) {
      return Optional.of(new Row(line, names, cells));
    }
    return Optional.of(
        cells.size() > size && withoutEmptyEnd(cells).size() <= size
            ? new Row(line, names, cells.subList(0, size))
            : new MalformedRecord(
                line, cells.size() + " cells; the header has " + size, cells.size() < size));
  }

  /// Whether a line that is too short for a row is a comment, a rule, or the number of rows that a
  /// database client prints below them.
  private static boolean isRemark(String text) {
    return text.startsWith("#") || text.startsWith("--") || REMARK.matcher(text).matches();
  }

  /// The record that begins in `first`; if it is faulty or open, the lines after `first` are given
  /// back.
  private CsvCells record(Lines.Line first) throws IOException {
    var record = new CsvCells(delimiter, longestCell);
    record.feed(first.text());
    var more = new ArrayList<Lines.Line>();
    long length = first.text().length();
    while (record.isOpen() && length < LONGEST_RECORD) {
      Optional<Lines.Line> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      more.add(line.get());
      length += line.get().text().length();
      record.feed(line.get().text());
    }
    if (record.isOpen() || record.isFaulty()) {
      lines.giveBack(more);
    }
    return record;
  }

  private static boolean areBlank(List<String> cells) {
    for (String cell : cells) {
      if (!cell.isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> withoutEmptyEnd(List<String> cells) {
    int size = cells.size();
    while (size > 0 && cells.get(size - 1).isBlank()) {
      size--;
    }
    return List.copyOf(cells.subList(0, size));
  }

  private static char delimiter(String header) {
    char best = ',';
    int most = 0;
    for (char candidate : DELIMITERS) {
      var cells = new CsvCells(candidate);
      cells.feed(header);
      if (cells.cells().size() - 1 > most) {
        most = cells.cells().size() - 1;
        best = candidate;
      }
    }
    return best;
  }

  /// Excel's way to name the delimiter.
  public static boolean isDelimiterLine(String line) {
    return line.length() == 5 && line.startsWith("sep=");
  }
}
