package routercost.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The usage under one key: the smallest piece that is priced.
public record Slice(UsageKey key, Usage usage) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Slice slice && key.equals(slice.key) && usage.equals(slice.usage);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + usage.hashCode();
  }

  /// This usage under another key.
  public Slice under(UsageKey other) {
    return other.equals(key) ? this : new Slice(other, usage);
  }

  /// This many times the usage, fees and notes included.
  public Slice times(BigDecimal factor) {
    return new Slice(key, usage.times(factor));
  }
}
