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
    return centre(z(confidence)) + halfWidth(z(confidence));
  }

  /// The lower bound at one-sided `confidence` by the score test.
  public double wilsonLower(double confidence) {
    return centre(z(confidence)) - halfWidth(z(confidence));
  }

  private double rate() {
    return (double) failures / samples;
  }

  private double centre(double z) {
    return (rate() + (z * z / (2 * samples))) / (1 + (z * z / samples));
  }

  private double halfWidth(double z) {
    double spread = (rate() * (1 - rate()) / samples) + (z * z / (4.0 * samples * samples));
    return z * Math.sqrt(spread) / (1 + (z * z / samples));
  }

  /// The most failures in `samples` whose exact upper bound is below `limit`; -1 if not even none
  /// will do.
  public static long allowed(long samples, double limit, double confidence) {
    long failures = -1;
    while (failures + 1 < samples
        && new Proportion(samples, failures + 1).exactUpper(confidence) < limit) {
      failures++;
    }
    return failures;
  }

  /// How large a sample has to be for a model that fails at `rate` to be shown to stay below
  /// `limit` with probability `power` (the textbook size of a test of one proportion).
  public static long sizeFor(double limit, double rate, double confidence, double power) {
    if (rate >= limit) {
      throw new IllegalArgumentException("a rate of " + rate + " is not below " + limit);
    }
    double atLimit = z(confidence) * Math.sqrt(limit * (1 - limit));
    double atRate = z(power) * Math.sqrt(rate * (1 - rate));
    return (long) Math.ceil(Math.pow((atLimit + atRate) / (limit - rate), 2));
  }
}
