package routercost.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import routercost.read.exports.Exports;
import routercost.read.exports.Fields;

/// Tells what export an input is by its first records.
final class Sniffing implements ExportEntries.Records.Reader {
  private static final int RECORDS = 20;

  private final Exports exports;
  private Optional<String> found = Optional.empty();

  private Sniffing(Exports exports) {
    this.exports = exports;
  }

  /// What the first bytes of an input say.
  ///
  /// @param format the export that one of the first records can only be of
  /// @param plain whether the bytes are UTF-8 as they are, not packed
  record Found(Optional<LogFormat> format, boolean plain) {}

  /// Looks at the first records of an input.
  static Found found(Source source, Exports exports) throws IOException {
    InputStream bytes = Unpacked.of(source.bytes().open());
    try (Text text = Text.of(source.name(), bytes)) {
      boolean plain = !(bytes instanceof Unpacked) && text.isUtf8();
      if (text.firstVisible() == '#' && isCube(source)) {
        return new Found(Optional.of(LogFormat.CUBE), plain);
      }
      var sniffing = new Sniffing(exports);
      Optional<ExportEntries.Records> records = Log.records(source.name(), text, true);
      if (records.isPresent()) {
        sniffing.read(records.get());
      }
      return new Found(sniffing.found.map(LogFormat::named), plain);
    }
  }

  private static boolean isCube(Source source) throws IOException {
    try (Text text = Text.of(source.name(), Unpacked.of(source.bytes().open()))) {
      return CubeHeadReading.isCube(new Lines(text));
    }
  }

  private void read(ExportEntries.Records records) throws IOException {
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
  public void broken(Broken broken) {
    // another record will tell
  }
}
