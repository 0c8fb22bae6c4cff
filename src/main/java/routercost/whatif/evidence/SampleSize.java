package routercost.whatif.evidence;

import java.util.Arrays;

/// The power of the test of a failure rate that may be looked at after every answer: the
/// probability that it shows a rate to be below the limit within so many answers.
///
/// @param rate the failure rate in truth
public record SampleSize(Gate gate, double rate) {
  /// The probability of success that a sample is made for.
  public static final double POWER = 0.8;

  private static final int MOST = 5_000;

  /// The size for a model that fails half as often as the limit allows.
  public static SampleSize usual(Gate gate) {
    return new SampleSize(gate, gate.limit() / 2);
  }

  /// The smallest size that succeeds with a probability of [#POWER].
  public int needed() {
    return walked(MOST, POWER).length - 1;
  }

  /// The probability that `size` answers or fewer show it.
  public double chance(int size) {
    return walked(size, 1)[size];
  }

  /// The probability of success after each number of answers, up to `size` or the first that
  /// reaches `enough`. It is exact: the paths of all samples that have not succeeded are followed
  /// together, by their number of failures.
  private double[] walked(int size, double enough) {
    var test = SampleTest.of(new GradedSample.Counts(0, 0, false), gate).below(gate.limit());
    var chances = new double[size + 1];
    var open = new double[size + 2];
    open[0] = 1;
    int passed = -1; // the highest number of failures with which a sample of this size succeeds
    for (int n = 1; n <= size; n++) {
      for (int failures = n; failures > 0; failures--) {
        open[failures] = open[failures] * (1 - rate) + open[failures - 1] * rate;
      }
      open[0] *= 1 - rate;
      while (test.wins(gate.risk(), n - passed - 1L, passed + 1L)) {
        passed++;
      }
      chances[n] = chances[n - 1];
      for (int failures = 0; failures <= passed; failures++) {
        chances[n] += open[failures];
        open[failures] = 0;
      }
      if (chances[n] >= enough) {
        return Arrays.copyOf(chances, n + 1);
      }
    }
    return chances;
  }
}
