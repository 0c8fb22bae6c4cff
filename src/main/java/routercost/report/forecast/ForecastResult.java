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

/// Everything that a look ahead found out: what its report is made of.
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
  /// The probability with which the interval holds the month.
  static final double LEVEL = 0.9;

  /// A day that was off, and why: what moved it from the day that it is set against.
  public record Odd(OddDays.OddDay day, Variance variance, SequencedMap<Driver, Cause> causes) {}

  public ForecastResult {
    days = List.copyOf(days);
    assumptions = List.copyOf(assumptions);
  }

  Coverage coverage() {
    return new Coverage(ledger);
  }
}
