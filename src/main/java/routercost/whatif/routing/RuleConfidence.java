package routercost.whatif.routing;

import java.math.BigDecimal;

/// What becomes of an answer by the confidence that came with it (R17, article 003). Both bounds
/// are strict, as in the code of the article.
public record RuleConfidence(BigDecimal value) {
  private static final BigDecimal ACCEPTED = new BigDecimal("0.9");
  private static final BigDecimal REVIEWED = new BigDecimal("0.6");

  /// What is done with it.
  public enum Fate {
    ACCEPT("accept"),
    REVIEW("review"),
    REGENERATE("regenerate");

    private final String id;

    Fate(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  public RuleConfidence {
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("a confidence of " + value + "; expected 0 to 1");
    }
  }

  public Fate fate() {
    if (value.compareTo(ACCEPTED) > 0) {
      return Fate.ACCEPT;
    }
    return value.compareTo(REVIEWED) > 0 ? Fate.REVIEW : Fate.REGENERATE;
  }
}
