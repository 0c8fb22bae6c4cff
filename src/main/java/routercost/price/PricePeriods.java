package routercost.price;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The stretches of days on which nothing in a catalog changes: no price, tier or discount. Within
/// one of them usage costs the same on every day, so that a year of days needs a handful of prices.
///
/// @param starts the first day of each stretch; the one before the first has no start
record PricePeriods(NavigableSet<LocalDate> starts) {
  static PricePeriods of(Catalog catalog) {
    var starts = new TreeSet<LocalDate>();
    for (var model : catalog.models().values()) {
      model.prices().forEach(entry -> add(entry.valid(), starts));
      model.fast().forEach(entry -> add(entry.valid(), starts));
    }
    catalog.discounts().forEach(discount -> add(discount.valid(), starts));
    catalog.tiers().timeline().values().forEach(models -> starts.addAll(models.keySet()));
    return new PricePeriods(starts);
  }

  private static void add(DateRange range, NavigableSet<LocalDate> starts) {
    if (range.from().isPresent()) {
      starts.add(range.from().get());
    }
    if (range.to().isPresent()) {
      starts.add(range.to().get());
    }
  }

  /// The stretches within months, as far as there are days.
  PricePeriods inMonths(SortedSet<LocalDate> days) {
    var within = new TreeSet<>(starts);
    days.forEach(day -> within.add(day.withDayOfMonth(1)));
    return new PricePeriods(within);
  }

  static SortedSet<LocalDate> days(UsageCube cube) {
    var days = new TreeSet<LocalDate>();
    cube.cells().keySet().forEach(key -> days.add(key.day()));
    return days;
  }

  /// The key under which each key is then.
  ///
  /// @param days that there are
  UnaryOperator<UsageKey> keys(SortedSet<LocalDate> days) {
    var firstDays = new HashMap<Optional<LocalDate>, LocalDate>();
    for (var day : days) {
      firstDays.putIfAbsent(start(day), day);
    }
    return key ->
        key.hasPriceDay()
            ? key // whose prices are those of another period
            : key.withDay(firstDays.getOrDefault(start(key.day()), key.day()));
  }

  /// The first day of the period of `day`; that day itself before the first period.
  LocalDate first(LocalDate day) {
    return start(day).orElse(day);
  }

  private Optional<LocalDate> start(LocalDate day) {
    return Optional.ofNullable(starts.floor(day));
  }
}
