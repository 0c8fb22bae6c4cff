package routercost.price;

/// The answer of the price book for one key. Unknown is not free.
public sealed interface Quote {
  /// There is a price.
  record Priced(RateCard card) implements Quote {}

  /// There is none.
  ///
  /// @param reason why, for the person who can add it
  record Unpriced(String reason) implements Quote {}
}
