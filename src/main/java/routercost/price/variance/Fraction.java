package routercost.price.variance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// An exact ratio of whole numbers, because a share of calls is seldom a finite decimal. In lowest
/// terms, with the sign above.
record Fraction(BigInteger above, BigInteger below) {
  static final Fraction ZERO = of(BigDecimal.ZERO);

  Fraction {
    var common = above.gcd(below);
    var divisor = below.signum() < 0 ? common.negate() : common;
    above = above.divide(divisor);
    below = below.divide(divisor);
  }

  static Fraction of(BigDecimal number) {
    return number.scale() > 0
        ? new Fraction(number.unscaledValue(), BigInteger.TEN.pow(number.scale()))
        : new Fraction(number.toBigIntegerExact(), BigInteger.ONE);
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
  }

  Fraction minus(Fraction other) {
    return plus(new Fraction(other.above.negate(), other.below));
  }

  Fraction times(Fraction other) {
    return new Fraction(above.multiply(other.above), below.multiply(other.below));
  }

  /// The ratio to a number that is not zero.
  Fraction over(Fraction other) {
    return new Fraction(above.multiply(other.below), below.multiply(other.above));
  }

  boolean isZero() {
    return above.signum() == 0;
  }

  /// The nearest decimal with `scale` digits after the point; itself if it has no more.
  BigDecimal rounded(int scale) {
    return new BigDecimal(above).divide(new BigDecimal(below), scale, RoundingMode.HALF_UP);
  }
}
