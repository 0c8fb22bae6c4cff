package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeakHoursTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-17T00:59:59Z, false",
    "2026-11-17T01:00:00Z, true",
    "2026-11-17T03:59:59Z, true",
    "2026-11-17T04:00:00Z, false",
    "2026-11-17T06:00:00Z, true",
    "2026-11-17T10:00:00Z, false",
    "2026-11-21T02:00:00Z, false", // a Saturday
    "2026-11-17T02:30:00+08:00, false" // Monday 18:30 UTC
  })
  void peakIsTwiceADayFromMondayToFriday(String time, boolean peak) {
    assertThat(PeakHours.include(Instant.from(java.time.OffsetDateTime.parse(time))))
        .isEqualTo(peak);
  }

  @ParameterizedTest
  @CsvSource({"deepseek-flash, true", "openrouter/DeepSeek/v4, true", "deep-seek, false"})
  void onlyNamesOfDeepSeekAreConcerned(String model, boolean concerned) {
    assertThat(PeakHours.concern(model)).isEqualTo(concerned);
  }
}
