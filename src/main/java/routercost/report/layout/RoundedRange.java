package routercost.report.layout;

import java.math.BigDecimal;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Saving;

/// Two values, at the low ends of ranges and at the high ends.
public record RoundedRange(BigDecimal low, BigDecimal high) {
  /// An amount at both ends, each rounded once.
  public static String dollars(Saving.Ends ends, int decimals) {
    boolean plain = ends.low().usd().signum() >= 0 && ends.high().usd().signum() >= 0;
    return text(
        Rounding.dollars(ends.low(), decimals), Rounding.dollars(ends.high(), decimals), plain);
  }

  /// Whether the ends of `other` are these, in whichever order.
  public boolean spans(RoundedRange other) {
    return low.compareTo(other.low.min(other.high)) == 0
        && high.compareTo(other.low.max(other.high)) == 0;
  }

  /// US dollars: `$0.02`, `$0.02-0.05`, `$0.05 to -$0.02`.
  public String dollars() {
    return text(Rounding.dollars(low), Rounding.dollars(high), isPlain());
  }

  /// In percent: `19.3-22.1%`.
  public String percent() {
    return text(Thousands.grouped(low), Thousands.grouped(high), isPlain()) + "%";
  }

  private boolean isPlain() {
    return low.signum() >= 0 && high.signum() >= 0;
  }

  private static String text(String first, String second, boolean plain) {
    if (first.equals(second)) {
      return first;
    }
    return plain ? first + "-" + second.replaceFirst("^\\$", "") : first + " to " + second;
  }
}
