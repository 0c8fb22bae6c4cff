package routercost.price;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The stretches of days on which nothing in a book changes: no price, tier or discount. Within
/// one of them usage costs the same on every day, so that a year of days needs a handful of prices.
public final class PricePeriods {
  private final PriceBook book;

  /// The first day of each stretch; the one before the first has no start.
  private final NavigableSet<LocalDate> starts;

  private final boolean withinMonths;

  private PricePeriods(PriceBook book, NavigableSet<LocalDate> starts, boolean withinMonths) {
    this.book = book;
    this.starts = starts;
    this.withinMonths = withinMonths;
  }

  static PricePeriods of(PriceBook book) {
    var starts = new TreeSet<LocalDate>();
    var catalog = book.catalog();
    for (var model : catalog.models().values()) {
      model.prices().forEach(entry -> add(entry.valid(), starts));
      model.fast().forEach(entry -> add(entry.valid(), starts));
    }
    catalog.discounts().forEach(discount -> add(discount.valid(), starts));
    catalog.tiers().timeline().values().forEach(models -> starts.addAll(models.keySet()));
    return new PricePeriods(book, starts, false);
  }

  private static void add(DateRange range, NavigableSet<LocalDate> starts) {
    if (range.from().isPresent()) {
      starts.add(range.from().get());
    }
    if (range.to().isPresent()) {
      starts.add(range.to().get());
    }
  }

  /// The parts of these stretches within single months, for reports by month.
  public PricePeriods withinMonths() {
    return new PricePeriods(book, starts, true);
  }

  NavigableSet<LocalDate> starts() {
    return starts;
  }

  /// One day for all days of the stretch of `day`, the same for each of them.
  public LocalDate common(LocalDate day) {
    return start(day)
        .orElseGet(() -> starts.isEmpty() ? LocalDate.EPOCH : starts.getFirst().minusDays(1));
  }

  /// The first day of the stretch of `day`; that day itself before the first.
  public LocalDate first(LocalDate day) {
    return start(day).orElse(day);
  }

  private Optional<LocalDate> start(LocalDate day) {
    var start = Optional.ofNullable(starts.floor(day));
    if (!withinMonths) {
      return start;
    }
    var month = day.withDayOfMonth(1);
    return start.filter(from -> from.isAfter(month)).or(() -> Optional.of(month));
  }

  /// The key with the common day of its stretch, if its calls have a price.
  public UsageKey together(UsageKey key) {
    var day = common(key.day());
    return key.hasPriceDay() || !isPriced(key.model(), day) ? key : key.withDay(day);
  }

  /// Whether calls of a model have a price on a day. Those that have none keep their days, by which
  /// reports name them.
  public boolean isPriced(String model, LocalDate day) {
    return book.quote(UsageKey.of(day, "", model)) instanceof Quote.Priced;
  }

  public static SortedSet<LocalDate> days(UsageCube cube) {
    var days = new TreeSet<LocalDate>();
    cube.cells().keySet().forEach(key -> days.add(key.day()));
    return days;
  }

  /// The key under which each key is if the days of a stretch are taken together: that of the first
  /// of them.
  ///
  /// @param days that there are; a key may have their common day instead of one of them
  public UnaryOperator<UsageKey> keys(SortedSet<LocalDate> days) {
    var firstDays = new HashMap<Optional<LocalDate>, LocalDate>();
    days.forEach(day -> firstDays.putIfAbsent(start(day), day));
    var unpriced = new HashMap<String, Set<LocalDate>>();
    return key -> {
      var first = firstDays.get(start(key.day()));
      if (first == null || key.hasPriceDay()) { // whose prices are those of another stretch
        return key;
      }
      var gaps = unpriced.computeIfAbsent(key.model(), model -> unpriced(model, firstDays));
      return gaps.contains(first) ? key : key.withDay(first);
    };
  }

  private Set<LocalDate> unpriced(String model, Map<Optional<LocalDate>, LocalDate> firstDays) {
    var gaps = new TreeSet<>(firstDays.values());
    gaps.removeIf(day -> isPriced(model, day));
    return gaps;
  }
}
