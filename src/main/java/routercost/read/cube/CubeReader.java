package routercost.read.cube;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import routercost.read.record.CsvEntries;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.tally.SavedCube;
import routercost.read.text.DecodingReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;

/// Reads a saved cube, in either form.
public final class CubeReader {
  private CubeReader() {}

  /// The cube in `source`.
  ///
  /// @param withMoments whether it is of interest how far calls differ
  /// @param keys under which rows of used calls are kept
  /// @throws InputProblem if it cannot be read, or is damaged
  public static SavedCube read(Source source, boolean withMoments, CubeFolding.RowKeys keys) {
    var request = new CubeRows.Request(source.name(), withMoments, keys);
    try {
      boolean isCompact = isCompact(source);
      try (var bytes = Unpacked.ofLast(source)) {
        return isCompact ? CompactReader.read(bytes, request) : text(bytes, request);
      }
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }

  /// Whether a file is a cube in its compact form, which is no text.
  public static boolean isCompact(Source source) throws IOException {
    try (var bytes = Unpacked.of(source)) {
      byte[] first = bytes.readNBytes(CompactWriter.TITLE.length());
      return new String(first, StandardCharsets.ISO_8859_1).equals(CompactWriter.TITLE);
    }
  }

  private static SavedCube text(InputStream bytes, CubeRows.Request request) throws IOException {
    try (DecodingReader text = DecodingReader.of(request.file(), bytes)) {
      var whole = new Ending(text);
      var lines = new Lines(whole);
      var head = CubeHeaderReader.read(request.file(), lines);
      var rows = CsvEntries.open(lines).withWholeCells();
      var cube = cube(rows, head, request);
      var flaw = text.flaw().filter(found -> !found.empty());
      if (flaw.isPresent()) {
        throw new InputProblem(
            request.file() + ": " + flaw.get().sentence() + "; make or fetch the file again");
      }
      if (head.rows().isPresent() && whole.last != '\n') {
        throw new InputProblem(request.file() + ": the file ends within a row; fetch it again");
      }
      if (text.foreign() > 0) {
        throw new InputProblem(
            request.file() + ": %,d bytes are not UTF-8".formatted(text.foreign()));
      }
      return cube;
    }
  }

  /// Remembers how a text ends.
  private static final class Ending extends FilterReader {
    private char last = '\n';

    Ending(DecodingReader text) {
      super(text);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      last = count > 0 ? target[offset + count - 1] : last;
      return count;
    }
  }

  private static SavedCube cube(CsvEntries rows, CubeHeaderReader head, CubeRows.Request request)
      throws IOException {
    var cube = new CubeRows(head, request);
    cube.name(rows.names(), head.linesRead() + 1);
    long found = 0;
    for (Optional<LogRecord> entry = rows.next(); entry.isPresent(); entry = rows.next()) {
      switch (entry.get()) {
        case Row row -> {
          cube.add(row);
          found++;
        }
        case MalformedRecord broken -> throw cube.problem(broken.line(), broken.reason());
        case SkippedRecord left -> throw cube.problem(left.line(), left.reason());
      }
    }
    return cube.summed(found);
  }
}
