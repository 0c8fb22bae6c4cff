package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import routercost.price.Money;

/// What an answer costs beside its tokens: when it fails, and while somebody waits for it. Total
/// cost of a model: `c + f·F + ℓ·w·b` (economics of routing, article 003).
public record FailureAndWaitCost(Optional<Failure> failure, Optional<Latency> latency) {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  /// Digits behind the point where an hour's wage is divided by seconds: far below what is shown.
  private static final int DIGITS = 20;

  /// No failures that cost anything, nobody who waits.
  public static final FailureAndWaitCost NONE =
      new FailureAndWaitCost(Optional.empty(), Optional.empty());

  /// What wrong answers cost.
  ///
  /// @param rate the share of calls that fail unnoticed
  /// @param cost of each of them, in US dollars
  /// @param hourlyRate of who puts it right, in US dollars, if that is how the cost is known
  public record Failure(BigDecimal rate, BigDecimal cost, Optional<BigDecimal> hourlyRate) {
    Money perCall() {
      return new Money(rate.multiply(cost));
    }
  }

  /// What it costs to wait for answers.
  ///
  /// @param seconds that a call takes
  /// @param hourlyRate of who waits, in US dollars
  /// @param blocking the share of the time that is really lost
  public record Latency(BigDecimal seconds, BigDecimal hourlyRate, BigDecimal blocking) {
    Money perCall() {
      return new Money(
          seconds
              .multiply(hourlyRate)
              .multiply(blocking)
              .divide(SECONDS_PER_HOUR, DIGITS, RoundingMode.HALF_UP));
    }
  }

  Money failures(BigDecimal calls) {
    return failure.map(Failure::perCall).orElse(Money.ZERO).times(calls);
  }

  Money waiting(BigDecimal calls) {
    return latency.map(some -> waited(some, calls)).orElse(Money.ZERO);
  }

  /// Divided last, so that whole hours stay exact.
  private static Money waited(Latency latency, BigDecimal calls) {
    return new Latency(latency.seconds().multiply(calls), latency.hourlyRate(), latency.blocking())
        .perCall();
  }

  /// The share of calls that fail.
  BigDecimal failureRate() {
    return failure.map(Failure::rate).orElse(BigDecimal.ZERO);
  }

  /// What an hour of those costs who put failures right or wait.
  Optional<BigDecimal> hourlyRate() {
    return failure.flatMap(Failure::hourlyRate).or(() -> latency.map(Latency::hourlyRate));
  }
}
