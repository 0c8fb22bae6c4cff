package routercost.audit.days;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forecasts from earlier days, set against what came.
final class Backtests {
  private static final int HORIZON = 7;

  private Backtests() {}

  /// Empty if no earlier day had enough days before it and a cost after it.
  static Optional<Forecast.Backtest> of(DailyCosts days) {
    var errors = new ArrayList<Double>();
    var runRateErrors = new ArrayList<Double>();
    for (int seen = Forecast.FEWEST_DAYS; seen < days.size(); seen++) {
      var origin = days.costs().firstKey().plusDays(seen);
      var before = days.upTo(origin);
      var end = earlier(origin.plusDays(HORIZON), days.costs().lastKey().plusDays(1));
      double came = days.between(origin, end).total().usd().doubleValue();
      if (came > 0) {
        double forecast = WeekdayPattern.of(before).mean(Week.counts(origin, end));
        int count = days.between(origin, end).size();
        double runRate = before.total().usd().doubleValue() / seen * count;
        errors.add(Math.abs(forecast / came - 1));
        runRateErrors.add(Math.abs(runRate / came - 1));
      }
    }
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(new Forecast.Backtest(errors.size(), mean(errors), mean(runRateErrors)));
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(number -> number).average().orElse(0);
  }
}
