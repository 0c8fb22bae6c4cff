package routercost.read.scan;

import java.util.Arrays;
import routercost.read.tally.IdHash;
import routercost.read.tally.TranscriptLines;

/// Bytes that are scanned in one go, and what has to be looked at again in the order of the log:
/// rejected records, those that log another cost, ids, and responses.
public final class ByteRange {
  public byte[] bytes = new byte[0];
  int from;
  public int to;
  public boolean last;
  public long lines;
  public long foreign;
  final Places rejected = new Places();
  final Places differing = new Places();
  final Ids ids = new Ids();
  final SessionCells sessions = new SessionCells();
  public final TranscriptLines transcript = new TranscriptLines();

  /// Begins with other bytes. The array has the room that `FieldOffsets` needs.
  void over(byte[] other, int end, boolean isLast) {
    bytes = other;
    from = 0;
    to = end;
    last = isLast;
    forget();
  }

  /// Where the last line begins if its end is not here, so that no record ends in it; else the end.
  /// Records that are cut at the end of a stretch are rare enough for the compiler to leave them
  /// out, and each kind that it meets afterwards costs it a compilation.
  public int endOfLines() {
    int at = to;
    while (!last && at > 0 && bytes[at - 1] != '\n' && bytes[at - 1] != '\r') {
      at--;
    }
    return at == 0 || to - at > ByteRecords.LONGEST ? to : at;
  }

  /// Whether only blanks follow `at`.
  public boolean endsAt(int at) {
    int next = at;
    while (next < to && bytes[next] <= ' ' && bytes[next] >= 0) {
      next++;
    }
    return next >= to;
  }

  /// Whether there are only blanks.
  public boolean isBlank() {
    return endsAt(from);
  }

  void forget() {
    lines = 0;
    foreign = 0;
    transcript.clear();
    rejected.size = 0;
    differing.size = 0;
    ids.places.size = 0;
    sessions.places.size = 0;
  }

  /// Places of records: where they begin, and which of the records that begin there.
  static final class Places {
    private long[] all = new long[16];
    private int size;

    void add(int at, int nth) {
      if (size == all.length) {
        all = Arrays.copyOf(all, 2 * size);
      }
      all[size++] = ((long) at << Integer.SIZE) | nth;
    }

    int size() {
      return size;
    }

    int at(int index) {
      return (int) (all[index] >>> Integer.SIZE);
    }

    int nth(int index) {
      return (int) all[index];
    }

    boolean has(int at, int nth) {
      return Arrays.binarySearch(all, 0, size, ((long) at << Integer.SIZE) | nth) >= 0;
    }
  }

  /// The ids of the records that have one, as hashes.
  static final class Ids {
    final Places places = new Places();
    long[] first = new long[16];
    int[] second = new int[16];

    void add(int at, int nth, IdHash hash) {
      int index = places.size();
      if (index == first.length) {
        first = Arrays.copyOf(first, 2 * index);
        second = Arrays.copyOf(second, 2 * index);
      }
      first[index] = hash.first();
      second[index] = hash.second();
      places.add(at, nth);
    }
  }
}
