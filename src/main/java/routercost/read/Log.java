package routercost.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.read.exports.Dialect;
import routercost.read.exports.Exports;
import routercost.usage.SafeText;

/// One opened input: its format, told by its content, and its records.
///
/// @param header the column names, if the container has a header
/// @param delimiter between cells, if the container has one
/// @param packed whether the bytes had to be unpacked
record Log(
    Source source,
    LogFormat format,
    Text text,
    Entries entries,
    List<String> header,
    char delimiter,
    boolean packed)
    implements Closeable {
  /// Opens an input.
  ///
  /// @param told the format to read as, if it is known; a table of calls otherwise
  /// @param exports what exports of other tools there are
  ///
  /// @param asked what a person wants to know of the records of an export
  static Log open(
      Source source, Optional<LogFormat> told, Exports exports, ExportEntries.Asked asked) {
    try {
      return told.isPresent() && told.get().isExport()
          ? export(source, told.get(), exports.named(told.get().id()), asked)
          : opened(source, told);
    } catch (IOException failed) {
      throw problem(source, failed, 0);
    }
  }

  private static Log export(
      Source source, LogFormat format, Dialect dialect, ExportEntries.Asked asked)
      throws IOException {
    InputStream bytes = Unpacked.of(source.bytes().open());
    boolean packed = bytes instanceof Unpacked;
    Text text = Text.of(source.name(), bytes);
    var records = Beginning.of(source.name(), text).records();
    var entries = new ExportEntries(source.name(), records, dialect, asked);
    return new Log(source, format, text, entries, List.of(), ',', packed);
  }

  /// How an input begins, as far as one has to read to know what its records are.
  ///
  /// @param records those of an export
  /// @param rows the same records, if they are the rows of a table
  record Beginning(ExportEntries.Records records, Optional<CsvEntries> rows) {
    static Beginning of(String name, Text text) throws IOException {
      int first = text.firstVisible();
      var lines = new Lines(text);
      if (first == '{' || first == '[') {
        boolean byLines = first == '{' && JsonLines.suits(lines);
        var records =
            byLines
                ? ExportEntries.ofLines(lines)
                : ExportEntries.ofValues(
                    name, JsonRows.FACTORY.createParser(new LinesReader(lines)));
        return new Beginning(records, Optional.empty());
      }
      if (ExportEntries.isEvents(lines)) {
        return new Beginning(ExportEntries.ofEvents(lines), Optional.empty());
      }
      CsvEntries rows = CsvEntries.open(lines);
      return new Beginning(ExportEntries.ofRows(rows.withWholeCells()), Optional.of(rows));
    }
  }

  private static Log opened(Source source, Optional<LogFormat> forced) throws IOException {
    InputStream bytes = Unpacked.of(source.bytes().open());
    boolean packed = bytes instanceof Unpacked;
    Text text = Text.of(source.name(), bytes);
    int first = text.firstVisible();
    boolean json = first == '{' || first == '[';
    LogFormat format = forced.orElse(json ? LogFormat.CALLS_JSONL : LogFormat.CALLS_CSV);
    return switch (format) {
      case CALLS_CSV -> table(source, text, CsvEntries.open(new Lines(text)), packed);
      default -> new Log(source, format, text, json(source, text, first), List.of(), ',', packed);
    };
  }

  /// A table of calls whose header was read.
  static Log table(Source source, Text text, CsvEntries rows, boolean packed) {
    return new Log(source, LogFormat.CALLS_CSV, text, rows, rows.names(), rows.delimiter(), packed);
  }

  private static Entries json(Source source, Text text, int first) throws IOException {
    if (first == '[') {
      return new JsonValues(source.name(), text);
    }
    var lines = new Lines(text);
    return first != '{' || JsonLines.suits(lines)
        ? new JsonLines(lines)
        : new JsonValues(source.name(), new LinesReader(lines));
  }

  /// What its records say of all of them, once they have been read.
  Set<String> notes() {
    return entries instanceof ExportEntries export ? export.notes() : Set.of();
  }

  /// What was assumed of its records, once they have been read.
  Set<String> assumed() {
    return entries instanceof ExportEntries export ? export.assumed() : Set.of();
  }

  /// The fields asked for by path that a record had.
  Set<String> answered() {
    return entries instanceof ExportEntries export ? export.answered() : Set.of();
  }

  /// Whether its records can be found in its bytes, without decoding them.
  boolean isScannable() {
    boolean csv = entries instanceof CsvEntries && CsvRecords.suits(delimiter) && !header.isEmpty();
    return text.isUtf8() && (csv || entries instanceof JsonLines);
  }

  /// The input again in chunks of bytes, from its beginning.
  Chunks chunks(Effort effort) {
    try {
      if (source.file().isPresent() && !packed) {
        return new FileChunks(List.of(source.file().get()), effort.chunk());
      }
      InputStream bytes = Unpacked.of(source.bytes().openLast());
      return new StreamChunks(bytes, effort.chunk(), 2 * effort.threads());
    } catch (IOException failed) {
      throw problem(source, failed, 0);
    }
  }

  /// The next record; empty at the end.
  Optional<Entry> next() {
    try {
      return entries.next();
    } catch (IOException failed) {
      throw problem(source, failed, text.lines());
    }
  }

  static InputProblem problem(Source source, IOException failed, long lines) {
    String name = source.name();
    String message =
        switch (failed) {
          case Unpacked.Damaged damaged ->
              "%s: the compressed data %s%s; make or fetch the file again"
                  .formatted(
                      name,
                      damaged.isCut() ? "ends early" : "is damaged",
                      lines == 0 ? "" : " after " + lines + " lines");
          case NoSuchFileException _ -> name + ": no such file or folder";
          case AccessDeniedException _ -> name + ": cannot be read: permission denied";
          default ->
              name + ": cannot be read: " + SafeText.cut(String.valueOf(failed.getMessage()));
        };
    return new InputProblem(message, failed);
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException failed) {
      throw problem(source, failed, text.lines());
    }
  }
}
