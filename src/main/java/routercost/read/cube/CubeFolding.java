package routercost.read.cube;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import routercost.price.PricePeriods;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.LogAccumulator;
import routercost.read.value.Period;
import routercost.usage.UsageKey;

/// The keys under which used calls of a saved cube are kept. A cube has as many rows as there are
/// days, tasks and models, so what no report keeps apart is added up while it is read.
public final class CubeFolding {
  private static final SortedMap<String, String> NO_LABELS = Collections.emptySortedMap();

  private final RecordFilter selection;
  private final LogAccumulator gathering;
  private final Optional<PricePeriods> periods;
  private final Map<PricePeriods.Served, Map<LocalDate, LocalDate>> common = new HashMap<>();

  CubeFolding(RecordFilter selection, LogAccumulator gathering) {
    this.selection = selection;
    this.gathering = gathering;
    this.periods =
        selection.periods().filter(_ -> gathering.folded().isActive()).map(Supplier::get);
  }

  /// The keys of rows while they are read: with the common days of price periods, and with one day
  /// for all that are not asked for, of which only the number matters.
  public static RowKeys early(RecordFilter selection, LogAccumulator gathering) {
    return isEarly(selection) ? new CubeFolding(selection, gathering).new Early() : RowKeys.AS_READ;
  }

  /// Whether all calls are asked for, at least of some days.
  private static boolean isEarly(RecordFilter selection) {
    return selection.filter().isEmpty();
  }

  /// The keys of rows of calls that count, while they are read.
  public sealed interface RowKeys {
    /// Each row under the key that it has.
    RowKeys AS_READ = new AsRead();

    /// The key, whatever its day.
    UsageKey key(UsageKey read);

    /// The day of a key for each day that its rows have.
    UnaryOperator<LocalDate> days(UsageKey read);
  }

  private static final class AsRead implements RowKeys {
    @Override
    public UsageKey key(UsageKey read) {
      return read;
    }

    @Override
    public UnaryOperator<LocalDate> days(UsageKey read) {
      return UnaryOperator.identity();
    }
  }

  private final class Early implements RowKeys {
    @Override
    public UsageKey key(UsageKey read) {
      return selection.keepsTasks() || read.hasPriceDay()
          ? read
          : read.withTask("").withLabels(NO_LABELS);
    }

    @Override
    public UnaryOperator<LocalDate> days(UsageKey read) {
      var period = selection.period();
      var folded = folding(read);
      return day -> {
        if (day.equals(RecordFilter.NO_DAY)) {
          return day;
        }
        if (!period.contains(day)) {
          return outside(period, day);
        }
        var common = folded.apply(day);
        return period.from().filter(common::isBefore).orElse(common);
      };
    }
  }

  /// A day for all days on this side of the period.
  private static LocalDate outside(Period period, LocalDate day) {
    return period
        .from()
        .filter(day::isBefore)
        .map(from -> from.minusDays(1))
        .or(period::to)
        .orElse(day);
  }

  /// The key of rows that were read, if they were not taken together while they were read.
  ///
  /// @param read under which they were kept until now
  UsageKey late(UsageKey read, UsageKey key) {
    boolean isDone = isEarly(selection) && !isUndated(read);
    return isDone || periods.isEmpty() || key.hasPriceDay()
        ? key
        : key.withDay(folding(key).apply(key.day()));
  }

  /// The days under which calls of a model are kept.
  private UnaryOperator<LocalDate> folding(UsageKey key) {
    if (periods.isEmpty()) {
      return UnaryOperator.identity();
    }
    if (key.hasPriceDay()) {
      return day -> {
        gathering.folded().add(day);
        return day;
      };
    }
    var known = common.computeIfAbsent(PricePeriods.Served.of(key), _ -> new HashMap<>());
    return day ->
        known.computeIfAbsent(
            day,
            _ -> {
              gathering.folded().add(day);
              return periods.get().together(key.withDay(day)).day();
            });
  }

  static boolean isUndated(UsageKey key) {
    return key.day().equals(RecordFilter.NO_DAY);
  }
}
