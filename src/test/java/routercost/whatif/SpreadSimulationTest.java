package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routercost.usage.Slice;

/// Whether the intervals around savings hold what they promise.
@Tag("simulation")
class SpreadSimulationTest {
  /// The true saving of a call is known here, as its tokens are drawn; the interval of each sample
  /// should hold it in nine of ten cases.
  @Test
  void intervalsOfNinetyPercentHoldTheTruthInNinetyPercentOfAllCases() {
    var random = new Random(20261121);
    int cases = 3000;
    int n = 60;
    int held = 0;
    for (int i = 0; i < cases; i++) {
      var calls = Stream.generate(() -> drawn(random)).limit(n).toList();
      double saved =
          SavingIntervalTest.compared(SavingIntervalTest.TO_SONNET, calls)
              .saved()
              .orElseThrow()
              .usd()
              .doubleValue();
      double half =
          SavingIntervalTest.halfWidth(SavingIntervalTest.TO_SONNET, calls)
              .orElseThrow()
              .usd()
              .doubleValue();
      // 2 dollars a million of 2000 · e^(0.4²/2), 10 a million of 300 · e^(0.5²/2)
      double truth = n * (2e-6 * 2000 * Math.exp(0.08) + 10e-6 * 300 * Math.exp(0.125));
      held += Math.abs(saved - truth) <= half ? 1 : 0;
    }

    assertThat(held / (double) cases).isBetween(0.88, 0.92);
  }

  private static Slice drawn(Random random) {
    return SavingIntervalTest.call(
        Math.round(2000 * Math.exp(0.4 * random.nextGaussian())),
        Math.round(300 * Math.exp(0.5 * random.nextGaussian())));
  }
}
