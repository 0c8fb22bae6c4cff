package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import routercost.price.Money;
import routercost.whatif.routing.Routing.Review;

/// The cost of an answer in addition to its tokens: of failures, of reviews by people, and of the
/// time spent waiting. Total cost of a model: `c + f·F + r·m·w + ℓ·w·b` (economics of routing,
/// article 003).
public record FailureAndWaitCost(
    Optional<Failure> failure, Optional<Review> review, Optional<Latency> latency) {
  static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  public static final FailureAndWaitCost NONE =
      new FailureAndWaitCost(Optional.empty(), Optional.empty(), Optional.empty());

  /// The cost of wrong answers.
  ///
  /// @param rate the share of calls that fail unnoticed
  /// @param cost of each failure, in US dollars
  /// @param hourlyRate of the person who corrects it, in US dollars, if the cost is derived from it
  public record Failure(BigDecimal rate, BigDecimal cost, Optional<BigDecimal> hourlyRate) {
    Money perCall() {
      return new Money(rate.multiply(cost));
    }
  }

  /// The cost of waiting for answers.
  ///
  /// @param seconds that a call takes
  /// @param hourlyRate of the person who waits, in US dollars; empty if nobody is paid for it
  /// @param blocking the share of the time that is really lost
  public record Latency(BigDecimal seconds, Optional<BigDecimal> hourlyRate, BigDecimal blocking) {
    Money perCall() {
      return new Money(
          seconds
              .multiply(hourlyRate.orElse(BigDecimal.ZERO))
              .multiply(blocking)
              .divide(SECONDS_PER_HOUR, Formula.DIGITS, RoundingMode.HALF_UP));
    }
  }

  Money failures(BigDecimal calls) {
    return failure.map(Failure::perCall).orElse(Money.ZERO).times(calls);
  }

  Money reviews(BigDecimal calls) {
    return review.map(look -> look.of(calls).cost()).orElse(Money.ZERO);
  }

  Money waiting(BigDecimal calls) {
    return latency.map(wait -> waited(wait, calls)).orElse(Money.ZERO);
  }

  /// Divided last, so that whole hours stay exact.
  private static Money waited(Latency latency, BigDecimal calls) {
    return new Latency(latency.seconds().multiply(calls), latency.hourlyRate(), latency.blocking())
        .perCall();
  }

  /// The seconds that `calls` one after another take.
  BigDecimal seconds(BigDecimal calls) {
    return latency.map(wait -> wait.seconds().multiply(calls)).orElse(BigDecimal.ZERO);
  }

  BigDecimal failureRate() {
    return failure.map(Failure::rate).orElse(BigDecimal.ZERO);
  }

  /// The hourly rate of the people who correct failures or wait.
  Optional<BigDecimal> hourlyRate() {
    return failure.flatMap(Failure::hourlyRate).or(() -> latency.flatMap(Latency::hourlyRate));
  }
}
