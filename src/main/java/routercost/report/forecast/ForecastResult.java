package routercost.report.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import routercost.audit.days.Forecast;
import routercost.audit.days.OddDays;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.variance.Cause;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.Coverage;
import routercost.report.common.RunMetadata;

/// The result of a forecast, which its report lays out.
///
/// @param today not over yet, so that it does not count
/// @param days those that were off their pattern
/// @param assumptions what was assumed in reading, as sentences
public record ForecastResult(
    RunMetadata head,
    Ledger ledger,
    Forecast forecast,
    Optional<Money> budget,
    LocalDate today,
    List<Odd> days,
    List<String> assumptions) {
  /// The probability that the cost of the month is within the interval.
  static final double LEVEL = 0.9;

  /// A day that was off its pattern, and why its cost differs from the day it is compared with.
  public record Odd(OddDays.OddDay day, Variance variance, SequencedMap<Driver, Cause> causes) {}

  public ForecastResult {
    days = List.copyOf(days);
    assumptions = List.copyOf(assumptions);
  }

  Coverage coverage() {
    return new Coverage(ledger, head.notCounted());
  }

  Forecast.Start start() {
    return forecast.start();
  }

  Optional<Forecast.Expected> expected() {
    return forecast instanceof Forecast.Expected expected
        ? Optional.of(expected)
        : Optional.empty();
  }

  /// The bias of the run rate.
  Optional<Double> bias() {
    return switch (forecast) {
      case Forecast.Expected expected -> expected.bias();
      case Forecast.TooFewDays few -> few.bias();
    };
  }

  /// True if there are calls and none has a price.
  boolean isUnpriced() {
    return ledger.charges().isEmpty() && !ledger.isComplete();
  }
}
