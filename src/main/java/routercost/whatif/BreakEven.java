package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import routercost.price.Money;

/// The costs of one call before and after a move, and the points where the move stops paying.
///
public record BreakEven(Money before, Money after) {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

  /// Divides the costs of `calls` calls.
  public static BreakEven of(Money before, Money after, BigDecimal calls) {
    return new BreakEven(each(before, calls), each(after, calls));
  }

  private static Money each(Money total, BigDecimal calls) {
    return new Money(total.usd().divide(calls, EXACT));
  }

  public boolean saves() {
    return after.compareTo(before) < 0;
  }

  /// The share of calls repeated on the old model at which nothing is saved: `p* =
  /// 1 − after / before` (cascade without a validator: `h + p·s < s`). Empty if the move saves
  /// nothing.
  public Optional<BigDecimal> escalation() {
    return saves()
        ? Optional.of(BigDecimal.ONE.subtract(after.usd().divide(before.usd(), EXACT)))
        : Optional.empty();
  }

  /// The number of tries on the target at which nothing is saved. Empty if the move
  /// saves nothing, or the target is free.
  public Optional<BigDecimal> tries() {
    return saves() && !after.isZero()
        ? Optional.of(before.usd().divide(after.usd(), EXACT))
        : Optional.empty();
  }

  /// The cost of one failure at which nothing is saved: `F* = (before − after) / gap`. Empty if the
  /// move saves nothing.
  ///
  /// @param gap the increase of the failure rate, over 0: 0.01 for one in a hundred
  public Optional<Money> failure(BigDecimal gap) {
    return saves()
        ? Optional.of(new Money(before.minus(after).usd().divide(gap, EXACT)))
        : Optional.empty();
  }

  /// The seconds of work that an amount pays for.
  ///
  /// @param hourly what an hour costs, over 0
  public static BigDecimal seconds(Money amount, BigDecimal hourly) {
    return amount.usd().multiply(SECONDS_AN_HOUR).divide(hourly, EXACT);
  }

  /// The share of cached tokens that must be read rather than written for a cache to pay: `η* = (w
  /// − 1) / (w − r)` (economics of prompt caching).
  ///
  /// @param input the rate of plain input
  /// @param write the rate of a cache write
  /// @param read the rate of a cache read, below that of a write
  public static BigDecimal cacheHits(BigDecimal input, BigDecimal write, BigDecimal read) {
    return write.subtract(input).divide(write.subtract(read), EXACT);
  }
}
