package routercost.whatif.evidence;

import java.util.OptionalLong;

/// What graded answers say about a move.
///
/// @param samples graded
/// @param seen the share that failed; of pairs, how much more often the new model failed
/// @param bound the highest share that the samples do not rule out
/// @param limit what the bound has to stay below
/// @param needed how many more samples would prove the move if failures go on at the rate seen;
///     empty if no number would, or if none are needed
public record EvidenceVerdict(
    State state,
    Basis basis,
    long samples,
    double seen,
    double bound,
    double limit,
    OptionalLong needed) {
  /// How sure one can be.
  public enum State {
    /// Good enough, wrongly so in at most one of twenty such verdicts.
    PROVEN("proven"),
    /// Probably good enough: four to one.
    LIKELY("likely"),
    /// Not known.
    UNPROVEN("unproven"),
    /// Not good enough, wrongly so in at most one of twenty such verdicts.
    REJECTED("rejected");

    private final String id;

    State(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /// Which test decides.
  public enum Basis {
    /// There are no samples.
    NONE("none"),
    /// The exact bound for a sample of a size fixed before (Clopper and Pearson 1934).
    EXACT("exact"),
    /// A test that may be looked at after every sample.
    SEQUENTIAL("sequential"),
    /// The difference of pairs, for a number of pairs fixed before (Bonett and Price 2012).
    PAIRED("paired"),
    /// The difference of pairs, by a test that may be looked at after every pair.
    PAIRED_SEQUENTIAL("paired-sequential");

    private final String id;

    Basis(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }
}
