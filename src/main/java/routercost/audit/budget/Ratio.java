package routercost.audit.budget;

import java.math.BigDecimal;

/// An exact quotient that may have no finite decimal; comparing it rounds nothing.
///
/// @param whole above 0
public record Ratio(BigDecimal part, BigDecimal whole) implements Comparable<Ratio> {
  public Ratio {
    if (whole.signum() <= 0) {
      throw new IllegalArgumentException("a ratio to " + whole);
    }
    part = part.stripTrailingZeros();
    whole = whole.stripTrailingZeros();
  }

  static Ratio of(BigDecimal number) {
    return new Ratio(number, BigDecimal.ONE);
  }

  /// Whether it is above `limit`; equal is not above.
  public boolean isOver(BigDecimal limit) {
    return part.compareTo(limit.multiply(whole)) > 0;
  }

  @Override
  public int compareTo(Ratio other) {
    return part.multiply(other.whole).compareTo(other.part.multiply(whole));
  }
}
