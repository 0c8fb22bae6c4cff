package routercost.price;

/// The way from a logged name to an entry of the price book.
///
/// @param logged the name as logged
/// @param id the id in the price book
/// @param provider who sells it
/// @param tier of the model; empty if it has none
/// @param tokenizer family of the model; empty if unknown
/// @param how the step that found it
public record Resolution(
    String logged, String id, String provider, String tier, String tokenizer, How how) {
  /// The ways in which a name may lead to a price. There is no other: no prefix, no likeness.
  public enum How {
    /// The id itself.
    EXACT,
    /// A name that the book lists for it.
    ALIAS,
    /// The id after taking off provider prefix, region, version or date (docs/prices.md).
    NORMALISED,
    /// The model of that tier on that day.
    TIER,
    /// A name in the imported prices, as the curated book lacks it.
    IMPORTED
  }
}
