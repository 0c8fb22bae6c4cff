package routercost.whatif.evidence;

import java.util.stream.IntStream;

/// A test by betting, which may be looked at and stopped after every sample.
///
/// A player bets against a claim with a capital of 1. Each sample pays `1 + stake × payoff`, where
/// the payoffs of the outcomes are on average not above 0 if the claim holds. Then the capital
/// exceeds `1/risk` at any time at all with a probability of at most `risk` (Ville 1939), and the
/// claim may be rejected once it does. The capital is averaged over a fixed grid of stakes, as the
/// best one is not known before, and depends on the counts of the outcomes alone (Waudby-Smith and
/// Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86, 2024).
final class SequentialTest {
  private static final int STAKES = 100;

  /// By outcome: the logarithm of what one sample pays, for each stake.
  private final double[][] growth;

  /// @param payoffs of the outcomes; the lowest is negative
  SequentialTest(double... payoffs) {
    double lowest = IntStream.range(0, payoffs.length).mapToDouble(i -> payoffs[i]).min().orElse(0);
    growth = new double[payoffs.length][STAKES];
    for (int outcome = 0; outcome < payoffs.length; outcome++) {
      for (int i = 0; i < STAKES; i++) {
        double stake = (i + 0.5) / STAKES / -lowest;
        growth[outcome][i] = Math.log1p(stake * payoffs[outcome]);
      }
    }
  }

  /// The logarithm of the capital after `times` of each outcome.
  double logCapital(long... times) {
    var logs = IntStream.range(0, STAKES).mapToDouble(i -> logCapital(i, times)).toArray();
    double most = IntStream.range(0, STAKES).mapToDouble(i -> logs[i]).max().orElse(0);
    double sum = IntStream.range(0, STAKES).mapToDouble(i -> Math.exp(logs[i] - most)).sum();
    return most + Math.log(sum / STAKES);
  }

  private double logCapital(int stake, long[] times) {
    double log = 0;
    for (int outcome = 0; outcome < times.length; outcome++) {
      log += times[outcome] * growth[outcome][stake];
    }
    return log;
  }

  /// Whether the claim may be rejected at this risk.
  boolean wins(double risk, long... times) {
    return logCapital(times) >= -Math.log(risk);
  }
}
