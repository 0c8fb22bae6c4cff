package routercost.read.tally;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import routercost.read.schema.Origin;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.TokenCounts;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// The latest calls of one input, held back because a record that follows may be a copy: logged
/// twice, or a later part of the same stream. Of copies the largest counts, on the day of the
/// earliest.
///
/// Copies have one id, model and status, and equal counts or the same prompt and more output; a
/// part of a stream that counts no output may count less of the prompt. Other calls of one id are
/// separate calls. Copies that are further apart than the held calls are found by [SeenIds] if
/// their counts are equal.
final class HeldCalls {
  private static final int MOST = 1 << 13;

  /// Streams take no longer.
  private static final Duration LONGEST_STREAM = Duration.ofHours(1);

  private static final int OUTPUT = Tally.slot(Meter.OUTPUT);

  /// A call whose copies may follow.
  static final class Held {
    final String id;
    final Origin origin;
    final long unaccounted;
    private final Optional<Instant> time;
    private final boolean counter;
    ParsedRow row;

    /// Whether the earliest of its copies is outside of the period that is read.
    boolean outside;

    /// @param id of the call; empty if it has none
    /// @param counter whether the id only counts
    Held(
        String id,
        Origin origin,
        ParsedRow row,
        long unaccounted,
        Optional<Instant> time,
        boolean counter,
        boolean outside) {
      this.id = id;
      this.origin = origin;
      this.row = row;
      this.unaccounted = unaccounted;
      this.time = time;
      this.counter = counter;
      this.outside = outside;
    }

    private boolean isCopy(Held later) {
      var key = row.key();
      var other = later.row.key();
      if (!key.model().equals(other.model()) || key.status() != other.status()) {
        return false;
      }
      long[] counts = row.quantities().counts();
      long[] others = later.row.quantities().counts();
      long prompt = TokenCounts.prompt(counts);
      long promptOfOther = TokenCounts.prompt(others);
      boolean isBegun = // the parts of Gemini's stream count tools and caches late
          prompt < promptOfOther && row.assumed().contains(ParsedRow.Assumption.NO_OUTPUT);
      return (prompt == promptOfOther || isBegun)
          && (counts[OUTPUT] == others[OUTPUT] ? isEqual(later) : isNear(later));
    }

    /// Whether a call of equal counts is the same: an id that only counts is given again.
    private boolean isEqual(Held later) {
      return !counter || (IdHash.isTimeOfDay(time) && time.equals(later.time));
    }

    private boolean isNear(Held later) {
      return time.isEmpty()
          || later.time.isEmpty()
          || Duration.between(time.get(), later.time.get()).abs().compareTo(LONGEST_STREAM) <= 0;
    }

    private long size() {
      long[] counts = row.quantities().counts();
      return TokenCounts.prompt(counts) + counts[OUTPUT];
    }

    private boolean isUndated() {
      return row.assumed().contains(ParsedRow.Assumption.NO_TIME);
    }
  }

  private final Consumer<Held> calls;
  private final Consumer<ParsedRow> duplicates;
  private final Deque<Held> held = new ArrayDeque<>();
  private final Map<String, List<Held>> byId = new HashMap<>();

  /// @param calls receives every call once, in the order of their first records
  /// @param duplicates receives the copies that do not count
  HeldCalls(Consumer<Held> calls, Consumer<ParsedRow> duplicates) {
    this.calls = calls;
    this.duplicates = duplicates;
  }

  void add(Held call) {
    if (!call.id.isEmpty()) {
      var same = byId.computeIfAbsent(call.id, _ -> new ArrayList<>());
      for (Held known : same) {
        if (known.isCopy(call)) {
          merge(known, call);
          return;
        }
      }
      same.add(call);
    }
    held.add(call);
    if (held.size() > MOST) {
      release(held.remove());
    }
  }

  private void merge(Held known, Held copy) {
    boolean isLarger = copy.size() > known.size();
    ParsedRow counting = isLarger ? copy.row : known.row;
    duplicates.accept(isLarger ? known.row : copy.row);
    boolean isEarlier = known.isUndated() || copy.row.key().day().isBefore(known.row.key().day());
    if (!copy.isUndated() && isEarlier) {
      known.outside = copy.outside;
    }
    known.row = counting.on(earliest(known, copy));
  }

  private static LocalDate earliest(Held known, Held copy) {
    var day = known.row.key().day();
    var other = copy.row.key().day();
    if (copy.isUndated()) {
      return day;
    }
    return known.isUndated() || other.isBefore(day) ? other : day;
  }

  private void release(Held call) {
    if (!call.id.isEmpty()) {
      byId.computeIfPresent(
          call.id,
          (_, same) -> {
            same.remove(call);
            return same.isEmpty() ? null : same;
          });
    }
    calls.accept(call);
  }

  /// Releases all calls, as no record follows.
  void end() {
    while (!held.isEmpty()) {
      release(held.remove());
    }
  }
}
