package routercost.read.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.read.builtin.Column;
import routercost.read.schema.OddCells;
import routercost.read.text.SwarBytes;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.read.value.RowRejectedException;

/// The reader of the cells of times. It recognises ISO 8601 to the second and whole epochs as
/// bytes; `DateParser` knows the rule for every other cell.
final class DayReader {
  static final long NO_SECOND = Long.MIN_VALUE;

  private static final int ODD = Integer.MIN_VALUE;

  private static final String NOT_SET = "0";

  /// The first year of logs. What clocks count from, and where they end, stands for no time.
  private static final int FIRST_YEAR = 1990;

  private static final int LAST_YEAR = 4000;
  private static final int DATE = 10;
  private static final int TO_SECONDS = 19;
  private static final long DAY = 86_400;
  private static final int REMEMBERED = 1 << 10;

  private final DateParser dates;
  private final int undatedDay;
  private final boolean utc;
  private final long[] minutes = new long[REMEMBERED];
  private final int[] daysOfMinutes = new int[REMEMBERED];
  private long latestHead;
  private long latestTail;
  private int latestDay = ODD;

  /// Whether the time that was read last names no zone.
  boolean naive;

  /// When that was, counted from 1970; `NO_SECOND` if it names a day at most, or is odd.
  long second;

  /// From the day of the time that was read last to its day in UTC: −1, 0 or 1.
  int shift;

  /// Whether there was no time.
  boolean undated;

  /// What `DateParser` found; the time that was read last is not in doubt if this is null.
  DateParser.@Nullable Found doubtful;

  /// Whether `DateParser` had to be asked.
  boolean odd;

  /// @param undated the day of records without a time
  DayReader(DateParser dates, LocalDate undated) {
    this.dates = dates;
    this.undatedDay = (int) undated.toEpochDay();
    this.utc = dates.zone().equals(ZoneOffset.UTC);
    Arrays.fill(minutes, Long.MIN_VALUE);
  }

  /// The day of the time in a cell, counted from 1970-01-01.
  ///
  /// @param place of the cell, below 0 if there is none
  int day(RowCells cells, int place, List<OddCells.Cell> oddCells) {
    naive = false;
    odd = false;
    second = NO_SECOND;
    shift = 0;
    doubtful = null;
    undated = place < 0 || cells.isEmpty(place);
    if (undated) {
      return undatedDay;
    }
    int day = plainDay(cells.bytes, cells.from[place], cells.to[place]);
    if (day == ODD && cells.trim(place)) {
      day = plainDay(cells.bytes, cells.from[place], cells.to[place]);
    }
    return day == ODD ? oddDay(cells.text(place), oddCells) : day;
  }

  private int oddDay(String text, List<OddCells.Cell> oddCells) {
    odd = true;
    undated = AmountParser.isMissing(text) || text.equals(NOT_SET);
    if (undated) {
      return undatedDay;
    }
    try {
      DateParser.Found found = dates.day(text);
      undated = found.day().getYear() < FIRST_YEAR || found.day().getYear() > LAST_YEAR;
      if (undated) {
        return undatedDay;
      }
      naive = found.naive();
      if (found.isAmbiguous() || found.month()) {
        doubtful = found;
      }
      if (!utc) {
        dates.instant(text).ifPresent(moment -> inZone(moment.getEpochSecond()));
      }
      return (int) found.day().toEpochDay();
    } catch (RowRejectedException _) {
      oddCells.add(new OddCells.Cell(Column.TIMESTAMP, text));
      undated = true;
      return undatedDay;
    }
  }

  private int plainDay(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < DATE || bytes[from + 4] != '-') {
      return epochDay(bytes, from, to);
    }
    int date = date(bytes, from);
    if (length == DATE || date == ODD) {
      naive = date != ODD;
      return date;
    }
    byte between = bytes[from + DATE];
    int seconds = length < TO_SECONDS ? -1 : seconds(SwarBytes.at(bytes, from + DATE + 1));
    if (seconds < 0 || (between != 'T' && between != ' ')) {
      return ODD;
    }
    int zone = pastFraction(bytes, from + TO_SECONDS, to);
    if (zone < 0) {
      return ODD;
    }
    naive = zone == to;
    second = date * DAY + seconds;
    if (naive) {
      if (!utc) {
        inZone(dates.epochSecond(second));
      }
      return date;
    }
    if (zone + 1 == to && (bytes[zone] == 'Z' || bytes[zone] == 'z')) {
      return utc ? date : inZone(second);
    }
    int offset = offset(bytes, zone, to);
    return offset == ODD ? ODD : inZone(second - offset);
  }

  private int date(byte[] bytes, int from) {
    long head = SwarBytes.at(bytes, from);
    long tail = SwarBytes.at(bytes, from + 2);
    if (head == latestHead && tail == latestTail) {
      return latestDay;
    }
    long year = SwarBytes.digits(bytes, from, from + 4);
    long month = SwarBytes.digits(bytes, from + 5, from + 7);
    long day = SwarBytes.digits(bytes, from + 8, from + DATE);
    if ((year | month | day) < 0
        || bytes[from + 7] != '-'
        || year < FIRST_YEAR
        || year > LAST_YEAR) {
      return ODD;
    }
    try {
      latestDay = (int) LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
    } catch (DateTimeException _) {
      return ODD;
    }
    latestHead = head;
    latestTail = tail;
    return latestDay;
  }

  /// The second of the day that `hh:mm:ss` names; −1 if it names none.
  private static int seconds(long octets) {
    long digits = octets ^ 0x30303A30303A3030L;
    if (((digits | (digits + 0x0606000606000606L)) & 0xF0F0FFF0F0FFF0F0L) != 0) {
      return -1;
    }
    int hour = (int) (digits & 15) * 10 + (int) ((digits >>> 8) & 15);
    int minute = (int) ((digits >>> 24) & 15) * 10 + (int) ((digits >>> 32) & 15);
    int second = (int) ((digits >>> 48) & 15) * 10 + (int) ((digits >>> 56) & 15);
    return hour > 23 || minute > 59 || second > 59 ? -1 : (hour * 60 + minute) * 60 + second;
  }

  private static int pastFraction(byte[] bytes, int at, int to) {
    if (at == to || (bytes[at] != '.' && bytes[at] != ',')) {
      return at;
    }
    int next = at + 1;
    while (next < to && bytes[next] >= '0' && bytes[next] <= '9') {
      next++;
    }
    return next == at + 1 || next - at > 13 ? -1 : next;
  }

  /// The seconds of `+hh:mm`, `+hhmm` or `+hh`; or `ODD`.
  private static int offset(byte[] bytes, int at, int to) {
    int length = to - at;
    boolean colon = length == 6 && bytes[at + 3] == ':';
    if ((bytes[at] != '+' && bytes[at] != '-') || !(colon || length == 5 || length == 3)) {
      return ODD;
    }
    long hours = SwarBytes.digits(bytes, at + 1, at + 3);
    long minutes = length == 3 ? 0 : SwarBytes.digits(bytes, to - 2, to);
    if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
      return ODD;
    }
    int seconds = (int) (hours * 60 + minutes) * 60;
    return bytes[at] == '-' ? -seconds : seconds;
  }

  private int epochDay(byte[] bytes, int from, int to) {
    int length = to - from;
    long number =
        switch (length) {
          case 10, 13 -> SwarBytes.digits(bytes, from, to);
          case 16, 19 -> SwarBytes.digits(bytes, from, to - 6); // whole seconds do
          default -> -1;
        };
    long seconds =
        switch (length) {
          case 10 -> number;
          case 13 -> number / 1_000;
          case 16 -> number;
          default -> number / 1_000;
        };
    boolean digits = length < 16 || SwarBytes.digits(bytes, to - 6, to) >= 0;
    if (number < 0 || !digits || seconds < 1_000_000_000L) {
      return ODD;
    }
    naive = false;
    return inZone(seconds);
  }

  private int inZone(long epochSecond) {
    second = epochSecond;
    if (utc) {
      return (int) Math.floorDiv(epochSecond, DAY);
    }
    long minute = Math.floorDiv(epochSecond, 60);
    int slot = (int) (minute & (REMEMBERED - 1));
    if (minutes[slot] != minute) {
      minutes[slot] = minute;
      daysOfMinutes[slot] =
          (int)
              LocalDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), dates.zone())
                  .toLocalDate()
                  .toEpochDay();
    }
    shift = (int) Math.floorDiv(epochSecond, DAY) - daysOfMinutes[slot];
    return daysOfMinutes[slot];
  }
}
