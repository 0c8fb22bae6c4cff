package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.DraftModel.days;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateRangeTest {
  private static final DateRange OCTOBER = days("2026-10-01", "2026-11-01");

  @ParameterizedTest
  @CsvSource({"2026-09-30, false", "2026-10-01, true", "2026-10-31, true", "2026-11-01, false"})
  void theFirstDayIsInAndTheEndIsOut(LocalDate day, boolean in) {
    assertThat(OCTOBER.contains(day)).isEqualTo(in);
  }

  @Test
  void aRangeWithoutEndHoldsFromItsFirstDayOn() {
    assertThat(days("2026-10-01", "").contains(LocalDate.of(2999, 1, 1))).isTrue();
  }

  @Test
  void aRangeWithoutStartHoldsUntilItsEnd() {
    assertThat(days("", "2026-10-01").contains(LocalDate.of(1999, 1, 1))).isTrue();
  }

  @Test
  void alwaysIsEveryDay() {
    assertThat(DateRange.ALWAYS.contains(LocalDate.MIN)).isTrue();
  }

  @Test
  void aRangeStartsAfterTheDayBeforeItsFirst() {
    assertThat(OCTOBER.startsAfter(LocalDate.of(2026, 9, 30))).isTrue();
    assertThat(OCTOBER.startsAfter(LocalDate.of(2026, 10, 1))).isFalse();
  }

  @Test
  void aRangeWithoutStartStartsAfterNoDay() {
    assertThat(days("", "2026-10-01").startsAfter(LocalDate.MIN)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-01, 2026-10-01, false",
    "2026-09-01, 2026-10-02, true",
    "2026-10-31, 2026-12-01, true",
    "2026-11-01, 2026-12-01, false",
    "2026-10-10, 2026-10-11, true",
    "'', '', true",
    "2026-11-01, '', false",
    "'', 2026-10-01, false",
    "'', 2026-10-02, true"
  })
  void rangesOverlapIfADayIsInBoth(String from, String to, boolean overlaps) {
    var other = days(from, to);

    assertThat(OCTOBER.overlaps(other)).isEqualTo(overlaps);
    assertThat(other.overlaps(OCTOBER)).isEqualTo(overlaps);
  }

  @Test
  void anOpenStartComesBeforeEveryOther() {
    assertThat(Stream.of(OCTOBER, days("2026-01-01", ""), days("", "2026-01-01")))
        .isSortedAccordingTo(DateRange.BY_START.reversed());
  }
}
