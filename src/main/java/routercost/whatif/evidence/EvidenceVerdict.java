package routercost.whatif.evidence;

import java.util.Locale;
import java.util.OptionalLong;
import routercost.usage.Identified;

/// The verdict of graded answers on a move.
///
/// @param samples number of graded answers or pairs
/// @param seen the share that failed; of pairs, how much more often the new model failed
/// @param bound the highest share that the samples do not rule out
/// @param least the lowest share that the samples do not rule out
/// @param limit the share that the bound has to stay below
/// @param needed the number of further samples that would prove the move if failures go on at the
///     rate seen; empty if no number would, or if none are needed
public record EvidenceVerdict(
    State state,
    Basis basis,
    long samples,
    double seen,
    double bound,
    double least,
    double limit,
    OptionalLong needed) {
  /// Whether both models answered the same inputs.
  public boolean isPaired() {
    return basis == Basis.PAIRED || basis == Basis.PAIRED_SEQUENTIAL;
  }

  /// Whether the new model is shown to be better than the one in use by more than it may be worse.
  public boolean isBetter() {
    return isPaired() && bound < -limit;
  }

  /// The certainty of a verdict.
  public enum State implements Identified {
    /// Good enough, wrongly so in at most one of twenty such verdicts.
    PROVEN,
    /// Probably good enough: four to one.
    LIKELY,
    /// Not known.
    UNPROVEN,
    /// Not good enough, wrongly so in at most one of twenty such verdicts.
    REJECTED;
  }

  /// The test behind a verdict.
  public enum Basis {
    /// No samples.
    NONE,
    /// The exact bound for a sample of a size fixed before (Clopper and Pearson 1934).
    EXACT,
    /// A test that may be looked at after every sample.
    SEQUENTIAL,
    /// The difference of pairs, for a number of pairs fixed before (Bonett and Price 2012).
    PAIRED,
    /// The difference of pairs, by a test that may be looked at after every pair.
    PAIRED_SEQUENTIAL;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
