package routercost.read.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routercost.usage.SafeText;

/// The parser of logged times.
///
/// @param zone in which a day begins, and in which times without a zone are read
/// @param order of day and month in dates such as 03/08/2026
public record DateParser(ZoneId zone, DateOrder order) {
  private static final String TIME =
      "(?:(?:T|\\s|,\\s?)\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?\\s*([AaPp]\\.?[Mm]\\.?)?";
  private static final String ZONE =
      "\\s*(Z|z|[+-]\\d{2}(?::?\\d{2})?(?:\\s+[A-Z]{3,5})?|(?:UTC|GMT)[+-]\\d{1,2}(?::?\\d{2})?"
          + "|[A-Z]{3,5}|[A-Z][A-Za-z]+/[A-Za-z_/+\\-0-9]+)?(?:\\[[\\w/+\\-]+])?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + TIME + ZONE);
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME + ZONE);
  private static final Pattern EPOCH =
      Pattern.compile("\\d{1,19}(?:[.,]\\d{1,12})?(?:[eE]\\+?\\d{1,2})?");
  private static final String PLAIN = "9999-19-39T29:59:59Z"; // the most that stands at each place
  private static final Pattern BASIC = Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})");
  private static final Pattern MONTH =
      Pattern.compile("(\\d{4})[-/](\\d{1,2})|(\\d{1,2})[-/](\\d{4})");
  private static final Pattern DATE_AND_MORE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T|\\s).*");

  private static final int LONGEST = 100;

  /// A day as it was found.
  ///
  /// @param alternative the other day that the text can mean; the day itself if there is none
  /// @param naive whether the time names no zone
  /// @param month whether it names a month only
  public record Found(LocalDate day, LocalDate alternative, boolean naive, boolean month) {
    private static Found of(LocalDate day, boolean naive) {
      return new Found(day, day, naive, false);
    }

    public boolean isAmbiguous() {
      return !day.equals(alternative);
    }
  }

  /// A time as it is written.
  ///
  /// @param alternative the other day that it can mean; the date itself if there is none
  /// @param time empty if only a day is written
  /// @param zone empty if none is written
  record Written(
      LocalDate date,
      LocalDate alternative,
      Optional<LocalDateTime> time,
      Optional<ZoneId> zone,
      boolean month) {
    static Written day(LocalDate date) {
      return new Written(date, date, Optional.empty(), Optional.empty(), false);
    }

    static Written moment(Instant moment) {
      var time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
      var date = time.toLocalDate();
      return new Written(date, date, Optional.of(time), Optional.of(ZoneOffset.UTC), false);
    }
  }

  /// Reads one time.
  public Found day(String text) throws RowRejectedException {
    try {
      if (zone.equals(ZoneOffset.UTC) && isPlainUtc(text)) {
        return Found.of(
            date(text.substring(0, 4), text.substring(5, 7), text.substring(8, 10)), false);
      }
      Written written = written(text);
      if (written.time().isEmpty() || written.zone().isEmpty()) {
        var day = written.time().map(LocalDateTime::toLocalDate).orElse(written.date());
        return new Found(
            day,
            written.alternative().isEqual(written.date()) ? day : written.alternative(),
            true,
            written.month());
      }
      var moment = written.time().get().atZone(written.zone().get());
      var day = moment.withZoneSameInstant(zone).toLocalDate();
      return written.alternative().equals(written.date())
          ? Found.of(day, false)
          : new Found(day, written.alternative(), false, false);
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

  /// Whether `text` looks like a time of any known kind, and not like a number that may be
  /// something else.
  public static boolean isTime(String text) {
    try {
      boolean number = EPOCH.matcher(text).matches();
      if (number && text.length() < 8) {
        return false;
      }
      var _ = new DateParser(ZoneOffset.UTC, DateOrder.UNDECIDED).day(text);
      return true;
    } catch (RowRejectedException _) {
      return false;
    }
  }

  /// The second since 1970 that a time without a zone names.
  ///
  /// @param local what it would be in UTC
  public long epochSecond(long local) {
    return LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC).atZone(zone).toEpochSecond();
  }

  /// The moment that a time names, to the second, in the zone of this log if it names none; empty
  /// if it names a day at most.
  public Optional<Instant> instant(String text) {
    try {
      Written written = written(text);
      return written.time().map(time -> time.atZone(written.zone().orElse(zone)).toInstant());
    } catch (DateTimeException | ArithmeticException | RowRejectedException _) {
      return Optional.empty();
    }
  }

  private Written written(String text) throws RowRejectedException {
    if (text.length() > LONGEST) {
      throw unreadable(text);
    }
    Optional<Written> plain = inDigits(text);
    if (plain.isPresent()) {
      return plain.get();
    }
    Optional<Written> rewritten = inDigits(DateWords.inDigits(text));
    if (rewritten.isPresent()) {
      return rewritten.get();
    }
    Matcher more = DATE_AND_MORE.matcher(text);
    if (more.matches()) { // the day is clear, whatever is odd about the rest
      return Written.day(LocalDate.parse(more.group(1)));
    }
    throw unreadable(text);
  }

  private Optional<Written> inDigits(String text) {
    try {
      Matcher iso = YEAR_FIRST.matcher(text);
      if (iso.matches()) {
        var date = date(iso.group(1), iso.group(3), iso.group(4));
        return Optional.of(withTime(date, date, iso));
      }
      Matcher yearLast = YEAR_LAST.matcher(text);
      if (yearLast.matches()) {
        return Optional.of(yearLast(yearLast));
      }
      Matcher basic = BASIC.matcher(text);
      if (basic.matches()) {
        return Optional.of(Written.day(date(basic.group(1), basic.group(2), basic.group(3))));
      }
      Matcher month = MONTH.matcher(text);
      if (month.matches()) {
        boolean yearFirst = month.group(1) != null;
        var first = date(month.group(yearFirst ? 1 : 4), month.group(yearFirst ? 2 : 3), "1");
        return Optional.of(new Written(first, first, Optional.empty(), Optional.empty(), true));
      }
      boolean clock = text.length() == 12 || text.length() == 14; // `20261102140500`
      return EPOCH.matcher(text).matches() && !(clock && text.startsWith("20"))
          ? DateNumbers.written(new BigDecimal(text.replace(',', '.')))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Written yearLast(Matcher text) {
    String first = text.group(1);
    String second = text.group(3);
    String year = text.group(4).length() == 2 ? "20" + text.group(4) : text.group(4);
    DateOrder decided =
        text.group(2).equals(".")
            ? DateOrder.DAY_FIRST
            : DateOrder.of(Integer.parseInt(first), Integer.parseInt(second));
    return switch (decided == DateOrder.UNDECIDED ? order : decided) {
      case DAY_FIRST -> {
        var date = date(year, second, first);
        yield withTime(date, date, text);
      }
      case MONTH_FIRST -> {
        var date = date(year, first, second);
        yield withTime(date, date, text);
      }
      case UNDECIDED -> withTime(date(year, first, second), date(year, second, first), text);
    };
  }

  private static Written withTime(LocalDate date, LocalDate alternative, Matcher text) {
    Optional<ZoneId> zone = Optional.ofNullable(text.group(9)).map(DateWords::zone);
    if (text.group(5) == null) {
      return new Written(date, alternative, Optional.empty(), zone, false);
    }
    return new Written(date, alternative, Optional.of(time(date, text)), zone, false);
  }

  /// The time of the day that a text names. `24:00` is the beginning of the next day, and a leap
  /// second the second before.
  private static LocalDateTime time(LocalDate date, Matcher text) {
    int hour = Integer.parseInt(text.group(5));
    int minute = Integer.parseInt(text.group(6));
    int second = Math.min(59, seconds(text.group(7)));
    String half = text.group(8);
    if (half != null && hour <= 12) {
      hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
    }
    return hour == 24 && minute == 0 && second == 0
        ? date.plusDays(1).atStartOfDay()
        : date.atTime(LocalTime.of(hour, minute, second));
  }

  private static int seconds(@Nullable String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }

  private static LocalDate date(String year, String month, String day) {
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  private static RowRejectedException unreadable(String text) {
    return new RowRejectedException(
        "timestamp is '%s'; expected ISO 8601 such as 2026-08-03T06:30:00Z, or an epoch"
            .formatted(SafeText.quoted(text)));
  }
}
