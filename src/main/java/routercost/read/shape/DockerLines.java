package routercost.read.shape;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
    return records.next(new Joining(receiver));
  }

  /// A receiver of whole lines.
  private final class Joining implements Receiver {
    private final Receiver receiver;

    Joining(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void record(long line, Fields record) {
      String log = record.text(LOG);
      String stream = record.text("stream");
      if (log.isEmpty() || stream.isEmpty()) {
        receiver.record(line, record);
        return;
      }
      boolean isRecord = log.strip().endsWith("}") && EmbeddedRecord.in(log).isPresent();
      var text = open.get(stream);
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

    @Override
    public void broken(MalformedRecord broken) {
      receiver.broken(broken);
    }

    @Override
    public void skipped(long line, String reason) {
      receiver.skipped(line, reason);
    }

    @Override
    public void note(String sentence) {
      receiver.note(sentence);
    }
  }
}
