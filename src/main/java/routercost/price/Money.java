package routercost.price;

import java.math.BigDecimal;
import java.util.Collection;

/// An exact amount of US dollars. Nothing rounds until it is printed.
///
/// @param usd normalised: no trailing zeros
public record Money(BigDecimal usd) implements Comparable<Money> {
  public static final Money ZERO = new Money(BigDecimal.ZERO);

  public Money {
    usd = usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
  }

  /// The amount written as a decimal number: `of("0.0146")`.
  public static Money of(String usd) {
    return new Money(new BigDecimal(usd));
  }

  /// The exact sum.
  public static Money sum(Collection<Money> amounts) {
    var usd = BigDecimal.ZERO;
    for (var amount : amounts) {
      usd = usd.add(amount.usd);
    }
    return new Money(usd);
  }

  public Money plus(Money other) {
    return new Money(usd.add(other.usd));
  }

  public Money minus(Money other) {
    return new Money(usd.subtract(other.usd));
  }

  public Money times(BigDecimal factor) {
    return factor.compareTo(BigDecimal.ONE) == 0 ? this : new Money(usd.multiply(factor));
  }

  public boolean isZero() {
    return usd.signum() == 0;
  }

  @Override
  public int compareTo(Money other) {
    return usd.compareTo(other.usd);
  }

  /// The exact decimal, never in exponent form.
  @Override
  public String toString() {
    return usd.toPlainString();
  }
}
