package routercost.read.shape;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import routercost.read.exports.Fields;
import routercost.read.record.MalformedRecord;
import routercost.read.tally.ExportRecords;

/// Records of Docker's `json-file` driver, which cuts lines of 16 KiB into several: all but the
/// last part of a line end without a newline.
public final class DockerLines implements ExportRecords {
  private static final String LOG = "log";
  private static final int LONGEST = 1 << 24;

  private final ExportRecords records;

  /// The line of each stream that has not ended.
  private final SequencedMap<String, Parts> open = new LinkedHashMap<>();

  /// The parts of a line so far.
  ///
  /// @param first the place of the first
  private record Parts(long first, StringBuilder text) {}

  private DockerLines(ExportRecords records) {
    this.records = records;
  }

  /// Records with whole lines.
  public static ExportRecords of(ExportRecords records) {
    return new DockerLines(records);
  }

  @Override
  public boolean next(Receiver receiver) throws IOException {
    boolean more =
        records.next(receiver.withRecords((record, line) -> take(record, line, receiver)));
    if (!more) {
      open.values().forEach(parts -> lose(parts, true, receiver));
    }
    return more;
  }

  /// Says that a line was not read to its end, if it may hold a call.
  private static void lose(Parts parts, boolean atEnd, Receiver receiver) {
    if (parts.text().indexOf("{\"") >= 0) {
      receiver.broken(
          new MalformedRecord(
              parts.first(), "a line was cut into parts, and its last part is missing", atEnd));
    }
  }

  private void take(Fields record, long line, Receiver receiver) {
    String log = record.text(LOG);
    String stream = record.text("stream");
    var parts = open.get(stream);
    if (log.isEmpty() || stream.isEmpty() || (parts == null && log.endsWith("\n"))) {
      receiver.record(line, record);
      return;
    }
    boolean isRecord = log.strip().endsWith("}") && EmbeddedRecord.in(log).isPresent();
    if (!log.endsWith("\n") && !isRecord && (parts != null || log.contains("{"))) {
      receiver.skipped(line, "part_of_line");
      append(stream, line, log, receiver);
      return;
    }
    open.remove(stream);
    if (parts != null && isRecord) {
      lose(parts, false, receiver);
    }
    receiver.record(
        line, parts == null || isRecord ? record : record.with(LOG, parts.text() + log));
  }

  private void append(String stream, long line, String log, Receiver receiver) {
    var parts = open.computeIfAbsent(stream, _ -> new Parts(line, new StringBuilder()));
    if (parts.text().append(log).length() > LONGEST) {
      open.remove(stream);
      receiver.broken(MalformedRecord.tooLong(parts.first()));
    }
  }
}
