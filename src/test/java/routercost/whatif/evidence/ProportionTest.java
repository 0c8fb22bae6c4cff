package routercost.whatif.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {
  @Test
  void fiveFailuresInAHundredMayBeElevenPercent() {
    var five = new Proportion(100, 5);
    assertThat(five.wilsonUpper(0.975)).isCloseTo(0.1118, within(0.0001));
  }

  @Test
  void moreSamplesAtTheSameRateSayMore() {
    var ten = new Proportion(200, 10);
    assertThat(ten.wilsonUpper(0.975)).isCloseTo(0.0896, within(0.0001));
  }

  @Test
  void noFailureInFiftyDoesNotMeanThatItNeverFails() {
    var none = new Proportion(50, 0);
    assertThat(none.wilsonUpper(0.975)).isCloseTo(0.0713, within(0.0001));
    assertThat(none.exactLower(0.95)).isZero();
  }

  /// Without failures the exact bound solves (1 - p)^n = 0.05.
  @Test
  void withoutFailuresTheExactBoundIsAPower() {
    assertThat(new Proportion(36, 0).exactUpper(0.95))
        .isCloseTo(1 - Math.pow(0.05, 1 / 36.0), within(1e-9));
    assertThat(new Proportion(36, 36).exactLower(0.95))
        .isCloseTo(Math.pow(0.05, 1 / 36.0), within(1e-9));
    assertThat(new Proportion(36, 36).exactUpper(0.95)).isEqualTo(1);
  }

  @Test
  void theExactBoundsAreThoseOfTheBinomialDistribution() {
    // P(X <= 1) = (1 - p)^2 + 2p(1 - p) = 1 - p^2 = 0.05 for two samples.
    assertThat(new Proportion(2, 1).exactUpper(0.95)).isCloseTo(Math.sqrt(0.95), within(1e-9));
    // P(X >= 1) = 1 - (1 - p)^2 = 0.05.
    assertThat(new Proportion(2, 1).exactLower(0.95)).isCloseTo(1 - Math.sqrt(0.95), within(1e-9));
  }

  @Test
  void aHundredSamplesMayHoldThreeFailuresAndTwoHundredNine() {
    assertThat(allowed(100, 0.08, 0.95)).isEqualTo(3);
    assertThat(allowed(200, 0.08, 0.95)).isEqualTo(9);
    assertThat(allowed(100, 0.05, 0.95)).isEqualTo(1);
    assertThat(allowed(200, 0.05, 0.95)).isEqualTo(4);
  }

  @Test
  void thirtySixFlawlessSamplesProveEightPercentAndFiftyNineProveFive() {
    assertThat(allowed(35, 0.08, 0.95)).isEqualTo(-1);
    assertThat(allowed(36, 0.08, 0.95)).isZero();
    assertThat(allowed(58, 0.05, 0.95)).isEqualTo(-1);
    assertThat(allowed(59, 0.05, 0.95)).isZero();
  }

  @Test
  void theNearerToTheLimitTheMoreSamplesItTakes() {
    assertThat(sizeFor(0.08, 0.05, 0.95, 0.80)).isEqualTo(441);
    assertThat(sizeFor(0.08, 0.03, 0.95, 0.80)).isEqualTo(140);
    assertThat(sizeFor(0.08, 0.02, 0.95, 0.80)).isEqualTo(89);
  }

  @Test
  void moreFailuresThanSamplesAreRefused() {
    assertThatThrownBy(() -> new Proportion(3, 4)).hasMessageContaining("4 failures in 3");
    assertThatThrownBy(() -> new Proportion(3, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proportion(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /// The most failures whose exact upper bound is below `limit`; -1 if not even none will do
  /// (docs/routing.md).
  private static long allowed(long samples, double limit, double confidence) {
    long failures = -1;
    while (failures + 1 < samples
        && new Proportion(samples, failures + 1).exactUpper(confidence) < limit) {
      failures++;
    }
    return failures;
  }

  /// The textbook size of a test of one proportion (docs/routing.md).
  private static long sizeFor(double limit, double rate, double confidence, double power) {
    double atLimit = Proportion.z(confidence) * Math.sqrt(limit * (1 - limit));
    double atRate = Proportion.z(power) * Math.sqrt(rate * (1 - rate));
    return (long) Math.ceil(Math.pow((atLimit + atRate) / (limit - rate), 2));
  }
}
