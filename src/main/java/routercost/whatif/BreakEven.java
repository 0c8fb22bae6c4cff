package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import routercost.price.Money;

/// Where a move stops paying, in figures that can be measured. Costs are those of one call.
///
/// @param before what a call costs as it is
/// @param after what it would cost
public record BreakEven(Money before, Money after) {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

  /// The costs of `calls` calls, as those of one.
  public static BreakEven of(Money before, Money after, BigDecimal calls) {
    return new BreakEven(each(before, calls), each(after, calls));
  }

  private static Money each(Money total, BigDecimal calls) {
    return new Money(total.usd().divide(calls, EXACT));
  }

  /// Whether there is anything to lose.
  public boolean saves() {
    return after.compareTo(before) < 0;
  }

  /// The share of calls that may be done again where they ran before, until nothing is saved: `p* =
  /// 1 − after / before` (cascade without a validator: `h + p·s < s`). Empty if the move saves
  /// nothing.
  public Optional<BigDecimal> escalation() {
    return saves()
        ? Optional.of(BigDecimal.ONE.subtract(after.usd().divide(before.usd(), EXACT)))
        : Optional.empty();
  }

  /// How often a call may be tried on the target in all, until nothing is saved. Empty if the move
  /// saves nothing, or the target is free.
  public Optional<BigDecimal> tries() {
    return saves() && !after.isZero()
        ? Optional.of(before.usd().divide(after.usd(), EXACT))
        : Optional.empty();
  }

  /// What one failure may cost, until nothing is saved: `F* = (before − after) / gap`. Empty if the
  /// move saves nothing.
  ///
  /// @param gap how much more often calls fail than before, over 0: 0.01 for one in a hundred
  public Optional<Money> failure(BigDecimal gap) {
    return saves()
        ? Optional.of(new Money(before.minus(after).usd().divide(gap, EXACT)))
        : Optional.empty();
  }

  /// How much more often calls may fail, until nothing is saved: `Δf* = (before − after) / F`.
  /// Empty if the move saves nothing.
  ///
  /// @param failure what one costs, over 0
  public Optional<BigDecimal> failureGap(Money failure) {
    return saves()
        ? Optional.of(before.minus(after).usd().divide(failure.usd(), EXACT))
        : Optional.empty();
  }

  /// How many seconds of somebody's work an amount pays for.
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
