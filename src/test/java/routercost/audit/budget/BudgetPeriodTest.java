package routercost.audit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.budget.BudgetPeriod.DateSpan;

class BudgetPeriodTest {
  private static final DateSpan WHOLE =
      new DateSpan(LocalDate.parse("2026-01-03"), LocalDate.parse("2026-12-30"));

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-10-18, 2026-10-18, 2026-10-18",
    "WEEK, 2026-10-18, 2026-10-12, 2026-10-18",
    "WEEK, 2026-10-19, 2026-10-19, 2026-10-25",
    "MONTH, 2024-02-10, 2024-02-01, 2024-02-29",
    "QUARTER, 2026-11-21, 2026-10-01, 2026-12-31",
    "QUARTER, 2026-03-31, 2026-01-01, 2026-03-31",
    "INPUT, 2026-11-21, 2026-01-03, 2026-12-30"
  })
  void aDayLiesInOnePeriod(BudgetPeriod cycle, LocalDate day, LocalDate from, LocalDate to) {
    assertThat(cycle.span(day, WHOLE)).isEqualTo(new DateSpan(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-03-01, 2026-02-28, 2026-02-28",
    "WEEK, 2026-10-21, 2026-10-12, 2026-10-18",
    "MONTH, 2026-03-31, 2026-02-01, 2026-02-28",
    "QUARTER, 2026-02-15, 2025-10-01, 2025-12-31"
  })
  void thePeriodBeforeEndsTheDayBefore(
      BudgetPeriod cycle, LocalDate day, LocalDate from, LocalDate to) {
    assertThat(cycle.before(day)).contains(new DateSpan(from, to));
  }

  @Test
  void theWholeInputHasNothingBefore() {
    assertThat(BudgetPeriod.INPUT.before(LocalDate.parse("2026-10-01"))).isEmpty();
  }

  @Test
  void aSpanCannotEndBeforeItBegins() {
    assertThatThrownBy(() -> new DateSpan(WHOLE.to(), WHOLE.from()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
