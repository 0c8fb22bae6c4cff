package routercost.read;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The ids that were met, as hashes in primitive arrays: 12 bytes for each place, and at least 8 of
/// 15 places taken, so never more than 24 bytes for an id. Beyond a bound they go on disk.
///
/// Used by one worker at a time.
final class SeenIds implements Closeable {
  private static final int SEGMENT_BITS = 6;
  private static final int SMALLEST = 16;

  private final long bound;
  private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
  private final List<IdRun> runs = new ArrayList<>();
  private long size;

  /// @param bound how many ids are held in memory
  SeenIds(long bound) {
    this.bound = bound;
    clear();
  }

  private void clear() {
    Arrays.setAll(segments, _ -> new Segment());
    size = 0;
  }

  /// Adds an id, and says whether it was not met before.
  boolean add(long first, int second) {
    long nonZero = first == 0 ? 1 : first; // zero marks a free place
    Segment segment = segments[segment(nonZero)];
    int place = segment.place(nonZero, second);
    if (segment.firsts[place] != 0 || isOnDisk(nonZero, second)) {
      return false;
    }
    segment.put(place, nonZero, second);
    if (++size == bound) {
      spill();
    }
    return true;
  }

  private static int segment(long first) {
    return (int) (first >>> (Long.SIZE - SEGMENT_BITS));
  }

  /// Where the search for an id begins in a segment of so many places.
  static int home(long first, int places) {
    return (int) Math.unsignedMultiplyHigh(first << SEGMENT_BITS, places);
  }

  private boolean isOnDisk(long first, int second) {
    for (IdRun run : runs) {
      if (run.has(segment(first), first, second)) {
        return true;
      }
    }
    return false;
  }

  private void spill() {
    var run = new IdRun(segments.length, size);
    runs.add(run);
    for (Segment segment : segments) {
      run.write(segment.firsts, segment.seconds);
    }
    clear();
  }

  @Override
  public void close() {
    runs.forEach(IdRun::close);
    runs.clear();
  }

  /// The ids whose hashes begin with the same bits; open addressing with places in hash order.
  private static final class Segment {
    private long[] firsts = new long[SMALLEST];
    private int[] seconds = new int[SMALLEST];
    private int taken;

    /// The place of an id, or the free one where it belongs.
    int place(long first, int second) {
      int place = home(first, firsts.length);
      while (firsts[place] != 0 && (firsts[place] != first || seconds[place] != second)) {
        place = place + 1 == firsts.length ? 0 : place + 1;
      }
      return place;
    }

    void put(int place, long first, int second) {
      firsts[place] = first;
      seconds[place] = second;
      if (++taken * 5L > firsts.length * 4L) {
        grow();
      }
    }

    private void grow() {
      long[] oldFirsts = firsts;
      int[] oldSeconds = seconds;
      int room = oldFirsts.length + (oldFirsts.length >> 1);
      firsts = new long[room];
      seconds = new int[room];
      for (int i = 0; i < oldFirsts.length; i++) {
        if (oldFirsts[i] != 0) {
          int place = place(oldFirsts[i], oldSeconds[i]);
          firsts[place] = oldFirsts[i];
          seconds[place] = oldSeconds[i];
        }
      }
    }
  }
}
