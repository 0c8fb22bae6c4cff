package routercost.whatif.evidence;

import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t distribution: how far means of few samples stray.
public final class StudentT {
  private StudentT() {}

  /// The number below which a share of all means lies, in standard errors.
  ///
  /// @param share between 0 and 1: 0.95 for either side of a 90 % interval
  /// @param freedom the number of samples less one, over 0
  public static double quantile(double share, double freedom) {
    return TDistribution.of(freedom).inverseCumulativeProbability(share);
  }
}
