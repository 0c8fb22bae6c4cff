package routercost.read.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import routercost.usage.LazyPattern;
import routercost.usage.SafeText;

/// Tells on which day a logged time lies.
///
/// @param zone in which a day begins, and in which times without a zone are read
public record DateParser(ZoneId zone, DateOrder order) {
  private static final String TIME =
      "(?:(?:T|\\s|,\\s?)\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?\\s*([AaPp][Mm])?";
  private static final String ZONE =
      "\\s*(Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?(?:\\[[\\w/+\\-]+])?";
  private static final LazyPattern YEAR_FIRST =
      new LazyPattern("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + TIME + ZONE);
  private static final LazyPattern YEAR_LAST =
      new LazyPattern("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME + ZONE);
  private static final LazyPattern EPOCH = new LazyPattern("\\d{8,19}(?:[.,]\\d{1,12})?");
  private static final String PLAIN = "9999-19-39T29:59:59Z"; // the most that stands at each place
  private static final LazyPattern BASIC = new LazyPattern("(20\\d{2})(\\d{2})(\\d{2})");

  // In seconds. Not as decimals: the first use of one waits for powers of five (`cli.Main`).
  private static final long EARLIEST = 1_000_000_000L;
  private static final long LATEST = 100_000_000_000L;

  /// A day as it was found.
  ///
  /// @param naive whether the time names no zone
  public record Found(LocalDate day, boolean naive) {}

  /// Reads one time.
  public Found day(String text) throws RowRejectedException {
    try {
      if (zone.equals(ZoneOffset.UTC) && isPlainUtc(text)) {
        return new Found(
            date(text.substring(0, 4), text.substring(5, 7), text.substring(8, 10)), false);
      }
      return read(text.length() > 64 ? "" : text, text);
    } catch (DateTimeException | ArithmeticException impossible) {
      throw unreadable(text);
    }
  }

  /// Whether `text` is written like `2026-08-03T06:30:00Z`, with an hour, minute and second that
  /// there are. Most times are, and patterns take long when they are used for the first time.
  private static boolean isPlainUtc(String text) {
    if (text.length() != PLAIN.length()) {
      return false;
    }
    for (int i = 0; i < PLAIN.length(); i++) {
      char most = PLAIN.charAt(i);
      char c = text.charAt(i);
      boolean digit = most >= '0' && most <= '9';
      if (digit ? (c < '0' || c > most) : c != most) {
        return false;
      }
    }
    return text.charAt(11) < '2' || text.charAt(12) < '4';
  }

  /// Whether `text` looks like a time of any known kind.
  public static boolean isTime(String text) {
    return YEAR_FIRST.matcher(text).matches()
        || YEAR_LAST.matcher(text).matches()
        || EPOCH.matcher(text).matches();
  }

  /// The moment that a time names, to the second, in the zone of this log if it names none; empty
  /// if it names a day at most.
  public Optional<Instant> instant(String text) throws RowRejectedException {
    try {
      for (LazyPattern pattern : new LazyPattern[] {YEAR_FIRST, YEAR_LAST}) {
        Matcher matcher = pattern.matcher(text.length() > 64 ? "" : text);
        if (matcher.matches()) {
          return matcher.group(5) == null
              ? Optional.empty()
              : Optional.of(instant(pattern == YEAR_FIRST, matcher));
        }
      }
      return EPOCH.matcher(text).matches() && !BASIC.matcher(text).matches()
          ? Optional.of(Instant.ofEpochSecond(epochSecond(text)))
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException impossible) {
      throw unreadable(text);
    }
  }

  private Instant instant(boolean yearFirst, Matcher text) throws RowRejectedException {
    LocalDate date = yearFirst ? date(text.group(1), text.group(3), text.group(4)) : yearLast(text);
    var moment = date.atTime(time(text));
    String zoneName = text.group(9);
    return zoneName == null ? moment.atZone(zone).toInstant() : moment.toInstant(offset(zoneName));
  }

  private Found read(String text, String whole) throws RowRejectedException {
    Matcher yearFirst = YEAR_FIRST.matcher(text);
    if (yearFirst.matches()) {
      return found(date(yearFirst.group(1), yearFirst.group(3), yearFirst.group(4)), yearFirst);
    }
    Matcher yearLast = YEAR_LAST.matcher(text);
    if (yearLast.matches()) {
      return found(yearLast(yearLast), yearLast);
    }
    Matcher basic = BASIC.matcher(text);
    if (basic.matches()) {
      return new Found(date(basic.group(1), basic.group(2), basic.group(3)), true);
    }
    if (EPOCH.matcher(text).matches()) {
      return new Found(epochDay(text), false);
    }
    throw unreadable(whole);
  }

  private LocalDate yearLast(Matcher text) throws RowRejectedException {
    String first = text.group(1);
    String second = text.group(3);
    String year = text.group(4).length() == 2 ? "20" + text.group(4) : text.group(4);
    DateOrder decided =
        text.group(2).equals(".")
            ? DateOrder.DAY_FIRST
            : DateOrder.of(Integer.parseInt(first), Integer.parseInt(second));
    return switch (decided == DateOrder.UNDECIDED ? order : decided) {
      case DAY_FIRST -> date(year, second, first);
      case MONTH_FIRST -> date(year, first, second);
      case UNDECIDED -> {
        if (!first.equals(second)) {
          throw new RowRejectedException(
              "timestamp is '%s', day first or month first; expected ISO 8601 such as 2026-08-03"
                  .formatted(SafeText.quoted(text.group())));
        }
        yield date(year, first, second);
      }
    };
  }

  private Found found(LocalDate date, Matcher text) {
    String zoneName = text.group(9);
    if (text.group(5) == null) {
      return new Found(date, true);
    }
    LocalTime time = time(text);
    if (zoneName == null) {
      return new Found(date, true);
    }
    Instant instant = date.atTime(time).toInstant(offset(zoneName));
    return new Found(LocalDate.ofInstant(instant, zone), false);
  }

  private static LocalTime time(Matcher text) {
    int hour = Integer.parseInt(text.group(5));
    String half = text.group(8);
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("no such hour");
      }
      hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
    }
    return LocalTime.of(hour, Integer.parseInt(text.group(6)), seconds(text.group(7)));
  }

  private static int seconds(@Nullable String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }

  private static ZoneOffset offset(String name) {
    return Character.isLetter(name.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(name);
  }

  private static LocalDate date(String year, String month, String day) {
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  /// Seconds, milliseconds, microseconds or nanoseconds since 1970: each has its own range of sizes
  /// between 2001 and 5138, and what lies between the ranges is not guessed.
  private LocalDate epochDay(String text) throws RowRejectedException {
    return LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond(text)), zone);
  }

  private static long epochSecond(String text) throws RowRejectedException {
    var number = new BigDecimal(text.replace(',', '.'));
    for (int decimals : new int[] {0, 3, 6, 9}) {
      BigDecimal seconds = number.movePointLeft(decimals);
      if (seconds.compareTo(BigDecimal.valueOf(EARLIEST)) >= 0
          && seconds.compareTo(BigDecimal.valueOf(LATEST)) < 0) {
        return seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
      }
    }
    throw unreadable(text);
  }

  private static RowRejectedException unreadable(String text) {
    return new RowRejectedException(
        "timestamp is '%s'; expected ISO 8601 such as 2026-08-03T06:30:00Z, or an epoch"
            .formatted(SafeText.quoted(text)));
  }
}
