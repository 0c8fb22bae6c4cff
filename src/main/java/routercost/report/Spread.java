package routercost.report;

import java.math.BigDecimal;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Saving;

/// Two rounded values, at the low ends of ranges and at the high ends.
record Spread(BigDecimal low, BigDecimal high) {
  static final Spread ZERO = new Spread(BigDecimal.ZERO, BigDecimal.ZERO);

  static Spread of(Saving.Ends ends, int decimals) {
    return new Spread(
        Rounding.amount(ends.low(), decimals), Rounding.amount(ends.high(), decimals));
  }

  Spread plus(Spread other) {
    return new Spread(low.add(other.low), high.add(other.high));
  }

  Spread minus(Spread other) {
    return new Spread(low.subtract(other.low), high.subtract(other.high));
  }

  /// Whether the ends of `other` are these, in whichever order.
  boolean spans(Spread other) {
    return low.compareTo(other.low.min(other.high)) == 0
        && high.compareTo(other.low.max(other.high)) == 0;
  }

  /// US dollars: `$0.02`, `$0.02-0.05`, `$0.05 to -$0.02`.
  String dollars() {
    return text(Rounding.dollars(low), Rounding.dollars(high));
  }

  /// In percent: `19.3-22.1%`.
  String percent() {
    return text(Thousands.grouped(low), Thousands.grouped(high)) + "%";
  }

  private String text(String first, String second) {
    if (low.compareTo(high) == 0) {
      return first;
    }
    boolean plain = low.signum() >= 0 && high.signum() >= 0;
    return plain ? first + "-" + second.replaceFirst("^\\$", "") : first + " to " + second;
  }
}
