package routercost.price;

/// The answer of the price book for one key. Unknown is not free.
public sealed interface Quote {
  record Priced(RateCard card) implements Quote {}

  /// No price, with the reason for the person who can add it.
  record Unpriced(String reason) implements Quote {}
}
