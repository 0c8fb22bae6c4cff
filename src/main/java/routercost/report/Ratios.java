package routercost.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import routercost.audit.Ratio;

/// Ratios as decimals.
final class Ratios {
  private static final int MACHINE = 10;

  private Ratios() {}

  static Ratio of(BigDecimal number) {
    return new Ratio(number, BigDecimal.ONE);
  }

  static BigDecimal rounded(Ratio ratio, int decimals) {
    return ratio.part().divide(ratio.whole(), decimals, RoundingMode.HALF_UP);
  }

  /// For machines: exact if it is a number, ten decimals at most if it is a quotient.
  static String exact(Ratio ratio) {
    return ratio.whole().compareTo(BigDecimal.ONE) == 0
        ? Rounding.exact(ratio.part())
        : Rounding.exact(rounded(ratio, MACHINE));
  }
}
