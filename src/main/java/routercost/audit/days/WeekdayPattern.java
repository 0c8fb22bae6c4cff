package routercost.audit.days;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a day of each weekday costs on average, and how far days scatter around that.
///
/// The logarithm of a day's cost is the effect of its weekday plus noise; the noise is the same on
/// all weekdays. On some days of a weekday there may be no cost at all.
///
/// @param weekdays those that were seen
/// @param variance of the noise
/// @param degrees of freedom that it was estimated with
record WeekdayPattern(Map<DayOfWeek, Weekday> weekdays, double variance, int degrees) {
  WeekdayPattern {
    weekdays = Collections.unmodifiableMap(new EnumMap<>(weekdays));
  }

  /// What was seen of one weekday.
  ///
  /// @param days how many
  /// @param busy how many of them cost something
  /// @param meanLog mean of the logarithms of those
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

    /// Variance of the cost of `count` such days together: of their mean as it was estimated, and
    /// of the days around it.
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

  /// The pattern of `seen`, which has a day of every weekday.
  static WeekdayPattern of(DailyCosts seen) {
    var byWeekday =
        seen.costs().entrySet().stream()
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

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(number -> number).average().orElse(0);
  }

  /// What so many days of each weekday come to.
  double mean(Map<DayOfWeek, Integer> days) {
    return sum(days, (weekday, count) -> count * weekday.mean(variance));
  }

  /// The standard error of that.
  double standardError(Map<DayOfWeek, Integer> days) {
    return StrictMath.sqrt(sum(days, (weekday, count) -> weekday.uncertainty(count, variance)));
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
