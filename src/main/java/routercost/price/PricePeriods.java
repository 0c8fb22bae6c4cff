package routercost.price;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import routercost.usage.ServiceTier;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The stretches of days on which nothing in a book changes: no price, tier or discount. Within
/// one of them usage costs the same on every day, so that a year of days needs a handful of prices.
public final class PricePeriods {
  private final PriceBook book;

  /// The first day of each stretch; the one before the first has no start.
  private final NavigableSet<LocalDate> starts;

  private final boolean withinMonths;

  /// The tiers that calls may move to, if only changes of these and of their own models matter.
  private final Optional<Set<String>> tiers;

  /// Those first days that matter to calls of a model.
  private final Map<Served, NavigableSet<LocalDate>> ofModels = new ConcurrentHashMap<>();

  /// What decides which days matter to calls.
  ///
  /// @param model its name in the log
  /// @param fast whether they are in fast mode, whose prices are of no other calls
  public record Served(String model, boolean fast) {
    public static Served of(UsageKey key) {
      return new Served(key.model(), key.service() == ServiceTier.FAST);
    }

    // Those of a record are made when a program first needs them, which an audit does at its start.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Served served && model.equals(served.model) && fast == served.fast;
    }

    @Override
    public int hashCode() {
      return 2 * model.hashCode() + (fast ? 1 : 0);
    }
  }

  private PricePeriods(
      PriceBook book,
      NavigableSet<LocalDate> starts,
      boolean withinMonths,
      Optional<Set<String>> tiers) {
    this.book = book;
    this.starts = starts;
    this.withinMonths = withinMonths;
    this.tiers = tiers;
  }

  static PricePeriods of(PriceBook book) {
    var starts = ofTiers(book.catalog(), allTiers(book), true);
    for (var model : book.catalog().models().values()) {
      starts.addAll(changes(model, true));
    }
    return new PricePeriods(book, starts, false, Optional.empty());
  }

  private static Set<String> allTiers(PriceBook book) {
    return book.catalog().tiers().names();
  }

  /// The first days of stretches on which no discount changes and each tier is one model at one
  /// price. What a model cost before and after it was that of a tier does not matter.
  private static NavigableSet<LocalDate> ofTiers(Catalog catalog, Set<String> tiers, boolean fast) {
    var starts = new TreeSet<LocalDate>();
    catalog.discounts().forEach(discount -> add(discount.valid(), starts));
    for (var tier : tiers) {
      var models = catalog.tiers().timeline().getOrDefault(tier, Collections.emptyNavigableMap());
      for (var from : models.keySet()) {
        starts.add(from);
        var model = catalog.models().get(models.get(from));
        if (model != null) {
          var until = Optional.ofNullable(models.higherKey(from)).orElse(LocalDate.MAX);
          starts.addAll(changes(model, fast).subSet(from, until));
        }
      }
    }
    return starts;
  }

  private static NavigableSet<LocalDate> changes(Model model, boolean fast) {
    var changes = new TreeSet<LocalDate>();
    model.prices().forEach(entry -> add(entry.valid(), changes));
    if (fast) {
      model.fast().forEach(entry -> add(entry.valid(), changes));
    }
    return changes;
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
    return new PricePeriods(book, starts, true, tiers);
  }

  /// Longer stretches for calls that stay on their models or move to a tier: those on which neither
  /// the price of their own model nor anything about a tier changes.
  public PricePeriods byModel() {
    return movingTo(allTiers(book));
  }

  /// Longer stretches still for calls that move to some tiers only, or to none.
  public PricePeriods movingTo(Set<String> some) {
    return new PricePeriods(book, starts, withinMonths, Optional.of(Set.copyOf(some)));
  }

  NavigableSet<LocalDate> starts() {
    return starts;
  }

  /// One day for all days of the stretch of `day`, the same for each of them.
  public LocalDate common(LocalDate day) {
    return start(day, starts).orElseGet(this::before);
  }

  /// One day for all days of the stretch of `day` of calls like these, the same for each of them.
  public LocalDate common(Served served, LocalDate day) {
    return start(day, starts(served)).orElseGet(this::before);
  }

  private LocalDate before() {
    return starts.isEmpty() ? LocalDate.EPOCH : starts.getFirst().minusDays(1);
  }

  /// The first day of the stretch of `day`; that day itself before the first.
  public LocalDate first(LocalDate day) {
    return start(day, starts).orElse(day);
  }

  /// The day after the last one of the stretch of `day`, in its month.
  public LocalDate end(LocalDate day) {
    var next = Optional.ofNullable(starts.higher(day));
    var month = day.withDayOfMonth(1).plusMonths(1);
    return next.filter(start -> start.isBefore(month)).orElse(month);
  }

  /// The first days that matter to calls of a model.
  private NavigableSet<LocalDate> starts(Served served) {
    return tiers.isEmpty()
        ? starts
        : ofModels.computeIfAbsent(served, of -> startsOf(of, tiers.get()));
  }

  private NavigableSet<LocalDate> startsOf(Served served, Set<String> moving) {
    var own = ofTiers(book.catalog(), moving, served.fast());
    var known = book.resolve(served.model(), before());
    addChanges(known, served, own);
    for (var start : dependsOnDay(known, served) ? starts : Collections.<LocalDate>emptySet()) {
      var from = book.resolve(served.model(), start);
      if (!from.map(Resolution::id).equals(known.map(Resolution::id))) {
        own.add(start);
        addChanges(from, served, own);
        known = from;
      }
    }
    return own;
  }

  /// Whether a name may stand for one model before a day and for another from then on: the name of
  /// a tier, which before its first model stands for none.
  private boolean dependsOnDay(Optional<Resolution> first, Served served) {
    return first.isPresent()
        ? first.get().how() == Resolution.How.TIER
        : !starts.isEmpty() && book.resolve(served.model(), starts.getLast()).isPresent();
  }

  private void addChanges(
      Optional<Resolution> found, Served served, NavigableSet<LocalDate> starts) {
    found.flatMap(book::model).ifPresent(model -> starts.addAll(changes(model, served.fast())));
  }

  private Optional<LocalDate> start(LocalDate day, NavigableSet<LocalDate> starts) {
    var start = Optional.ofNullable(starts.floor(day));
    if (!withinMonths) {
      return start;
    }
    var month = day.withDayOfMonth(1);
    return start.filter(from -> from.isAfter(month)).or(() -> Optional.of(month));
  }

  /// The key with the common day of its stretch, if its calls have a price.
  public UsageKey together(UsageKey key) {
    var day = common(Served.of(key), key.day());
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
    var firstDays = new HashMap<Served, FirstDays>();
    return key -> {
      var of = firstDays.computeIfAbsent(Served.of(key), served -> firstDays(served, days));
      var first = of.byStart().get(start(key.day(), of.starts()));
      if (first == null || key.hasPriceDay()) { // whose prices are those of another stretch
        return key;
      }
      return of.unpriced().contains(first) ? key : key.withDay(first);
    };
  }

  /// The first days of a model's stretches that there are.
  ///
  /// @param unpriced those without a price
  private record FirstDays(
      NavigableSet<LocalDate> starts,
      Map<Optional<LocalDate>, LocalDate> byStart,
      Set<LocalDate> unpriced) {}

  private FirstDays firstDays(Served served, SortedSet<LocalDate> days) {
    var starts = starts(served);
    var byStart = new HashMap<Optional<LocalDate>, LocalDate>();
    days.forEach(day -> byStart.putIfAbsent(start(day, starts), day));
    var unpriced = new TreeSet<>(byStart.values());
    unpriced.removeIf(day -> isPriced(served.model(), day));
    return new FirstDays(starts, byStart, unpriced);
  }
}
