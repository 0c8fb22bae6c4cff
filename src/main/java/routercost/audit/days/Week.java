package routercost.audit.days;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/// Counts the weekdays of a stretch of days.
final class Week {
  /// What a day of the weekend costs beside another, where nothing better is known: a guess.
  static final double WEEKEND = 0.25;

  private Week() {}

  /// How many of each weekday there are from `first` to before `end`.
  static Map<DayOfWeek, Integer> counts(LocalDate first, LocalDate end) {
    var counts = new EnumMap<DayOfWeek, Integer>(DayOfWeek.class);
    if (first.isBefore(end)) {
      first.datesUntil(end).forEach(day -> counts.merge(day.getDayOfWeek(), 1, Integer::sum));
    }
    return counts;
  }

  /// What so many days cost in units of a working day, if weekends are as guessed.
  static double guessed(Map<DayOfWeek, Integer> counts) {
    return counts.entrySet().stream()
        .mapToDouble(count -> count.getValue() * guessed(count.getKey()))
        .sum();
  }

  private static double guessed(DayOfWeek day) {
    return day.compareTo(DayOfWeek.SATURDAY) >= 0 ? WEEKEND : 1;
  }
}
