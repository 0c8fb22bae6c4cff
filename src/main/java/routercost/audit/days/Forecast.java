package routercost.audit.days;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import routercost.price.Money;

/// The expected cost of a month, from its days so far and those before it.
///
/// The remaining days cost the average of their weekday (see `WeekdayPattern`); the interval is
/// that of Student's t with the degrees of freedom of the pattern. Growth and holidays are not
/// modelled. At most eight weeks count, so that an old level does not.
public sealed interface Forecast {
  /// The fewest days from which the pattern of a week can be learned.
  int FEWEST_DAYS = 8;

  int MOST_DAYS = 56;

  /// The month and what is known of it.
  Start start();

  /// The known part of a month.
  ///
  /// @param soFar the exact cost of its whole days
  /// @param seen the number of its whole days with a known cost
  /// @param next the first day with an unknown cost; after the month if there is none
  /// @param learned the number of days, before the month too, that the pattern is learned from
  record Start(YearMonth month, Money soFar, int seen, LocalDate next, int learned) {
    /// The number of remaining days.
    public int left() {
      return isOver() ? 0 : month.lengthOfMonth() - next.getDayOfMonth() + 1;
    }

    public boolean isOver() {
      return next.isAfter(month.atEndOfMonth());
    }

    /// The cost of the month at the mean of its days so far; empty if there are none.
    public Optional<Double> runRate() {
      return seen == 0
          ? Optional.empty()
          : Optional.of(soFar.usd().doubleValue() / seen * month.lengthOfMonth());
    }
  }

  /// Too few days to learn the pattern of a week.
  ///
  /// @param bias the relative error of the run rate if a day of the weekend costs a quarter of
  ///     another
  record TooFewDays(Start start, Optional<Double> bias) implements Forecast {}

  /// A forecast.
  ///
  /// @param toCome the expected cost of the remaining days, in US dollars
  /// @param standardError of `toCome`
  /// @param degrees of freedom of the pattern
  /// @param bias the relative error of the run rate by the pattern of the week
  record Expected(
      Start start,
      double toCome,
      double standardError,
      int degrees,
      Optional<Double> bias,
      Optional<Backtest> backtest)
      implements Forecast {
    /// The expected cost of the month, in US dollars.
    public double total() {
      return soFar() + toCome;
    }

    private double soFar() {
      return start.soFar().usd().doubleValue();
    }

    /// The bounds of the month with probability `level`, never below its cost so far.
    public Interval interval(double level) {
      if (standardError == 0) {
        return new Interval(total(), total());
      }
      double half =
          TDistribution.of(degrees).inverseCumulativeProbability((1 + level) / 2) * standardError;
      return new Interval(Math.max(soFar(), total() - half), total() + half);
    }

    /// The probability that the month costs more than `budget`.
    public double probabilityOver(Money budget) {
      if (start.soFar().compareTo(budget) > 0) {
        return 1;
      }
      double room = budget.usd().doubleValue() - total();
      if (standardError == 0) {
        return room < 0 ? 1 : 0;
      }
      return TDistribution.of(degrees).survivalProbability(room / standardError);
    }
  }

  /// Two bounds in US dollars.
  record Interval(double low, double high) {}

  /// The errors of forecasts from earlier days, each over up to seven days that followed.
  ///
  /// @param origins the number of forecasts
  /// @param error the mean of their absolute errors, as a share of the cost of those days
  /// @param runRateError the mean error of the run rate instead
  record Backtest(int origins, double error, double runRateError) {
    private static final int HORIZON = 7;

    /// The backtest of `days`; empty if no day has enough days before it and a cost after it.
    static Optional<Backtest> of(DailyCosts days) {
      var errors = new ArrayList<Double>();
      var runRateErrors = new ArrayList<Double>();
      for (int seen = FEWEST_DAYS; seen < days.size(); seen++) {
        var origin = days.costs().firstKey().plusDays(seen);
        var before = days.upTo(origin);
        var after = days.between(origin, origin.plusDays(HORIZON));
        double actual = after.total().usd().doubleValue();
        if (actual > 0) {
          var weekdays = WeekdayPattern.counts(origin, origin.plusDays(after.size()));
          double forecast = WeekdayPattern.of(before).mean(weekdays);
          double runRate = before.total().usd().doubleValue() / seen * after.size();
          errors.add(Math.abs(forecast / actual - 1));
          runRateErrors.add(Math.abs(runRate / actual - 1));
        }
      }
      return errors.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Backtest(
                  errors.size(), WeekdayPattern.mean(errors), WeekdayPattern.mean(runRateErrors)));
    }
  }

  /// Forecasts `month` from whole days in and before it.
  static Forecast of(DailyCosts days, YearMonth month) {
    var end = month.plusMonths(1).atDay(1);
    var known = days.upTo(end);
    var learned = known.last(MOST_DAYS);
    var ofMonth = known.between(month.atDay(1), end);
    var next = known.size() == 0 ? month.atDay(1) : known.costs().lastKey().plusDays(1);
    var start =
        new Start(
            month,
            ofMonth.total(),
            ofMonth.size(),
            next.isBefore(month.atDay(1)) ? month.atDay(1) : next,
            learned.size());
    return start.isOver() || learned.size() >= FEWEST_DAYS
        ? expected(start, learned)
        : new TooFewDays(start, bias(start, Optional.empty()));
  }

  private static Forecast expected(Start start, DailyCosts learned) {
    var pattern = WeekdayPattern.of(learned);
    var toCome = WeekdayPattern.counts(start.next(), start.month().plusMonths(1).atDay(1));
    if (pattern.degrees() == 0 && !toCome.isEmpty()) {
      return new TooFewDays(start, bias(start, Optional.empty()));
    }
    return new Expected(
        start,
        pattern.mean(toCome),
        pattern.standardError(toCome),
        pattern.degrees(),
        bias(start, Optional.of(pattern)),
        Backtest.of(learned));
  }

  /// The relative error of the run rate because the days so far are not a sample of the month.
  private static Optional<Double> bias(Start start, Optional<WeekdayPattern> pattern) {
    var month = start.month();
    var all = WeekdayPattern.counts(month.atDay(1), month.plusMonths(1).atDay(1));
    var seen = WeekdayPattern.counts(start.next().minusDays(start.seen()), start.next());
    double ofMonth = pattern.map(week -> week.mean(all)).orElse(WeekdayPattern.guessed(all));
    double ofSeen = pattern.map(week -> week.mean(seen)).orElse(WeekdayPattern.guessed(seen));
    return start.seen() == 0 || ofMonth == 0
        ? Optional.empty()
        : Optional.of(ofSeen / start.seen() * month.lengthOfMonth() / ofMonth - 1);
  }
}
