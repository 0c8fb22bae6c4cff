package routercost.read.row;

import java.time.Duration;

/// The reader of the cell that tells how long a call took. It recognises plain decimals as bytes;
/// `CellValues` knows the rule for every other cell.
final class LatencyReader {
  private static final int MOST_DIGITS = 12;
  private static final int MILLISECONDS = 3;

  private LatencyReader() {}

  /// Whole milliseconds; negative if the record does not tell.
  static long read(RowCells row, ColumnLayout layout) {
    if (layout.latency < 0) {
      return -1;
    }
    long plain = plain(row, layout);
    return plain >= 0
        ? plain
        : layout.values.took(row.text(layout.latency)).map(Duration::toMillis).orElse(-1L);
  }

  /// Digits with a point between them at most; negative if it is written otherwise.
  private static long plain(RowCells row, ColumnLayout layout) {
    int from = row.from[layout.latency];
    int to = row.to[layout.latency];
    if (from == to
        || to - from > MOST_DIGITS
        || row.bytes[to - 1] == '.'
        || row.bytes[from] == '.') {
      return -1;
    }
    long number = 0;
    int decimals = layout.latencyInSeconds ? MILLISECONDS : 0;
    int left = Integer.MAX_VALUE; // digits that count, once the point has come
    for (int i = from; i < to; i++) {
      int digit = row.bytes[i] - '0';
      if (row.bytes[i] == '.' && layout.latencyWithPoint && left > decimals) {
        left = decimals;
      } else if (digit < 0 || digit > 9) {
        return -1;
      } else if (left > 0) {
        number = 10 * number + digit;
        left--;
      }
    }
    for (int missing = Math.min(left, decimals); missing > 0; missing--) {
      number *= 10;
    }
    return number;
  }
}
