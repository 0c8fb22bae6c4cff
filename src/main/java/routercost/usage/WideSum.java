package routercost.usage;

import java.math.BigDecimal;
import java.math.BigInteger;

/// An exact sum of whole numbers, 128 bits wide: products of longs are added without an object for
/// each.
public final class WideSum {
  private static final BigInteger LOW_WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

  private long high;
  private long low;

  /// Adds `one * other`.
  public void addProduct(long one, long other) {
    long sum = low + one * other;
    high += Math.multiplyHigh(one, other) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /// Adds all of another sum.
  public void add(WideSum other) {
    long sum = low + other.low;
    high += other.high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /// The sum as a decimal number with `scale` decimals.
  public BigDecimal decimal(int scale) {
    return new BigDecimal(whole(high, low), scale);
  }

  /// The signed number whose two words are `high` and `low`.
  static BigInteger whole(long high, long low) {
    BigInteger unsigned = BigInteger.valueOf(low);
    return BigInteger.valueOf(high)
        .shiftLeft(Long.SIZE)
        .add(low < 0 ? unsigned.add(LOW_WORD) : unsigned);
  }
}
