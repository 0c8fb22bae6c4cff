package routercost.audit.budget;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import routercost.usage.Identified;

/// The interval at which a budget starts over.
public enum BudgetPeriod implements Identified {
  DAY,
  /// From Monday to Sunday (ISO 8601).
  WEEK,
  MONTH,
  QUARTER,
  /// All days of the input as one period.
  INPUT;

  /// The period of `day`; `whole` if there is only one.
  DateSpan span(LocalDate day, DateSpan whole) {
    return switch (this) {
      case DAY -> new DateSpan(day, day);
      case WEEK -> {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield new DateSpan(monday, monday.plusDays(6));
      }
      case MONTH ->
          new DateSpan(
              day.with(TemporalAdjusters.firstDayOfMonth()),
              day.with(TemporalAdjusters.lastDayOfMonth()));
      case QUARTER -> {
        var first = day.with(IsoFields.DAY_OF_QUARTER, 1);
        yield new DateSpan(first, first.plusMonths(3).minusDays(1));
      }
      case INPUT -> whole;
    };
  }

  /// The period before that of `day`; empty if there is only one.
  public Optional<DateSpan> before(LocalDate day) {
    var one = new DateSpan(day, day);
    return this == INPUT
        ? Optional.empty()
        : Optional.of(span(span(day, one).from().minusDays(1), one));
  }

  /// Days from one to another, both included.
  public record DateSpan(LocalDate from, LocalDate to) {
    public DateSpan {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(from + " is after " + to);
      }
    }

    public boolean contains(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }

    /// The days of both, and those between.
    DateSpan and(DateSpan other) {
      return new DateSpan(
          from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }
  }
}
