package routercost.whatif.evidence;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Bounds on a failure rate, from failures in a sample whose size was fixed before.
public record Proportion(long samples, long failures) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public Proportion {
    if (samples < 1 || failures < 0 || failures > samples) {
      throw new IllegalArgumentException(failures + " failures in " + samples + " samples");
    }
  }

  /// The quantile of the standard normal distribution: 1.645 at 0.95.
  static double z(double probability) {
    return NORMAL.inverseCumulativeProbability(probability);
  }

  /// The exact upper bound at one-sided `confidence` (Clopper and Pearson 1934).
  public double exactUpper(double confidence) {
    return failures == samples
        ? 1
        : BetaDistribution.of(failures + 1.0, (double) samples - failures)
            .inverseCumulativeProbability(confidence);
  }

  /// The exact lower bound at one-sided `confidence`.
  public double exactLower(double confidence) {
    return failures == 0
        ? 0
        : BetaDistribution.of((double) failures, samples - failures + 1.0)
            .inverseCumulativeProbability(1 - confidence);
  }

  /// The upper bound at one-sided `confidence` by the score test (Wilson 1927): shorter than the
  /// exact one and right on average.
  public double wilsonUpper(double confidence) {
    double z = z(confidence);
    double rate = (double) failures / samples;
    double centre = rate + (z * z / (2 * samples));
    double spread = (rate * (1 - rate) / samples) + (z * z / (4.0 * samples * samples));
    double scale = 1 + (z * z / samples);
    return (centre / scale) + (z * Math.sqrt(spread) / scale);
  }
}
