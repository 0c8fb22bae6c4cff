package routercost.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import routercost.read.cube.CubeColumn;
import routercost.read.cube.CubeHeaderReader;
import routercost.read.cube.CubeReader;
import routercost.read.exports.Exports;
import routercost.read.exports.Fields;
import routercost.read.exports.LogFormat;
import routercost.read.record.MalformedRecord;
import routercost.read.tally.ExportRecords;
import routercost.read.text.DecodingReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;

/// Detects the format of an input by its first records.
public final class FormatSniffer implements ExportRecords.Receiver {
  private static final int RECORDS = 20;

  /// Sessions of agents may begin with many records that say nothing of their agent.
  private static final int EVENTS = 500;

  private final Exports exports;
  private Optional<LogFormat> export = Optional.empty();
  private int events;
  private int others;

  private FormatSniffer(Exports exports) {
    this.exports = exports;
  }

  /// The format of an input.
  ///
  /// @param format a saved cube, or the only export that one of the first records can be of
  /// @param plain whether the bytes are UTF-8 and not packed
  /// @param table the input, open behind its header, if it can only be a table of calls
  public record Found(Optional<LogFormat> format, boolean plain, Optional<LogInput> table) {}

  public static Found sniff(Source source, Exports exports) throws IOException {
    if (CubeReader.isCompact(source)) {
      return new Found(Optional.of(LogFormat.CUBE), false, Optional.empty());
    }
    InputStream bytes = Unpacked.of(source);
    boolean packed = bytes instanceof Unpacked;
    DecodingReader text = DecodingReader.of(source.name(), bytes);
    boolean staysOpen = false;
    try {
      boolean plain = !packed && text.isUtf8();
      if (text.firstVisible() == '#' && isCube(source)) {
        return new Found(Optional.of(LogFormat.CUBE), plain, Optional.empty());
      }
      var beginning = LogInput.Beginning.of(source, text);
      text = beginning.text();
      var rows = beginning.rows();
      if (rows.filter(table -> table.names().indexOf(CubeColumn.CUBE) == 0).isPresent()) {
        return new Found(Optional.of(LogFormat.CUBE), plain, Optional.empty());
      }
      if (rows.isPresent() && !Exports.mayBe(rows.get().names())) {
        staysOpen = true;
        LogInput table = LogInput.table(source, text, rows.get(), packed);
        return new Found(Optional.empty(), plain, Optional.of(table));
      }
      var sniffer = new FormatSniffer(exports);
      sniffer.read(beginning.records());
      return new Found(sniffer.export, plain, Optional.empty());
    } finally {
      if (!staysOpen) {
        text.close();
      }
    }
  }

  private static boolean isCube(Source source) throws IOException {
    try (DecodingReader text = DecodingReader.of(source.name(), Unpacked.of(source))) {
      return CubeHeaderReader.isCube(new Lines(text));
    }
  }

  private void read(ExportRecords records) throws IOException {
    try {
      while (others < RECORDS
          && events < EVENTS
          && export.filter(format -> !format.isOfMetrics()).isEmpty()
          && records.next(this)) {
        // each record may claim the input for an export
      }
    } catch (InputProblem _) {
      // reported when the input is read
    }
  }

  @Override
  public void record(long line, Fields record) {
    export =
        exports
            .claiming(record)
            .filter(format -> export.isEmpty() || !format.isOfMetrics())
            .or(() -> export);
    if (!record.text("type").isEmpty() && record.text("model").isEmpty()) {
      events++;
    } else {
      others++;
    }
  }

  @Override
  public void broken(MalformedRecord broken) {
    others++; // a later record may still be whole
  }
}
