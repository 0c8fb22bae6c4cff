package routercost.whatif.routing;

import java.util.Optional;

/// Routing by the length of the queue (R18, article 003). Both bounds are strict.
///
/// @param high above it, what can wait goes to Haiku
/// @param low below it, all goes to Sonnet
public record Load(long high, long low) {
  /// The bounds of the article.
  public static final Load USUAL = new Load(100, 20);

  public Load {
    if (low > high) {
      throw new IllegalArgumentException("the low bound " + low + " is over the high one " + high);
    }
  }

  /// The tier at this depth; empty where the usual assignment holds.
  ///
  /// @param lowPriority whether the task can wait
  public Optional<Tier> tier(long depth, boolean lowPriority) {
    if (depth > high) {
      return Optional.of(lowPriority ? Tier.HAIKU : Tier.SONNET);
    }
    return depth < low ? Optional.of(Tier.SONNET) : Optional.empty();
  }
}
