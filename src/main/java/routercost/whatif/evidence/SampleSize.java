package routercost.whatif.evidence;

import java.util.function.LongPredicate;

/// What a sample would be if it went on as it began.
final class SampleSize {
  private SampleSize() {}

  /// The smallest number up to `most` that `enough` accepts, where it accepts all larger ones too;
  /// `most` if it accepts none.
  static long smallest(long most, LongPredicate enough) {
    long high = 1;
    while (high < most && !enough.test(high)) {
      high = Math.min(most, high * 2);
    }
    long low = high / 2;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (enough.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /// `part` of `whole` in a sample of `size`, rounded up.
  static long scaled(long part, long size, long whole) {
    return part == 0 ? 0 : (long) Math.ceil((double) part * size / whole);
  }
}
