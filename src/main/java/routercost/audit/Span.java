package routercost.audit;

import java.time.LocalDate;

/// Days from one to another, both included.
public record Span(LocalDate from, LocalDate to) {
  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(from + " is after " + to);
    }
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /// The days of both, and those between.
  Span and(Span other) {
    return new Span(
        from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
  }
}
