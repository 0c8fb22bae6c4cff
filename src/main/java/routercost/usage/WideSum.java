package routercost.usage;

import java.math.BigDecimal;
import java.math.BigInteger;

/// An exact sum of whole numbers: products of longs are added without an object for each, while the
/// sum is well within 128 bits.
public final class WideSum {
  private static final BigInteger LOW_WORD = BigInteger.ONE.shiftLeft(Long.SIZE);
  private static final long FULL = 1L << 61;

  private long high;
  private long low;
  private BigInteger carried = BigInteger.ZERO;

  /// Adds `one * other`.
  public void addProduct(long one, long other) {
    long sum = low + one * other;
    high += Math.multiplyHigh(one, other) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
    if (high > FULL || high < -FULL) {
      carry();
    }
  }

  /// Adds `number`.
  public void add(long number) {
    long sum = low + number;
    high += (number >> (Long.SIZE - 1)) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
    if (high > FULL || high < -FULL) {
      carry();
    }
  }

  /// A sum that would soon leave 128 bits goes on in a number of any size.
  private void carry() {
    carried = carried.add(whole(high, low));
    high = 0;
    low = 0;
  }

  /// Adds all of another sum.
  public void add(WideSum other) {
    long sum = low + other.low;
    high += other.high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
    if (other.carried.signum() != 0) {
      carried = carried.add(other.carried);
    }
    if (high > FULL || high < -FULL) {
      carry();
    }
  }

  /// The sum as a decimal number with `scale` decimals.
  public BigDecimal decimal(int scale) {
    if (carried.signum() == 0 && high == low >> (Long.SIZE - 1)) {
      return BigDecimal.valueOf(low, scale);
    }
    return new BigDecimal(carried.add(whole(high, low)), scale);
  }

  /// The signed number whose two words are `high` and `low`.
  static BigInteger whole(long high, long low) {
    if (high == low >> (Long.SIZE - 1)) {
      return BigInteger.valueOf(low);
    }
    BigInteger unsigned = BigInteger.valueOf(low);
    return BigInteger.valueOf(high)
        .shiftLeft(Long.SIZE)
        .add(low < 0 ? unsigned.add(LOW_WORD) : unsigned);
  }
}
