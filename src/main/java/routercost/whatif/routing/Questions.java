package routercost.whatif.routing;

/// The three questions of article 002 (R11), each put so that yes speaks for Haiku. The article
/// asks the third one the other way round, and means this.
///
/// @param shortOutput whether the answer is short and has a schema: a label, a flag, up to five
///     values
/// @param cheapError whether a wrong answer is cheap to recover from
/// @param singleStep whether it takes no reasoning over several steps
public record Questions(boolean shortOutput, boolean cheapError, boolean singleStep) {
  public Tier tier() {
    return shortOutput && cheapError && singleStep ? Tier.HAIKU : Tier.SONNET;
  }
}
