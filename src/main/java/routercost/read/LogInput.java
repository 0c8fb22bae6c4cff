package routercost.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.read.exports.Dialect;
import routercost.read.exports.Exports;
import routercost.read.exports.LogFormat;
import routercost.read.record.ConstantCells;
import routercost.read.record.CsvEntries;
import routercost.read.record.JsonObjects;
import routercost.read.record.JsonRows;
import routercost.read.record.LogRecord;
import routercost.read.record.RecordReader;
import routercost.read.record.Row;
import routercost.read.scan.Chunks;
import routercost.read.scan.CsvRecords;
import routercost.read.scan.FileChunks;
import routercost.read.scan.StreamChunks;
import routercost.read.schema.Sample;
import routercost.read.tally.ExportReader;
import routercost.read.tally.ExportRecords;
import routercost.read.text.DecodingReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;

/// An opened input: its format and its records.
///
/// @param header the column names, if the container has a header
/// @param delimiter between cells, if the container has one
/// @param packed whether the bytes are unpacked on the way
record LogInput(
    Source source,
    LogFormat format,
    DecodingReader text,
    RecordReader entries,
    List<String> header,
    char delimiter,
    boolean packed)
    implements Closeable {
  /// More columns than any log has; each name is looked up in many ways.
  private static final int MOST_COLUMNS = 1 << 18;

  /// Opens an input.
  ///
  /// @param format a table of calls if empty
  /// @param paths the fields of an export that options name
  static LogInput open(
      Source source, Optional<LogFormat> format, Exports exports, ExportReader.Asked paths) {
    try {
      return format.isPresent() && format.get().isExport()
          ? export(source, format.get(), exports.dialect(format.get()), paths)
          : opened(source, format);
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }

  private static LogInput export(
      Source source, LogFormat format, Dialect dialect, ExportReader.Asked paths)
      throws IOException {
    InputStream bytes = Unpacked.of(source);
    boolean packed = bytes instanceof Unpacked;
    DecodingReader text = DecodingReader.of(source.name(), bytes);
    var beginning = Beginning.of(source, text);
    var entries = new ExportReader(source.name(), beginning.records(), dialect, paths);
    return new LogInput(source, format, beginning.text(), entries, List.of(), ',', packed);
  }

  /// The beginning of an input, read as far as the kind of its records requires.
  ///
  /// @param text the input, which may have been opened again
  /// @param records the records as those of an export
  /// @param rows the records as rows, if the input is a table
  record Beginning(DecodingReader text, ExportRecords records, Optional<CsvEntries> rows) {
    static Beginning of(Source source, DecodingReader text) throws IOException {
      var lines = new Lines(text);
      int first = kind(text, lines);
      if (first == '{' && JsonObjects.areLines(lines)) {
        return new Beginning(text, ExportRecords.ofLines(lines), Optional.empty());
      }
      if (first == '{' || first == '[') {
        DecodingReader values = again(source, text);
        var records = ExportRecords.ofValues(source.name(), values);
        return new Beginning(values, records, Optional.empty());
      }
      if (ExportRecords.Events.suit(lines)) {
        return new Beginning(text, ExportRecords.ofEvents(lines), Optional.empty());
      }
      CsvEntries rows = CsvEntries.open(lines);
      if (rows.names().size() > MOST_COLUMNS) {
        throw new InputProblem(
            "%s: it has %,d columns; a log may have %,d"
                .formatted(source.name(), rows.names().size(), MOST_COLUMNS));
      }
      return new Beginning(text, ExportRecords.ofRows(rows.withWholeCells()), Optional.of(rows));
    }
  }

  /// The first visible character, which tells JSON from text.
  private static int kind(DecodingReader text, Lines lines) throws IOException {
    int first = text.firstVisible();
    return (first == '{' || first == '[') && JsonObjects.areText(lines) ? '\'' : first;
  }

  /// The input from its beginning, as its first line has been read: JSON over several lines has
  /// lines of any length.
  private static DecodingReader again(Source source, DecodingReader text) throws IOException {
    text.close();
    return DecodingReader.of(source.name(), Unpacked.of(source));
  }

  private static LogInput opened(Source source, Optional<LogFormat> forced) throws IOException {
    InputStream bytes = Unpacked.of(source);
    boolean packed = bytes instanceof Unpacked;
    DecodingReader text = DecodingReader.of(source.name(), bytes);
    var lines = new Lines(text);
    int first = kind(text, lines);
    boolean json = first == '{' || first == '[';
    if (forced.isEmpty() && !json && ExportRecords.Events.suit(lines)) {
      return new LogInput(
          source, LogFormat.CALLS_JSONL, text, JsonRows.ofEvents(lines), List.of(), ',', packed);
    }
    LogFormat format = forced.orElse(json ? LogFormat.CALLS_JSONL : LogFormat.CALLS_CSV);
    return switch (format) {
      case CALLS_CSV -> table(source, text, CsvEntries.open(lines), packed);
      default -> json(source, format, first, text, lines, packed);
    };
  }

  /// A table of calls, open behind its header.
  static LogInput table(Source source, DecodingReader text, CsvEntries rows, boolean packed) {
    return new LogInput(
        source, LogFormat.CALLS_CSV, text, rows, rows.names(), rows.delimiter(), packed);
  }

  /// This input with further cells in each row.
  LogInput with(RecordReader cells, List<String> names) {
    var all = header.isEmpty() ? header : ConstantCells.and(header, names);
    return new LogInput(source, format, text, cells, all, delimiter, packed);
  }

  private static LogInput json(
      Source source, LogFormat format, int first, DecodingReader text, Lines lines, boolean packed)
      throws IOException {
    if (first != '[' && (first != '{' || JsonObjects.areLines(lines))) {
      return new LogInput(source, format, text, JsonRows.ofLines(lines), List.of(), ',', packed);
    }
    DecodingReader values = again(source, text);
    var rows = JsonRows.ofValues(source.name(), values);
    return new LogInput(source, format, values, rows, List.of(), ',', packed);
  }

  /// The fields of each column of an export, for people; empty if the input is a table.
  Optional<List<String>> exportColumns() {
    return entries instanceof ExportReader export
        ? Optional.of(export.columns())
        : Optional.empty();
  }

  /// Sentences of an export about all its records, known at its end.
  Set<String> notes() {
    return entries instanceof ExportReader export ? export.notes() : Set.of();
  }

  /// Assumptions about the records of an export, known at its end.
  Set<String> assumed() {
    return entries instanceof ExportReader export ? export.assumed() : Set.of();
  }

  /// Tokens of the totals that records of an export state which none of their counts accounts for.
  long unaccounted() {
    return entries instanceof ExportReader export ? export.unaccounted() : 0;
  }

  /// The requested paths that some record of an export had, known at its end.
  Set<String> answered() {
    return entries instanceof ExportReader export ? export.answered() : Set.of();
  }

  /// Whether records can be found in the bytes without decoding them.
  boolean isScannable() {
    boolean csv = entries instanceof CsvEntries && CsvRecords.suits(delimiter) && !header.isEmpty();
    return text.isUtf8() && (csv || (entries instanceof JsonRows json && json.byLine()));
  }

  /// The input again in chunks of bytes, from its beginning.
  Chunks chunks(ReadTuning tuning) {
    try {
      if (source.file().isPresent() && !packed) {
        return new FileChunks(List.of(source.file().get()), tuning.chunk());
      }
      InputStream bytes = Unpacked.ofLast(source);
      return new StreamChunks(bytes, tuning.chunk(), 2 * tuning.threads());
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }

  /// The next record; empty at the end.
  Optional<LogRecord> next() {
    try {
      return entries.next();
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, text.lines());
    }
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, text.lines());
    }
  }

  /// The first `size` records, taken out of the log.
  Sample sample(int size) {
    var entries = new ArrayList<LogRecord>();
    var rows = new ArrayList<Row>();
    var names = new ArrayList<>(header()); // cells stand by its places, whatever is named twice
    List<String> latest = List.of();
    boolean whole = false;
    while (entries.size() < size) {
      Optional<LogRecord> entry = next();
      if (entry.isEmpty()) {
        whole = true;
        break;
      }
      entries.add(entry.get());
      if (entry.get() instanceof Row row) {
        rows.add(row);
        if (!row.names().equals(latest)) {
          latest = row.names();
          var more = new LinkedHashSet<>(latest);
          names.forEach(more::remove);
          names.addAll(more);
        }
      }
    }
    return new Sample(entries, rows, List.copyOf(names), delimiter, whole);
  }
}
