package routercost.audit;

import java.math.BigDecimal;
import java.util.Arrays;
import routercost.price.Money;
import routercost.price.Rate;

/// How long calls that share a prefix came after one another, which decides what a cache of it
/// costs: a call finds the prefix if it comes within the lifetime of the cache after the one
/// before.
///
/// @param within5m gaps of five minutes or less
/// @param within1h longer ones of an hour or less
/// @param longer the others
public record Gaps(long within5m, long within1h, long longer) {
  private static final long FIVE_MINUTES = 300;
  private static final long ONE_HOUR = 3600;

  /// The gaps between these moments, in seconds and in any order.
  static Gaps between(long[] moments) {
    var sorted = moments.clone();
    Arrays.sort(sorted);
    long short5m = 0;
    long short1h = 0;
    long others = 0;
    for (int i = 1; i < sorted.length; i++) {
      long gap = sorted[i] - sorted[i - 1];
      if (gap <= FIVE_MINUTES) {
        short5m++;
      } else if (gap <= ONE_HOUR) {
        short1h++;
      } else {
        others++;
      }
    }
    return new Gaps(short5m, short1h, others);
  }

  /// How many calls there were.
  public long calls() {
    return within5m + within1h + longer + 1;
  }

  /// What a prefix costs for all calls with a cache of five minutes: `w(1 + B + D) + r·A`.
  Money costFor5m(BigDecimal prefix, Rate write, Rate read) {
    return cost(prefix, write, 1 + within1h + longer).plus(cost(prefix, read, within5m));
  }

  /// What it costs with a cache of one hour: `w(1 + D) + r(A + B)`.
  Money costFor1h(BigDecimal prefix, Rate write, Rate read) {
    return cost(prefix, write, 1 + longer).plus(cost(prefix, read, within5m + within1h));
  }

  /// What it costs as plain input of every call.
  Money costUncached(BigDecimal prefix, Rate input) {
    return cost(prefix, input, calls());
  }

  private static Money cost(BigDecimal prefix, Rate rate, long times) {
    return rate.cost(prefix.multiply(BigDecimal.valueOf(times)));
  }
}
