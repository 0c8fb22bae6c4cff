package routercost.read.cube;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import routercost.read.tally.SavedCube;
import routercost.usage.Meter;
import routercost.usage.Moments.Moment;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// The rows of a saved cube, added up by key while they are read.
final class CubeSums {
  private static final int METERS = Meter.values().length;

  private final CubeFolding.RowKeys keys;
  private final Map<SavedCube.Part, PartSums> parts = new EnumMap<>(SavedCube.Part.class);

  /// Sums of no rows.
  ///
  /// @param keys under which rows of used calls are kept
  CubeSums(CubeFolding.RowKeys keys) {
    this.keys = keys;
  }

  /// Rows that differ in nothing of their key but the day. A cube of a year has a few hundred of
  /// these in hundreds of thousands of rows.
  final class Kind {
    private final PartSums sums;
    private final UsageKey key;
    private final UnaryOperator<LocalDate> kept;
    private final Map<LocalDate, Integer> cells = new HashMap<>();

    /// One more than the cell of each day that was seen, by the number of the day; 0 otherwise.
    private int[] known = new int[0];

    private Kind(SavedCube.Part part, UsageKey key) {
      this.sums = parts.computeIfAbsent(part, _ -> new PartSums());
      var of = part == SavedCube.Part.USED ? keys : CubeFolding.RowKeys.AS_READ;
      this.key = of.key(key);
      this.kept = of.days(this.key);
    }

    private int cell(Day day) {
      if (day.number() >= known.length) {
        known = Arrays.copyOf(known, Math.max(day.number() + 1, 2 * known.length));
      }
      if (known[day.number()] == 0) {
        var as = kept.apply(day.date());
        known[day.number()] = cells.computeIfAbsent(as, _ -> sums.cell(on(as))) + 1;
      }
      return known[day.number()] - 1;
    }

    /// Its key, which may have the price of another day.
    private UsageKey on(LocalDate day) {
      return key.with(
          day, key.task(), key.model(), key.service(), key.band(), key.place(), key.status());
    }

    /// Adds a row of this kind.
    void add(Day day, Counts row) {
      sums.add(cell(day), row);
    }
  }

  /// A day of rows.
  ///
  /// @param number of the days of a cube, from 0 on
  record Day(int number, LocalDate date) {}

  /// What a row says besides its key. Reused for each row.
  static final class Counts {
    /// A whole number a meter, at its slot.
    final long[] whole = new long[METERS];

    /// What numbers that no long can hold have beyond the 1 in `whole`, by meter.
    final Map<Meter, BigDecimal> wide = new EnumMap<>(Meter.class);

    BigDecimal loggedUsd = BigDecimal.ZERO;
    long records;
    Optional<Moment> moment = Optional.empty();

    /// Sets the amount of a meter that is a whole number and fits into a cell of a tally.
    void set(Meter meter, long amount) {
      whole[Tally.slot(meter)] = amount;
    }

    /// Sets the amount of a meter; a whole number, or dollars.
    void set(Meter meter, BigDecimal amount) {
      if (meter == Meter.LOGGED_USD) {
        loggedUsd = amount;
      } else if (amount.precision() <= 18) {
        whole[Tally.slot(meter)] = amount.longValueExact();
      } else {
        whole[Tally.slot(meter)] = 1;
        wide.put(meter, amount.subtract(BigDecimal.ONE));
      }
    }

    /// The number of calls.
    BigDecimal calls() {
      return wide.getOrDefault(Meter.CALLS, BigDecimal.ZERO)
          .add(BigDecimal.valueOf(whole[Tally.slot(Meter.CALLS)]));
    }
  }

  private static final class PartSums {
    private final Tally tally = new Tally();
    private long[] records = new long[1 << 8];
    private final List<@Nullable Optional<Moment>> moments = new ArrayList<>();
    private final Map<Integer, Usage> wide = new HashMap<>();

    int cell(UsageKey key) {
      int cell = tally.cell(key);
      if (cell == moments.size()) {
        moments.add(null);
        records = cell < records.length ? records : Arrays.copyOf(records, 2 * cell);
      }
      return cell;
    }

    void add(int cell, Counts row) {
      tally.add(cell, row.whole, 1);
      if (row.loggedUsd.signum() != 0) {
        tally.addUsd(cell, row.loggedUsd, 1);
      }
      records[cell] = Math.addExact(records[cell], row.records);
      var before = moments.get(cell);
      moments.set(
          cell, before == null ? row.moment : before.flatMap(mine -> row.moment.map(mine::plus)));
      if (!row.wide.isEmpty()) {
        wide.merge(cell, new Usage(row.wide), Usage::plus);
        row.wide.clear();
      }
    }

    SortedMap<UsageKey, SavedCube.Sums> byKey() {
      var sums = new TreeMap<UsageKey, SavedCube.Sums>();
      for (int cell = 0; cell < moments.size(); cell++) {
        var more = wide.get(cell);
        var usage = more == null ? tally.usage(cell) : tally.usage(cell).plus(more);
        var moment = moments.get(cell);
        sums.put(
            tally.key(cell),
            new SavedCube.Sums(records[cell], usage, moment == null ? Optional.empty() : moment));
      }
      return sums;
    }
  }

  /// The rows of one part with this key, whatever their day.
  Kind kind(SavedCube.Part part, UsageKey key) {
    return new Kind(part, key);
  }

  /// The sums so far.
  Map<SavedCube.Part, SortedMap<UsageKey, SavedCube.Sums>> parts() {
    var sums =
        new EnumMap<SavedCube.Part, SortedMap<UsageKey, SavedCube.Sums>>(SavedCube.Part.class);
    parts.forEach((part, of) -> sums.put(part, of.byKey()));
    return Collections.unmodifiableMap(sums);
  }
}
