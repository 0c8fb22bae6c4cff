package routercost.whatif.evidence;

/// What a move has to show before it counts as proven.
///
/// @param limit the failure rate that a model has to stay below, between 0 and 1
/// @param margin by how much of all calls it may be worse than the model it replaces, where both
///     answered the same inputs
/// @param risk how often a model that is not good enough may pass all the same
public record Gate(double limit, double margin, double risk) {
  /// Fewer than 8 failures in 100 (article 002 says 5 to 8), at most 5 points worse, and wrong at
  /// most once in twenty.
  public static final Gate USUAL = new Gate(0.08, 0.05, 0.05);

  public Gate {
    requireShare("limit", limit);
    requireShare("margin", margin);
    requireShare("risk", risk);
  }

  private static void requireShare(String what, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(what + " is " + share + "; expected between 0 and 1");
    }
  }

  /// This gate with another limit.
  public Gate withLimit(double other) {
    return new Gate(other, margin, risk);
  }

  /// What `sample` shows.
  public EvidenceVerdict judge(GradedSample sample) {
    return switch (sample) {
      case GradedSample.Counts counts -> new CountsTest(counts, this).verdict();
      case GradedSample.Pairs pairs -> new PairsTest(pairs, this).verdict();
    };
  }

  /// What can be said without any sample.
  public EvidenceVerdict withoutSample() {
    return new EvidenceVerdict(
        EvidenceVerdict.State.UNPROVEN,
        EvidenceVerdict.Basis.NONE,
        0,
        0,
        1,
        limit,
        CountsTest.needed(new GradedSample.Counts(0, 0, false), this));
  }
}
