package routercost.read.value;

import java.time.LocalDate;
import java.util.Optional;

/// The days that are read.
///
/// @param from the first day, if bounded
/// @param to the day after the last, if bounded
public record Period(Optional<LocalDate> from, Optional<LocalDate> to) {
  /// All days, dated or not.
  public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

  /// All days, of dated records alone.
  public static final Period DATED =
      new Period(Optional.of(LocalDate.of(1, 1, 1)), Optional.empty());

  /// Whether records without a date are outside.
  public boolean isBounded() {
    return from.isPresent() || to.isPresent();
  }

  public boolean contains(LocalDate day) {
    return (from.isEmpty() || !day.isBefore(from.get()))
        && (to.isEmpty() || day.isBefore(to.get()));
  }
}
