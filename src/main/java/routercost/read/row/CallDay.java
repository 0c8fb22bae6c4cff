package routercost.read.row;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.read.schema.LogConventions;
import routercost.read.schema.OddCells;
import routercost.read.schema.OutsideDays;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Timing;
import routercost.read.value.DateParser;
import routercost.usage.PeakHours;
import routercost.usage.UsageKey;

/// The day of the record in hand: read from its time, settled if that can mean two days, and
/// compared with the period.
final class CallDay {
  private static final int DATE = "2026-11-24".length();

  private final RecordFilter selection;
  private final KeyTable keys;
  private final DateParser dates;
  private final int firstDay;
  private final int endDay;

  /// The cell of its time.
  final DayReader time;

  /// What was assumed about it, if anything.
  Optional<ParsedRow.Assumption> assumption = Optional.empty();

  /// The days so far that are outside of the period.
  final OutsideDays outside = new OutsideDays();

  CallDay(LogConventions conventions, RecordFilter selection, KeyTable keys) {
    this.selection = selection;
    this.keys = keys;
    this.dates = new DateParser(selection.timezone(), conventions.dateOrder());
    this.time = new DayReader(dates, selection.undated());
    this.firstDay = selection.period().from().map(CallDay::number).orElse(Integer.MIN_VALUE);
    this.endDay = selection.period().to().map(CallDay::number).orElse(Integer.MAX_VALUE);
  }

  private static int number(LocalDate date) {
    return (int) date.toEpochDay();
  }

  /// The day that a record names, counted from 1970-01-01; to be settled.
  int read(RowCells row, ColumnLayout layout, List<OddCells.Cell> oddCells) {
    int day = time.day(row, layout.time, oddCells);
    if (time.undated && layout.timed) {
      time.odd = true;
      assumption = Optional.of(ParsedRow.Assumption.BLANK_TIME);
    } else {
      assumption = Optional.empty();
    }
    return day;
  }

  /// The day of a time that can mean two: the only one on which the call can have been made and has
  /// a price, else the later one.
  int settled(DateParser.Found found, RowCells row, ColumnLayout layout) {
    if (found.month()) {
      assumption = Optional.of(ParsedRow.Assumption.MONTH_ONLY);
      return number(found.day());
    }
    LocalDate earlier =
        found.day().isBefore(found.alternative()) ? found.day() : found.alternative();
    LocalDate later = earlier.equals(found.day()) ? found.alternative() : found.day();
    if (later.isAfter(selection.latestDay())) {
      return number(earlier);
    }
    AttributeCache.Kind kind = keys.kind(row, layout);
    UsageKey dated = keys.usageKey(row, layout, kind, kind.service, number(later), 0);
    if (selection.filter().isPriced(dated.withDay(earlier))) {
      boolean same = selection.filter().isSamePrice(dated, earlier);
      assumption =
          Optional.of(same ? ParsedRow.Assumption.EITHER_DAY : ParsedRow.Assumption.EITHER_PRICE);
    }
    return number(later);
  }

  /// Whether there is no day to compare with the period.
  boolean isTimeless() {
    return time.undated && selection.asksForTime();
  }

  /// The day under which a filter judges a record without a time.
  int unknown() {
    return number(selection.unknownDay());
  }

  boolean isOutside(int day) {
    return day < firstDay || day >= endDay;
  }

  /// Whether the time is in peak hours. A date alone has no hour.
  boolean isPeak(RowCells row, ColumnLayout layout) {
    String text = row.text(layout.time).strip();
    Optional<Instant> instant = text.length() == DATE ? Optional.empty() : dates.instant(text);
    return instant.isPresent() && PeakHours.include(instant.get());
  }

  Timing timing(RowCells row, ColumnLayout layout) {
    var at =
        time.odd || time.second == DayReader.NO_SECOND
            ? dates.instant(row.text(layout.time))
            : Optional.of(Instant.ofEpochSecond(time.second));
    return layout.values.timing(at, row.text(layout.latency));
  }
}
