package routercost.read.tally;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// Calls under the common days of their price periods, and the days that they are of, where no
/// report keeps days apart.
public final class FoldedCalls {
  private final Tally calls = new Tally();
  private final DayCounts days = new DayCounts();
  private boolean active;

  FoldedCalls() {}

  /// Expects calls under common days from now on.
  public void begin() {
    active = true;
  }

  public boolean isActive() {
    return active;
  }

  /// A count of the days of one worker's calls; empty if they stay under their own days.
  public Optional<DayCounts> anotherCount() {
    return active ? Optional.of(new DayCounts()) : Optional.empty();
  }

  /// Adds the day of calls of a saved cube, which are kept with the cube.
  public void add(LocalDate day) {
    days.add((int) day.toEpochDay(), 1);
  }

  /// The calls, to which those of these days are to be added.
  Tally with(DayCounts more) {
    days.addAll(more);
    return calls;
  }

  SortedSet<LocalDate> days() {
    return days.days();
  }

  /// Adds all calls to `sums`, with each key replaced.
  void into(Tally sums, UnaryOperator<UsageKey> keys) {
    sums.addAll(calls, keys);
  }
}
