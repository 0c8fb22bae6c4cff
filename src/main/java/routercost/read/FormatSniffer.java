package routercost.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import routercost.read.cube.CubeHeaderReader;
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

/// Tells what export an input is by its first records.
public final class FormatSniffer implements ExportRecords.Receiver {
  private static final int RECORDS = 20;

  private final Exports exports;
  private Optional<LogFormat> found = Optional.empty();

  private FormatSniffer(Exports exports) {
    this.exports = exports;
  }

  /// What the first bytes of an input say.
  ///
  /// @param format the export that one of the first records can only be of
  /// @param plain whether the bytes are UTF-8 as they are, not packed
  public record Found(Optional<LogFormat> format, boolean plain) {}

  /// The same, with what need not be opened once more.
  ///
  /// @param table the input itself, open behind its header, if it is a table that is no export
  public record Begun(Found found, Optional<LogInput> table) {}

  /// Looks at the first records of an input.
  public static Begun begun(Source source, Exports exports) throws IOException {
    InputStream bytes = Unpacked.of(source.bytes().open());
    boolean packed = bytes instanceof Unpacked;
    DecodingReader text = DecodingReader.of(source.name(), bytes);
    boolean stays = false;
    try {
      boolean plain = !packed && text.isUtf8();
      if (text.firstVisible() == '#' && isCube(source)) {
        return new Begun(new Found(Optional.of(LogFormat.CUBE), plain), Optional.empty());
      }
      var beginning = LogInput.Beginning.of(source.name(), text);
      var rows = beginning.rows();
      if (rows.isPresent() && !Exports.mayBe(rows.get().names())) {
        stays = true;
        LogInput table = LogInput.table(source, text, rows.get(), packed);
        return new Begun(new Found(Optional.empty(), plain), Optional.of(table));
      }
      var sniffing = new FormatSniffer(exports);
      sniffing.read(beginning.records());
      return new Begun(new Found(sniffing.found, plain), Optional.empty());
    } finally {
      if (!stays) {
        text.close();
      }
    }
  }

  private static boolean isCube(Source source) throws IOException {
    try (DecodingReader text =
        DecodingReader.of(source.name(), Unpacked.of(source.bytes().open()))) {
      return CubeHeaderReader.isCube(new Lines(text));
    }
  }

  private void read(ExportRecords records) throws IOException {
    try {
      for (int i = 0; i < RECORDS && found.isEmpty() && records.next(this); i++) {
        // the record tells
      }
    } catch (InputProblem _) {
      // the reading says what is wrong
    }
  }

  @Override
  public void record(long line, Fields record) {
    found = exports.claiming(record);
  }

  @Override
  public void broken(MalformedRecord broken) {
    // another record will tell
  }
}
