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
  FLEX,
  /// Faster than fast (`service_tier: ultrafast`).
  ULTRAFAST,
  /// The standard service in the provider's [PeakHours].
  PEAK,
  /// The standard service with little context from the web (`search_context_size: low`).
  SEARCH_LOW,
  /// The standard service with some context from the web.
  SEARCH_MEDIUM,
  /// The standard service with much context from the web.
  SEARCH_HIGH;

  /// Whether a request said how much context from the web it wants, for which some ask a fee.
  public boolean isSearch() {
    return compareTo(SEARCH_LOW) >= 0;
  }

  /// Whether a model without terms for this service sells it at its dated rates.
  public boolean isPricedByItself() {
    return this == STANDARD || this == FAST || this == PEAK || isSearch();
  }
}
