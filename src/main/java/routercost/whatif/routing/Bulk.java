package routercost.whatif.routing;

/// Many items of one kind.
///
/// @param items to be worked through together
/// @param timeSensitive whether somebody waits for them
/// @param verifiable whether results can be checked afterwards
public record Bulk(long items, boolean timeSensitive, boolean verifiable) {
  /// More than so many may be batched (R5, article 001).
  public static final long BATCH = 20;

  /// More than so many go to Haiku, if the work is extraction or formatting (R4, article 001).
  public static final long HAIKU = 10;

  /// Whether they go through the batch service: more than 20, nobody waits, and results can be
  /// checked afterwards.
  public boolean isBatch() {
    return items > BATCH && !timeSensitive && verifiable;
  }

  /// Whether extraction or formatting of them goes to Haiku.
  public boolean isBulk() {
    return items > HAIKU;
  }
}
