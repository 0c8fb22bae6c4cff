package routercost.price;

import java.math.BigDecimal;

/// What a number of units costs: `0.80` US dollars per 1,000,000 tokens, `10.00` per 1,000
/// searches.
///
/// @param usd as published
/// @param per a power of ten, so that every cost is a finite decimal
public record Rate(BigDecimal usd, long per) {
  /// Tokens are priced by the million.
  public static final long MILLION = 1_000_000;

  public Rate {
    if (!isPowerOfTen(per)) {
      throw new IllegalArgumentException("per is " + per + "; expected 1, 10, 100, …");
    }
  }

  /// A published rate per million tokens.
  public static Rate perMillion(BigDecimal usd) {
    return new Rate(usd, MILLION);
  }

  /// Whether costs by this many units stay finite decimals.
  public static boolean isPowerOfTen(long per) {
    long rest = per;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }

  /// The exact cost of `quantity` units.
  public Money cost(BigDecimal quantity) {
    int digits = Long.toString(per).length() - 1;
    return new Money(quantity.multiply(usd).movePointLeft(digits));
  }
}
