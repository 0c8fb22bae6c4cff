package routercost.read.schema;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import routercost.read.value.Period;

/// Which records are read and what is kept of them.
///
/// @param labels names of further columns to keep in the key, because a report groups by them
/// @param timezone in which a day begins, and in which times without a zone are read
/// @param undated the day on which records without a time are priced
public record RecordFilter(
    Filter filter, Set<String> labels, Period period, ZoneId timezone, LocalDate undated) {
  /// Stands for the day of records without a time while a cube is built, which any later day may be
  /// that the cube is read on.
  public static final LocalDate NO_DAY = LocalDate.of(0, 1, 1);

  public RecordFilter {
    labels = Set.copyOf(labels);
  }

  /// The last day that a call can have been made on.
  public LocalDate latestDay() {
    return undated.equals(NO_DAY) ? LocalDate.MAX : undated;
  }

  /// The same for records of any day that have one: the period is applied later.
  public RecordFilter anyDay() {
    return period.isBounded()
        ? new RecordFilter(filter, labels, Period.DATED, timezone, undated)
        : this;
  }

  /// The same, with another day for records without a time.
  public RecordFilter undatedOn(LocalDate day) {
    return new RecordFilter(filter, labels, period, timezone, day);
  }
}
