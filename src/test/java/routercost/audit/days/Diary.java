package routercost.audit.days;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import routercost.price.Money;

/// Days written down for a test, from 1 June 2026 on, which is a Monday.
final class Diary {
  static final LocalDate FIRST = LocalDate.of(2026, 6, 1);

  private Diary() {}

  /// One day after another.
  static DailyCosts of(String... costs) {
    var days = new TreeMap<LocalDate, Money>();
    for (int i = 0; i < costs.length; i++) {
      days.put(FIRST.plusDays(i), Money.of(costs[i]));
    }
    return new DailyCosts(days);
  }

  /// Weeks of 100 dollars a working day and 25 a day at the weekend.
  static NavigableMap<LocalDate, Money> weeks(int count) {
    var days = new TreeMap<LocalDate, Money>();
    for (int i = 0; i < 7 * count; i++) {
      days.put(FIRST.plusDays(i), Money.of(i % 7 < 5 ? "100" : "25"));
    }
    return days;
  }
}
