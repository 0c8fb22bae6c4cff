package routercost.whatif.routing;

/// The five questions of article 004 (R22).
///
/// The shape decides; a near miss that breaks the feature, or a corpus that does not fit into the
/// prompt, takes away what speaks for the smaller model. How often it runs and whether somebody
/// waits say how much the choice matters, not which it is.
public record Feature(
    Shape shape,
    boolean oftenPerSession,
    boolean corpusFits,
    NearMiss nearMiss,
    boolean latencyVisible) {
  /// What the model has to do.
  public enum Shape {
    RETRIEVAL,
    SYNTHESIS
  }

  /// What an answer does that is almost good enough.
  public enum NearMiss {
    MINOR,
    FEATURE_BREAKING
  }

  public Tier tier() {
    return shape == Shape.RETRIEVAL && corpusFits && nearMiss == NearMiss.MINOR
        ? Tier.HAIKU
        : Tier.SONNET;
  }
}
