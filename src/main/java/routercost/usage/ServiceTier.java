package routercost.usage;

/// The service that served a call, as far as prices depend on it; not the one that was requested.
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
