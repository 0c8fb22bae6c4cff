package routercost.audit.budget;

import java.time.LocalDate;

/// Days from one to another, both included.
public record DateSpan(LocalDate from, LocalDate to) {
  public DateSpan {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(from + " is after " + to);
    }
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /// The days of both, and those between.
  DateSpan and(DateSpan other) {
    return new DateSpan(
        from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
  }
}
