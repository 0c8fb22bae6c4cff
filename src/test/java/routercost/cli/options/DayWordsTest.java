package routercost.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayWordsTest {
  /// A Saturday.
  private static final DayWords WORDS = new DayWords(LocalDate.of(2026, 11, 21));

  @ParameterizedTest
  @CsvSource({
    "2026-10-07, 2026-10-07, 2026-10-07",
    "2026-10, 2026-10-01, 2026-10-31",
    "today, 2026-11-21, 2026-11-21",
    "Yesterday, 2026-11-20, 2026-11-20",
    "saturday, 2026-11-21, 2026-11-21",
    "sun, 2026-11-15, 2026-11-15",
    "7d, 2026-11-15, 2026-11-21",
    "2w, 2026-11-08, 2026-11-21",
    "1 day, 2026-11-21, 2026-11-21",
    "october, 2026-10-01, 2026-10-31",
    "Nov, 2026-11-01, 2026-11-30",
    "december, 2025-12-01, 2025-12-31",
    "this month, 2026-11-01, 2026-11-30",
    "last month, 2026-10-01, 2026-10-31",
    "last-month, 2026-10-01, 2026-10-31",
    "this_month, 2026-11-01, 2026-11-30",
    "this week, 2026-11-16, 2026-11-22",
    "last-week, 2026-11-09, 2026-11-15",
    "-7d, 2026-11-15, 2026-11-21",
    "3 months, 2026-08-22, 2026-11-21",
    "2 weeks ago, 2026-11-07, 2026-11-07",
    "20261022, 2026-10-22, 2026-10-22",
    "2026/10/22, 2026-10-22, 2026-10-22",
    "10/22/2026, 2026-10-22, 2026-10-22",
    "22 Oct 2026, 2026-10-22, 2026-10-22",
    "22-Oct-2026, 2026-10-22, 2026-10-22",
    "Oct 22, 2026-10-22, 2026-10-22",
    "22nd october, 2026-10-22, 2026-10-22",
    "'October 22, 2025', 2025-10-22, 2025-10-22",
    "5 Dec, 2025-12-05, 2025-12-05",
    "last saturday, 2026-11-14, 2026-11-14",
    "22/10/2026, 2026-10-22, 2026-10-22",
    "7.10.2026, 2026-10-07, 2026-10-07",
    "202610, 2026-10-01, 2026-10-31",
    "oct 2026, 2026-10-01, 2026-10-31",
    "10/2025, 2025-10-01, 2025-10-31",
  })
  void aWordMeansDays(String word, LocalDate first, LocalDate last) {
    assertThat(WORDS.span(word)).contains(new DayWords.Span(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0d", "d", "m", "ma", "99999d", "11", "24h", "next", "7x"})
  void otherWordsMeanNone(String word) {
    assertThat(WORDS.span(word)).isEmpty();
  }

  @Test
  void aDateThatMayBeOfEitherMonthIsRefused() {
    assertThatThrownBy(() -> WORDS.span("10/07/2026")).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "month, 11, 2026-11-01, 2026-11-30",
    "month, 12, 2025-12-01, 2025-12-31",
    "month, last, 2026-10-01, 2026-10-31",
    "month, october 2025, 2025-10-01, 2025-10-31",
    "last, 60, 2026-09-23, 2026-11-21",
    "last, 7d, 2026-11-15, 2026-11-21",
    "last, week, 2026-11-09, 2026-11-15",
    "last, month, 2026-10-01, 2026-10-31",
    "range, 2026-09-01..2026-09-15, 2026-09-01, 2026-09-15",
    "range, september..october, 2026-09-01, 2026-10-31",
    "range, last, 2026-10-01, 2026-10-31",
    "range, yesterday, 2026-11-20, 2026-11-20",
  })
  void anOptionHasItsOwnReadingOfWords(
      String option, String words, LocalDate first, LocalDate last) {
    var found =
        switch (option) {
          case "month" -> WORDS.month(words);
          case "last" -> WORDS.last(words);
          default -> WORDS.range(words);
        };
    assertThat(found).contains(new DayWords.Span(first, last));
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsNone() {
    assertThat(WORDS.range("2026-09-15..2026-09-01")).isEmpty();
  }
}
