package routercost.read.schema;

import java.time.LocalDate;
import java.util.Optional;

/// The first and the last of the days outside of the period that records name.
public final class OutsideDays {
  private int first = Integer.MAX_VALUE;
  private int last = Integer.MIN_VALUE;

  /// Adds a day, counted from 1970-01-01.
  public void add(int day) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }

  public void addAll(OutsideDays more) {
    first = Math.min(first, more.first);
    last = Math.max(last, more.last);
  }

  /// `2026-11-02 to 2026-11-09`; empty if there are none.
  public Optional<String> range() {
    return last < first
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(first) + " to " + LocalDate.ofEpochDay(last));
  }
}
