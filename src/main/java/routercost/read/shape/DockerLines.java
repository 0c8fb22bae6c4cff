package routercost.read.shape;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import routercost.read.exports.Fields;
import routercost.read.tally.ExportRecords;

/// Records of Docker's `json-file` driver, which cuts lines of 16 KiB into several: all but the
/// last part of a line end without a newline.
public final class DockerLines implements ExportRecords {
  private static final String LOG = "log";
  private static final int LONGEST = 1 << 24;

  private final ExportRecords records;

  /// The line of each stream that has not ended.
  private final Map<String, StringBuilder> open = new HashMap<>();

  private DockerLines(ExportRecords records) {
    this.records = records;
  }

  /// Records with whole lines.
  public static ExportRecords of(ExportRecords records) {
    return new DockerLines(records);
  }

  @Override
  public boolean next(Receiver receiver) throws IOException {
    return records.next(receiver.withRecords((record, line) -> take(record, line, receiver)));
  }

  private void take(Fields record, long line, Receiver receiver) {
    String log = record.text(LOG);
    String stream = record.text("stream");
    var text = open.get(stream);
    if (log.isEmpty() || stream.isEmpty() || (text == null && log.endsWith("\n"))) {
      receiver.record(line, record);
      return;
    }
    boolean isRecord = log.strip().endsWith("}") && EmbeddedRecord.in(log).isPresent();
    if (!log.endsWith("\n") && !isRecord && (text != null || log.contains("{"))) {
      append(stream, log);
      receiver.skipped(line, "part_of_line");
      return;
    }
    open.remove(stream);
    receiver.record(line, text == null || isRecord ? record : record.with(LOG, text + log));
  }

  private void append(String stream, String log) {
    var text = open.computeIfAbsent(stream, _ -> new StringBuilder());
    if (text.append(log).length() > LONGEST) {
      open.remove(stream);
    }
  }
}
