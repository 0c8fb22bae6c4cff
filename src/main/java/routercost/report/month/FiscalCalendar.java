package routercost.report.month;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A fiscal year of twelve periods: months from its first day on, or weeks in a pattern that every
/// quarter repeats.
///
/// @param first the first day of the year
/// @param weeks of the three periods of a quarter; empty if periods are months
public record FiscalCalendar(LocalDate first, List<Integer> weeks) {
  private static final int QUARTER = 13;
  private static final int PERIODS = 3;

  public FiscalCalendar {
    weeks = List.copyOf(weeks);
  }

  /// A calendar as typed: `2026-02-01`, `2026-02-01:4-4-5`.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static FiscalCalendar parse(String text) {
    if (!text.matches("[0-9-]{10}(:(4-4-5|4-5-4|5-4-4))?")) {
      throw new IllegalArgumentException(text);
    }
    try {
      var weeks =
          text.length() == 10
              ? List.<Integer>of()
              : Stream.of(text.substring(11).split("-")).map(Integer::valueOf).toList();
      return new FiscalCalendar(LocalDate.parse(text.substring(0, 10)), weeks);
    } catch (DateTimeParseException notADay) {
      throw new IllegalArgumentException(text, notADay);
    }
  }

  /// A period of the year; 0 is the last of the year before.
  public ReportedPeriod period(int number, LocalDate today) {
    var last = start(number).minusDays(1);
    return new ReportedPeriod(start(number - 1), last, today, "period " + number);
  }

  /// The first day of the period after so many.
  private LocalDate start(int periods) {
    if (weeks.isEmpty()) {
      return first.plusMonths(periods);
    }
    int quarters = Math.floorDiv(periods, PERIODS);
    int within =
        weeks.subList(0, Math.floorMod(periods, PERIODS)).stream().mapToInt(week -> week).sum();
    return first.plusWeeks((long) quarters * QUARTER + within);
  }

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
}
