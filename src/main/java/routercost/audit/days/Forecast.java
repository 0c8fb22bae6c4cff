package routercost.audit.days;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import routercost.price.Money;

/// What a month will come to, from its days so far and those before it.
///
/// The days to come cost what days of their weekday cost on average (see `WeekdayPattern`); the
/// interval is that of Student's t with the degrees of freedom of the pattern. It knows of no
/// growth and no holidays. At most eight weeks count, so that an old level does not.
public sealed interface Forecast {
  /// The fewest days from which a week can be told from its noise.
  int FEWEST_DAYS = 8;

  /// The most days that count.
  int MOST_DAYS = 56;

  /// The month and what is known of it.
  Start start();

  /// What is known of a month.
  ///
  /// @param soFar the cost of its whole days, exactly
  /// @param seen its whole days with a known cost
  /// @param next the first day whose cost is not known; after the month if all are
  /// @param learned how many days the pattern could be learned from, those before the month too
  record Start(YearMonth month, Money soFar, int seen, LocalDate next, int learned) {
    /// How many days are to come.
    public int left() {
      return isOver() ? 0 : month.lengthOfMonth() - next.getDayOfMonth() + 1;
    }

    /// Whether every day of the month is known.
    public boolean isOver() {
      return next.isAfter(month.atEndOfMonth());
    }

    /// The month at the mean of its days so far; empty if there are none.
    public Optional<Double> runRate() {
      return seen == 0
          ? Optional.empty()
          : Optional.of(soFar.usd().doubleValue() / seen * month.lengthOfMonth());
    }
  }

  /// Too few days to tell the pattern of a week.
  ///
  /// @param bias by how much the run rate is off, as a share, if a day of the weekend costs a
  ///     quarter of another
  record TooFewDays(Start start, Optional<Double> bias) implements Forecast {}

  /// A forecast.
  ///
  /// @param toCome what the days to come will cost, in US dollars
  /// @param standardError of that
  /// @param degrees of freedom of the pattern
  /// @param bias by how much the run rate is off by the pattern of the week, as a share
  /// @param backtest how far such forecasts were off before
  record Expected(
      Start start,
      double toCome,
      double standardError,
      int degrees,
      Optional<Double> bias,
      Optional<Backtest> backtest)
      implements Forecast {
    /// What the month will come to, in US dollars.
    public double total() {
      return soFar() + toCome;
    }

    private double soFar() {
      return start.soFar().usd().doubleValue();
    }

    /// What the month lies between with probability `level`, and never below what it cost already.
    public Interval interval(double level) {
      if (standardError == 0) {
        return new Interval(total(), total());
      }
      double half =
          TDistribution.of(degrees).inverseCumulativeProbability((1 + level) / 2) * standardError;
      return new Interval(Math.max(soFar(), total() - half), total() + half);
    }

    /// How probable it is that the month costs more than `budget`.
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

  /// Two ends, in US dollars.
  record Interval(double low, double high) {}

  /// How far forecasts from earlier days were off, each over the seven days that followed, or as
  /// many as there were.
  ///
  /// @param origins how many such forecasts there were
  /// @param error the mean of their errors without sign, as a share of what those days cost
  /// @param runRateError the same, had the mean of the days before been taken
  record Backtest(int origins, double error, double runRateError) {}

  /// Forecasts `month` from whole days, those before it too.
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
    var toCome = Week.counts(start.next(), start.month().plusMonths(1).atDay(1));
    if (pattern.degrees() == 0 && !toCome.isEmpty()) {
      return new TooFewDays(start, bias(start, Optional.empty()));
    }
    return new Expected(
        start,
        pattern.mean(toCome),
        pattern.standardError(toCome),
        pattern.degrees(),
        bias(start, Optional.of(pattern)),
        Backtests.of(learned));
  }

  /// By how much the run rate is off because the days so far are not a sample of the month.
  private static Optional<Double> bias(Start start, Optional<WeekdayPattern> pattern) {
    var month = start.month();
    var all = Week.counts(month.atDay(1), month.plusMonths(1).atDay(1));
    var seen = Week.counts(start.next().minusDays(start.seen()), start.next());
    double ofMonth = pattern.map(some -> some.mean(all)).orElse(Week.guessed(all));
    double ofSeen = pattern.map(some -> some.mean(seen)).orElse(Week.guessed(seen));
    return start.seen() == 0 || ofMonth == 0
        ? Optional.empty()
        : Optional.of(ofSeen / start.seen() * month.lengthOfMonth() / ofMonth - 1);
  }
}
