package routercost.usage;

/// How a call was served, as far as the price depends on it. Taken from what was served, not asked
/// for.
public enum ServiceTier implements Identified {
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
}
