package routercost.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
  })
  void aWordMeansDays(String word, LocalDate first, LocalDate last) {
    assertThat(WORDS.span(word)).contains(new DayWords.Span(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0d", "d", "m", "ma", "10/07/2026", "99999d", "7x"})
  void otherWordsMeanNone(String word) {
    assertThat(WORDS.span(word)).isEmpty();
  }
}
