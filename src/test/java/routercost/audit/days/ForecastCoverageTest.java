package routercost.audit.days;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Over years of made-up days, intervals hold what they promise.
@Tag("simulation")
class ForecastCoverageTest {
  private static final int YEARS = 60;

  /// Forecasts at a day of each month of each year: how many of 90 % hold the month, whether what
  /// was before the month is known or not.
  @ParameterizedTest
  @CsvSource({
    "0.10, 10, false", "0.10, 20, false", "0.25, 10, false", "0.25, 15, false", "0.25, 20, false",
    "0.25, 27, false", "0.40, 15, false", "0.40, 25, false", "0.25, 1, true", "0.25, 10, true",
    "0.40, 20, true", "0.10, 27, true"
  })
  void ninetyPercentIntervalsCover87To93Percent(double noise, int dayOfMonth, boolean knowsBefore) {
    long covered = 0;
    long all = 0;
    for (int seed = 0; seed < YEARS; seed++) {
      var days = Year.of(seed, noise).days();
      for (int number = knowsBefore ? 4 : 1; number <= 12; number++) {
        var month = YearMonth.of(2026, number);
        all++;
        covered += covers(days, month, dayOfMonth, knowsBefore) ? 1 : 0;
      }
    }
    assertThat(100.0 * covered / all).isBetween(87.0, 93.0);
  }

  private static boolean covers(
      DailyCosts days, YearMonth month, int dayOfMonth, boolean knowsBefore) {
    var first = knowsBefore ? days.costs().firstKey() : month.atDay(1);
    var known = days.between(first, month.atDay(dayOfMonth).plusDays(1));
    var came =
        days.between(month.atDay(1), month.plusMonths(1).atDay(1)).total().usd().doubleValue();
    return Forecast.of(known, month) instanceof Forecast.Expected expected
        && expected.interval(0.9).low() <= came
        && came <= expected.interval(0.9).high();
  }
}
