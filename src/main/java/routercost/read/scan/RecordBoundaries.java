package routercost.read.scan;

import routercost.read.text.DecodingReader;

/// Finds where records begin in stretches that were cut anywhere.
public final class RecordBoundaries {
  private static final int TRIES = 64;

  private final ByteRecords records;
  private final FieldOffsets spans;

  /// Boundaries of the records of one input.
  ///
  /// @param spans of the worker
  public RecordBoundaries(ByteRecords records, FieldOffsets spans) {
    this.records = records;
    this.spans = spans;
  }

  /// Where a record probably begins in a stretch; −1 if nothing looks like it.
  int guess(ByteRange stretch) {
    spans.over(stretch.bytes, stretch.to);
    int at = 0;
    for (int tries = 0; tries < TRIES; tries++) {
      int line = spans.line(at, stretch.to);
      int next = spans.lineEnd(line, stretch.to, false);
      if (next < 0 || next >= stretch.to) {
        return -1;
      }
      if (records.isLikely(spans, next, stretch.to)) {
        return next;
      }
      at = next;
    }
    return -1;
  }

  /// Passes what stands before the first record; −1 if the stretch does not tell where it begins.
  int begin(ByteRange stretch) {
    spans.over(stretch.bytes, stretch.to);
    int next = records.begin(spans, 0, stretch.to, stretch.last);
    if (next > 0) {
      stretch.lines += CommitContext.lines(stretch, 0, next);
      stretch.foreign += DecodingReader.foreign(stretch.bytes, 0, next);
    }
    return next;
  }

  /// Passes the rest of a line whose beginning is lost.
  ///
  /// @return where the next one begins, or −1 if it does not end here
  int passLine(ByteRange stretch) {
    spans.over(stretch.bytes, stretch.to);
    int next = spans.lineEnd(spans.line(0, stretch.to), stretch.to, stretch.last);
    stretch.lines += next < 0 ? 0 : 1;
    return next;
  }

  /// Whether the stretch that was scanned last ends within a line that is too long to be read.
  boolean isWithinLine() {
    return spans.shape == FieldOffsets.Shape.TOO_LONG && spans.lines == 0;
  }
}
