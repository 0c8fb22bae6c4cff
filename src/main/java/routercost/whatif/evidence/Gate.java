package routercost.whatif.evidence;

/// The evidence required before a move counts as proven.
///
/// @param limit the failure rate, between 0 and 1, that a model has to stay below
/// @param margin the share of calls by which it may be worse than the model it replaces, where
///     both answered the same inputs
/// @param risk the probability that a model that is not good enough passes
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

  public Gate withLimit(double other) {
    return new Gate(other, margin, risk);
  }

  /// The verdict on `sample`.
  public EvidenceVerdict judge(GradedSample sample) {
    return sample.samples() == 0 ? withoutSample() : SampleTest.of(sample, this).verdict();
  }

  /// The verdict without any sample.
  public EvidenceVerdict withoutSample() {
    return new EvidenceVerdict(
        EvidenceVerdict.State.UNPROVEN,
        EvidenceVerdict.Basis.NONE,
        0,
        0,
        1,
        0,
        limit,
        SampleTest.of(new GradedSample.Counts(0, 0, false), this).needed());
  }
}
