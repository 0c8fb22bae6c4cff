package routercost.read.shape;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import routercost.read.exports.Fields;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.RecordReader;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.tally.ExportRecords;

/// Records as rows of a table of calls.
public final class ShapedRows implements RecordReader {
  private final ExportRecords records;
  private final Predicate<Row> isCall;
  private final Deque<LogRecord> ahead = new ArrayDeque<>();

  /// @param isCall whether a row can be a call: it names a model or a count
  public ShapedRows(ExportRecords records, Predicate<Row> isCall) {
    this.records = records;
    this.isCall = isCall;
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    while (ahead.isEmpty()) {
      if (!records.next(new Rows())) {
        return Optional.empty();
      }
    }
    return Optional.of(ahead.removeFirst());
  }

  private final class Rows implements ExportRecords.Receiver {
    @Override
    public void record(long line, Fields record) {
      Row row = FlatRow.of(line, record);
      ahead.add(isCall.test(row) ? row : new SkippedRecord(line, "no_usage", Optional.empty()));
    }

    @Override
    public void broken(MalformedRecord broken) {
      ahead.add(broken);
    }

    @Override
    public void skipped(long line, String reason) {
      ahead.add(new SkippedRecord(line, reason, Optional.empty()));
    }
  }
}
