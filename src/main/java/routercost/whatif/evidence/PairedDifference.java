package routercost.whatif.evidence;

/// The mean difference of two ways to answer the same questions.
///
/// @param low of the 95 % interval for this number of questions (Student's t)
/// @param high of that interval
/// @param least the bound below the mean that holds at all times together, at 95 % (Waudby-Smith et
///     al., "Time-uniform central limit theory and asymptotic confidence sequences", Annals of
///     Statistics 52, 2024)
/// @param most the bound above the mean
public record PairedDifference(double mean, double low, double high, double least, double most) {
  private static final double RISK = Gate.USUAL.risk();

  /// Before this many questions nothing is claimed, as the bounds are those of large samples.
  private static final int FEWEST = 30;

  /// Makes the bound tightest at about 300 questions.
  private static final double RHO_SQUARED = 8.78 / 300;

  /// The mean of `differences` and its bounds.
  static PairedDifference of(double[] differences) {
    double sum = 0;
    double squares = 0;
    double widest = 0;
    for (double difference : differences) {
      sum += difference;
      squares += difference * difference;
      widest = Math.max(widest, Math.abs(difference));
    }
    return of(differences.length, sum, squares, widest);
  }

  /// @param widest the largest difference that can be, of either sign; one of each is added, as in
  ///     [SampleTest], because differences that are all equal prove nothing
  static PairedDifference of(int size, double sum, double squares, double widest) {
    double mean = sum / size;
    double variance = size < 2 ? 0 : Math.max(0, (squares - sum * mean) / (size - 1));
    double error = Math.sqrt(variance / size);
    double spread =
        size < 2 ? Double.POSITIVE_INFINITY : error * StudentT.quantile(0.975, size - 1);
    double bound = size < FEWEST ? Double.POSITIVE_INFINITY : bound(size, sum, squares, widest);
    return new PairedDifference(mean, mean - spread, mean + spread, mean - bound, mean + bound);
  }

  private static double bound(int size, double sum, double squares, double widest) {
    double all = size + 2.0;
    double centre = sum / all;
    double variance = (squares + 2 * widest * widest) / all - centre * centre;
    double scale = size * RHO_SQUARED + 1;
    double log = Math.log1p(Math.sqrt(scale) / (2 * RISK));
    return Math.sqrt(variance * 2 * scale * log / (RHO_SQUARED * size * size));
  }

  /// Whether the mean is shown to be above 0, however often one has looked.
  public boolean isBetter() {
    return least > 0;
  }

  /// Whether the mean is shown to be below 0.
  public boolean isWorse() {
    return most < 0;
  }

  /// Whether the mean is shown to be no further below 0 than `margin`.
  public boolean isClose(double margin) {
    return least > -margin;
  }
}
