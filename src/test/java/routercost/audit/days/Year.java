package routercost.audit.days;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import java.util.TreeMap;
import routercost.price.Money;

/// Days made up by a seed: 100 dollars on a working day, a quarter of that on a weekend, times
/// log-normal noise.
record Year(Random random, double noise) {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  static Year of(long seed, double noise) {
    return new Year(new Random(seed), noise);
  }

  /// The days of 2026.
  DailyCosts days() {
    var costs = new TreeMap<LocalDate, Money>();
    FIRST.datesUntil(FIRST.plusYears(1)).forEach(day -> costs.put(day, cost(day)));
    return new DailyCosts(costs);
  }

  private Money cost(LocalDate day) {
    double mean = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0 ? 25 : 100;
    double cost = mean * Math.exp(noise * random.nextGaussian());
    return new Money(BigDecimal.valueOf(cost).setScale(4, RoundingMode.HALF_UP));
  }
}
