package routercost.whatif;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Replays when calls began and ended, to tell how many were under way when each began. Mutable; it
/// keeps sixteen bytes for each call.
public final class Concurrency {
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private int size;

  /// Adds a call.
  public void add(Instant began, Duration took) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    starts[size] = began.toEpochMilli();
    ends[size] = began.plus(took).toEpochMilli();
    size++;
  }

  /// How many calls were under way when each began, itself included, in the order in which they
  /// were added. One that ends in the moment in which another begins is over.
  public long[] depths() {
    long[] begun = Arrays.copyOf(starts, size);
    long[] over = Arrays.copyOf(ends, size);
    Arrays.sort(begun);
    Arrays.sort(over);
    var depths = new long[size];
    for (int i = 0; i < size; i++) {
      boolean momentary = ends[i] == starts[i];
      depths[i] = (long) upTo(begun, starts[i]) - upTo(over, starts[i]) + (momentary ? 1 : 0);
    }
    return depths;
  }

  /// How many of `sorted` are not over `moment`.
  private static int upTo(long[] sorted, long moment) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
