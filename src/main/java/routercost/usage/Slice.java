package routercost.usage;

import java.math.BigDecimal;

/// The usage under one key: the smallest piece that is priced.
public record Slice(UsageKey key, Usage usage) {
  /// This many times the usage, fees and notes included.
  public Slice times(BigDecimal factor) {
    return new Slice(key, usage.times(factor));
  }
}
