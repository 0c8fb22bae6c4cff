package routercost.read.tally;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/// The numbers of records by day, of which some may be taken out again.
public final class DayCounts {
  private static final int MARGIN = 64;

  /// The number of records of each day from `first` on.
  private long[] records = new long[0];

  private int first;

  /// Adds a record.
  ///
  /// @param day counted from 1970-01-01
  /// @param sign 1, or −1 to take it out again
  public void add(int day, long sign) {
    int at = day - first;
    if (at < 0 || at >= records.length) {
      cover(day);
      at = day - first;
    }
    records[at] += sign;
  }

  private void cover(int day) {
    if (records.length == 0) {
      first = day - MARGIN;
      records = new long[2 * MARGIN];
    } else if (day < first) {
      int more = Math.max(first - day, records.length);
      var wider = new long[more + records.length];
      System.arraycopy(records, 0, wider, more, records.length);
      first -= more;
      records = wider;
    } else {
      records = Arrays.copyOf(records, Math.max(2 * records.length, day - first + 1));
    }
  }

  /// Adds the records of another count.
  void addAll(DayCounts other) {
    for (int i = 0; i < other.records.length; i++) {
      if (other.records[i] != 0) {
        add(other.first + i, other.records[i]);
      }
    }
  }

  /// The days that have records.
  SortedSet<LocalDate> days() {
    var days = new TreeSet<LocalDate>();
    for (int i = 0; i < records.length; i++) {
      if (records[i] > 0) {
        days.add(LocalDate.ofEpochDay((long) first + i));
      }
    }
    return days;
  }
}
