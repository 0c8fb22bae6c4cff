package routercost.whatif.evidence;

/// Graded answers of one model to one task.
public sealed interface GradedSample {
  /// The number of graded answers or pairs.
  long samples();

  /// Whether the size was fixed before the first answer was looked at. Only then does a test for
  /// fixed sizes hold: looking while samples come in and stopping at a good moment passes it too
  /// often.
  boolean planned();

  /// This sample as if its size had not been fixed.
  GradedSample asItCame();

  /// Answers of the new model alone.
  record Counts(long samples, long failures, boolean planned) implements GradedSample {
    public Counts {
      if (failures < 0 || failures > samples) {
        throw new IllegalArgumentException(failures + " failures in " + samples + " samples");
      }
    }

    @Override
    public Counts asItCame() {
      return new Counts(samples, failures, false);
    }

    /// The share that failed; 0 without samples.
    public double rate() {
      return samples == 0 ? 0 : (double) failures / samples;
    }

    /// The sum of both, which counts as not planned.
    Counts plus(Counts other) {
      return new Counts(samples + other.samples, failures + other.failures, false);
    }
  }

  /// Answers of both models to the same inputs.
  ///
  /// @param onlyOld inputs that only the model in use answered well
  /// @param onlyNew inputs that only the new model answered well
  record Pairs(long bothRight, long onlyOld, long onlyNew, long bothWrong, boolean planned)
      implements GradedSample {
    public Pairs {
      if (bothRight < 0 || onlyOld < 0 || onlyNew < 0 || bothWrong < 0) {
        throw new IllegalArgumentException("a count of pairs is negative");
      }
    }

    @Override
    public long samples() {
      return bothRight + onlyOld + onlyNew + bothWrong;
    }

    @Override
    public Pairs asItCame() {
      return new Pairs(bothRight, onlyOld, onlyNew, bothWrong, false);
    }

    /// The increase of the failure rate with the new model; negative if it fails less.
    public double loss() {
      return samples() == 0 ? 0 : (double) (onlyOld - onlyNew) / samples();
    }

    Pairs plus(Pairs other) {
      return new Pairs(
          bothRight + other.bothRight,
          onlyOld + other.onlyOld,
          onlyNew + other.onlyNew,
          bothWrong + other.bothWrong,
          false);
    }
  }
}
