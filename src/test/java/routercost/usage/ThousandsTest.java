package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThousandsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 7, 999, 1000, 12_345, 999_999, 1_000_000, -1, -999, -1000, -123_456})
  void wholeNumbersAreWrittenAsJavaDoes(long number) {
    assertThat(Thousands.grouped(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
  }

  @Test
  void theLargestLongIsWhole() {
    assertThat(Thousands.grouped(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1234.50|1,234.50", "999.1234567|999.1234567", "-1000.0|-1,000.0", "1E+4|10,000"})
  void decimalsKeepTheirDigits(BigDecimal number, String written) {
    assertThat(Thousands.grouped(number)).isEqualTo(written);
  }
}
