package routercost.price;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/// Days on which something holds.
///
/// @param from the first day; empty if it always held
/// @param to the day after the last; empty if it still holds
public record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {
  /// Every day.
  public static final DateRange ALWAYS = new DateRange(Optional.empty(), Optional.empty());

  /// Earlier starts first.
  public static final Comparator<DateRange> BY_START =
      (one, other) -> one.start().compareTo(other.start());

  private LocalDate start() {
    return from.orElse(LocalDate.MIN);
  }

  public boolean contains(LocalDate day) {
    return !startsAfter(day) && (to.isEmpty() || day.isBefore(to.get()));
  }

  /// Whether `day` is before the first day.
  public boolean startsAfter(LocalDate day) {
    return from.isPresent() && day.isBefore(from.get());
  }

  /// Whether some day is in both.
  public boolean overlaps(DateRange other) {
    return !endsBefore(other) && !other.endsBefore(this);
  }

  private boolean endsBefore(DateRange later) {
    return to.isPresent() && later.from.isPresent() && !later.from.get().isBefore(to.get());
  }
}
