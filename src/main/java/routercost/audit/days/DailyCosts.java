package routercost.audit.days;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import routercost.price.Ledger;
import routercost.price.Money;

/// The cost of each whole day from the first with calls to the last; a day between them without
/// calls cost nothing.
public record DailyCosts(NavigableMap<LocalDate, Money> costs) {
  public DailyCosts {
    var everyDay = new TreeMap<LocalDate, Money>(costs);
    if (!costs.isEmpty()) {
      costs
          .firstKey()
          .datesUntil(costs.lastKey())
          .forEach(day -> everyDay.putIfAbsent(day, Money.ZERO));
    }
    costs = Collections.unmodifiableNavigableMap(everyDay);
  }

  /// The days of `ledger` before `today`, which is not over yet.
  public static DailyCosts of(Ledger ledger, LocalDate today) {
    var costs = new TreeMap<LocalDate, Money>();
    for (var charge : ledger.charges()) {
      costs.merge(charge.slice().key().day(), charge.total(), Money::plus);
    }
    return new DailyCosts(costs.headMap(today, false));
  }

  /// These days up to the last of `month` if that is over and they end within it: nothing was
  /// called after them.
  public DailyCosts throughEndOf(YearMonth month, LocalDate today) {
    var end = month.atEndOfMonth();
    if (costs.isEmpty()
        || !end.isBefore(today)
        || !YearMonth.from(costs.lastKey()).equals(month)
        || costs.lastKey().equals(end)) {
      return this;
    }
    var whole = new TreeMap<>(costs);
    whole.put(end, Money.ZERO);
    return new DailyCosts(whole);
  }

  /// The days before `end`.
  DailyCosts upTo(LocalDate end) {
    return new DailyCosts(costs.headMap(end, false));
  }

  /// The days from `first` to before `end`.
  DailyCosts between(LocalDate first, LocalDate end) {
    return new DailyCosts(costs.subMap(first, true, end, false));
  }

  /// The last `days` days.
  DailyCosts last(int days) {
    return costs.size() <= days
        ? this
        : between(costs.lastKey().minusDays(days - 1L), costs.lastKey().plusDays(1));
  }

  public Money total() {
    return Money.sum(costs.values());
  }

  public int size() {
    return costs.size();
  }
}
