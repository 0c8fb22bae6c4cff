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

  /// Adds the calls of a worker.
  ///
  /// @param kept whether its sums will be used again
  void addAll(Tally more, DayCounts ofThem, boolean kept) {
    add(calls, more, kept);
    days.addAll(ofThem);
  }

  /// Adds the sums of a worker.
  static void add(Tally all, Tally more, boolean kept) {
    if (kept) {
      all.addAll(more);
    } else {
      all.takeAll(more);
    }
  }

  SortedSet<LocalDate> days() {
    return days.days();
  }

  /// Adds all calls to `sums`, with each key replaced.
  void into(Tally sums, UnaryOperator<UsageKey> keys) {
    sums.addAll(calls, keys);
  }
}
