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
  private final Map<String, Map<LocalDate, LocalDate>> common = new HashMap<>();

  CubeFolding(RecordFilter selection, LogAccumulator gathering) {
    this.selection = selection;
    this.gathering = gathering;
    this.periods =
        selection.periods().filter(_ -> gathering.folded().isActive()).map(Supplier::get);
  }

  /// The keys of rows while they are read: with the common days of price periods, and with one day
  /// for all that are not asked for, of which only the number matters.
  public static UnaryOperator<UsageKey> early(RecordFilter selection, LogAccumulator gathering) {
    return isEarly(selection)
        ? new CubeFolding(selection, gathering)::early
        : UnaryOperator.identity();
  }

  /// Whether all calls are asked for, at least of some days.
  private static boolean isEarly(RecordFilter selection) {
    return selection.filter().isEmpty();
  }

  private UsageKey early(UsageKey key) {
    var kept = kept(key);
    var period = selection.period();
    if (isUndated(key)) {
      return kept;
    }
    return period.contains(key.day())
        ? within(period, folded(kept))
        : kept.withDay(outside(period, key.day()));
  }

  private UsageKey kept(UsageKey key) {
    return selection.keepsTasks() || key.hasPriceDay()
        ? key
        : key.withTask("").withLabels(NO_LABELS);
  }

  /// The key with the first day of the period if its common day is before that.
  private static UsageKey within(Period period, UsageKey key) {
    return period.from().filter(from -> key.day().isBefore(from)).map(key::withDay).orElse(key);
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
    return isEarly(selection) && !isUndated(read) ? key : folded(key);
  }

  private UsageKey folded(UsageKey key) {
    if (periods.isEmpty()) {
      return key;
    }
    gathering.folded().add(key.day());
    return key.hasPriceDay()
        ? key
        : key.withDay(
            common
                .computeIfAbsent(key.model(), _ -> new HashMap<>())
                .computeIfAbsent(key.day(), _ -> periods.get().together(key).day()));
  }

  static boolean isUndated(UsageKey key) {
    return key.day().equals(RecordFilter.NO_DAY);
  }
}
