package routercost.audit.days;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The mean cost of a day of each weekday, and the scatter of days around it.
///
/// The logarithm of a day's cost is the effect of its weekday plus noise of equal variance on all
/// weekdays. Some days of a weekday may have no cost at all.
///
/// @param variance of the noise
/// @param degrees of freedom that it was estimated with
record WeekdayPattern(Map<DayOfWeek, Weekday> weekdays, double variance, int degrees) {
  /// A guess of the cost of a day of the weekend relative to other days.
  private static final double WEEKEND = 0.25;

  WeekdayPattern {
    weekdays = Collections.unmodifiableMap(new EnumMap<>(weekdays));
  }

  /// The days of one weekday.
  ///
  /// @param busy the number of days with a cost
  /// @param meanLog mean of the logarithms of their costs
  record Weekday(int days, int busy, double meanLog) {
    private double share() {
      return (double) busy / days;
    }

    /// Mean of a log-normal amount.
    private double busyMean(double variance) {
      return StrictMath.exp(meanLog + variance / 2);
    }

    double mean(double variance) {
      return busy == 0 ? 0 : share() * busyMean(variance);
    }

    /// Variance of the cost of `count` such days together: that of their estimated mean and that of
    /// the days around it.
    double uncertainty(int count, double variance) {
      if (busy == 0) {
        return 0;
      }
      double square = StrictMath.pow(busyMean(variance), 2);
      double share = share();
      double ofMean = square * (share * share * variance / busy + share * (1 - share) / days);
      double ofDay = square * (share * StrictMath.exp(variance) - share * share);
      return (double) count * count * ofMean + count * ofDay;
    }
  }

  /// The pattern of `days`, which have a day of every weekday.
  static WeekdayPattern of(DailyCosts days) {
    var byWeekday =
        days.costs().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    day -> day.getKey().getDayOfWeek(),
                    () -> new EnumMap<>(DayOfWeek.class),
                    Collectors.mapping(
                        day -> day.getValue().usd().doubleValue(), Collectors.toList())));
    var weekdays = new EnumMap<DayOfWeek, Weekday>(DayOfWeek.class);
    double squares = 0;
    int degrees = 0;
    for (var entry : byWeekday.entrySet()) {
      var logs = entry.getValue().stream().filter(cost -> cost > 0).map(StrictMath::log).toList();
      double mean = mean(logs);
      weekdays.put(entry.getKey(), new Weekday(entry.getValue().size(), logs.size(), mean));
      squares += logs.stream().mapToDouble(log -> StrictMath.pow(log - mean, 2)).sum();
      degrees += Math.max(0, logs.size() - 1);
    }
    return new WeekdayPattern(weekdays, degrees == 0 ? 0 : squares / degrees, degrees);
  }

  static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(number -> number).average().orElse(0);
  }

  /// The expected cost of these numbers of days of each weekday.
  double mean(Map<DayOfWeek, Integer> days) {
    return sum(days, (weekday, count) -> count * weekday.mean(variance));
  }

  /// The standard error of the mean.
  double standardError(Map<DayOfWeek, Integer> days) {
    return StrictMath.sqrt(sum(days, (weekday, count) -> weekday.uncertainty(count, variance)));
  }

  /// The number of days of each weekday from `first` to before `end`.
  static Map<DayOfWeek, Integer> counts(LocalDate first, LocalDate end) {
    var counts = new EnumMap<DayOfWeek, Integer>(DayOfWeek.class);
    if (first.isBefore(end)) {
      first.datesUntil(end).forEach(day -> counts.merge(day.getDayOfWeek(), 1, Integer::sum));
    }
    return counts;
  }

  /// The cost of days in units of a working day, if the pattern is not known.
  static double guessed(Map<DayOfWeek, Integer> counts) {
    return counts.entrySet().stream()
        .mapToDouble(
            count ->
                count.getValue()
                    * (count.getKey().compareTo(DayOfWeek.SATURDAY) >= 0 ? WEEKEND : 1))
        .sum();
  }

  private interface Term {
    double of(Weekday weekday, int count);
  }

  private double sum(Map<DayOfWeek, Integer> days, Term term) {
    return Stream.of(DayOfWeek.values())
        .filter(days::containsKey)
        .mapToDouble(
            day ->
                term.of(
                    weekdays.getOrDefault(day, new Weekday(1, 0, 0)), days.getOrDefault(day, 0)))
        .sum();
  }
}
