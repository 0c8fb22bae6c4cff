package routercost.audit.days;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.price.Money;

/// The search for days that cost far more or less than other days of their weekday.
///
/// Each day is compared with the median of the days of its weekday within four weeks, itself
/// included; there must be three. The distance is measured on logarithms, in units of the scatter
/// of all days: the modified z-score of Iglewicz and Hoaglin (1993), which uses medians so that odd
/// days do not hide themselves.
public final class OddDays {
  /// The score above which a day is odd (Iglewicz and Hoaglin).
  public static final double THRESHOLD = 3.5;

  private static final int WEEKS = 4;
  private static final int FEWEST = 3;
  private static final double MEDIAN_TO_DEVIATION = 0.6745;
  private static final double MEAN_TO_DEVIATION = 0.7979;
  private static final double NEARLY_NOTHING = 0.01;

  private OddDays() {}

  /// A day with an unusual cost.
  ///
  /// @param pattern the day that it is compared with
  /// @param usual the cost of that day
  /// @param score the distance in units of the usual scatter; negative if it cost less
  public record OddDay(LocalDate day, Money cost, LocalDate pattern, Money usual, double score) {
    /// The cost above the usual one.
    public Money excess() {
      return cost.minus(usual);
    }
  }

  /// The odd days whose excess is at least `least` either way, the largest first.
  public static List<OddDay> of(DailyCosts days, Money least) {
    double floor = NEARLY_NOTHING * middle(days);
    var judged =
        days.costs().keySet().stream().flatMap(day -> judged(day, days, floor).stream()).toList();
    double scatter = scatter(judged);
    return judged.stream()
        .filter(odd -> scatter > 0 && Math.abs(odd.score()) / scatter > THRESHOLD)
        .filter(odd -> size(odd).compareTo(least) >= 0)
        .map(odd -> scored(odd, odd.score() / scatter))
        .sorted(Comparator.comparing(OddDays::size).reversed().thenComparing(OddDay::day))
        .toList();
  }

  private static Money size(OddDay odd) {
    return new Money(odd.excess().usd().abs());
  }

  private static OddDay scored(OddDay odd, double score) {
    return new OddDay(odd.day(), odd.cost(), odd.pattern(), odd.usual(), score);
  }

  /// The median of the days with a cost: a small part of it is added to every cost, so that a day
  /// without cost has a logarithm.
  private static double middle(DailyCosts days) {
    var sorted =
        days.costs().values().stream()
            .map(cost -> cost.usd().doubleValue())
            .filter(cost -> cost > 0)
            .sorted()
            .toList();
    return sorted.isEmpty() ? 1 : sorted.get(sorted.size() / 2);
  }

  /// A day with the distance of logarithms as score; empty if there are too few days of its
  /// weekday.
  private static Optional<OddDay> judged(LocalDate day, DailyCosts days, double floor) {
    var alike = alike(day, days.costs());
    if (alike.size() < FEWEST) {
      return Optional.empty();
    }
    var pattern = alike.get((alike.size() - 1) / 2);
    var cost = days.costs().getOrDefault(day, Money.ZERO);
    var usual = days.costs().getOrDefault(pattern, Money.ZERO);
    return Optional.of(new OddDay(day, cost, pattern, usual, log(cost, floor) - log(usual, floor)));
  }

  private static double log(Money cost, double floor) {
    return StrictMath.log(cost.usd().doubleValue() + floor);
  }

  /// The days of the same weekday within four weeks, by cost.
  private static List<LocalDate> alike(LocalDate day, NavigableMap<LocalDate, Money> costs) {
    var near = new TreeMap<LocalDate, Money>();
    Stream.iterate(day.minusWeeks(WEEKS), date -> date.plusWeeks(1))
        .limit(2 * WEEKS + 1)
        .forEach(
            date -> Optional.ofNullable(costs.get(date)).ifPresent(cost -> near.put(date, cost)));
    return near.keySet().stream()
        .sorted(
            Comparator.comparing((LocalDate date) -> near.getOrDefault(date, Money.ZERO))
                .thenComparing(date -> date))
        .toList();
  }

  /// The usual distance: from the median, or from the mean if the median is zero. Days that are
  /// their own pattern are ignored.
  private static double scatter(List<OddDay> judged) {
    var sizes =
        judged.stream()
            .filter(odd -> !odd.pattern().equals(odd.day()))
            .map(odd -> Math.abs(odd.score()))
            .sorted()
            .toList();
    if (sizes.isEmpty()) {
      return 0;
    }
    double median = (sizes.get((sizes.size() - 1) / 2) + sizes.get(sizes.size() / 2)) / 2;
    double mean = sizes.stream().mapToDouble(size -> size).average().orElse(0);
    return median > 0 ? median / MEDIAN_TO_DEVIATION : mean / MEAN_TO_DEVIATION;
  }
}
