package routercost.report.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import routercost.audit.budget.Ratio;

/// Ratios as decimals.
public final class RatioFormat {
  private static final int MACHINE = 10;

  private RatioFormat() {}

  public static Ratio of(BigDecimal number) {
    return new Ratio(number, BigDecimal.ONE);
  }

  public static BigDecimal rounded(Ratio ratio, int decimals) {
    return ratio.part().divide(ratio.whole(), decimals, RoundingMode.HALF_UP);
  }

  /// For machines: exact if it is a number, ten decimals at most if it is a quotient.
  public static String exact(Ratio ratio) {
    return ratio.whole().compareTo(BigDecimal.ONE) == 0
        ? Rounding.exact(ratio.part())
        : Rounding.exact(rounded(ratio, MACHINE));
  }
}
