package routercost.usage;

import java.util.Locale;

/// How a call was served, as far as the price depends on it. Taken from what was served, not asked
/// for.
public enum ServiceTier {
  /// The ordinary synchronous service.
  STANDARD,
  /// The asynchronous batch service.
  BATCH,
  /// Fast mode (`usage.speed: fast`).
  FAST,
  /// Capacity bought ahead (`service_tier: priority`).
  PRIORITY,
  /// Cheaper and slower (`service_tier: flex`).
  FLEX;

  /// The name in files: `batch`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
