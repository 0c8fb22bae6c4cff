package routercost.whatif.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /// From printed tables of the distribution.
  @ParameterizedTest
  @CsvSource({"0.95, 1, 6.314", "0.95, 10, 1.812", "0.975, 30, 2.042", "0.95, 100000, 1.645"})
  void quantilesAreThoseOfTheTables(double share, double freedom, double quantile) {
    assertThat(StudentT.quantile(share, freedom)).isCloseTo(quantile, Offset.offset(0.0005));
  }
}
