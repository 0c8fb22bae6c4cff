package routercost.report.month;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The days that a report is about.
///
/// @param from the first
/// @param to the last
/// @param today on which the report is made
/// @param fiscal the name in a fiscal calendar; empty if it has none
public record ReportedPeriod(LocalDate from, LocalDate to, LocalDate today, String fiscal) {
  /// Days of the usual calendar.
  public ReportedPeriod(LocalDate from, LocalDate to, LocalDate today) {
    this(from, to, today, "");
  }

  /// Whether these are the days of one month.
  public boolean isMonth() {
    return from.getDayOfMonth() == 1 && to.equals(YearMonth.from(from).atEndOfMonth());
  }

  /// Whether the last day is not over.
  public boolean isOpen() {
    return !to.isBefore(today);
  }

  /// The month before a month; before other days, as many days.
  public ReportedPeriod before() {
    if (isMonth()) {
      var month = YearMonth.from(from).minusMonths(1);
      return new ReportedPeriod(month.atDay(1), month.atEndOfMonth(), today);
    }
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    return new ReportedPeriod(from.minusDays(days), from.minusDays(1), today);
  }

  /// `October 2026`, or `2026-10-05 to 2026-10-18`.
  public String name() {
    if (!fiscal.isEmpty()) {
      return "fiscal " + fiscal + " (" + from + " to " + to + ")";
    }
    return isMonth()
        ? from.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + from.getYear()
        : from + " to " + to;
  }
}
