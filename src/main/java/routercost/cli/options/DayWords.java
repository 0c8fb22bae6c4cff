package routercost.cli.options;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.value.Period;

/// Days as people say them: `2026-10-07`, `2026-10`, `today`, `yesterday`, `monday`, `7d`, `2w`,
/// `october`, `this month`, `last week`.
///
/// @param today the day on which they are said
record DayWords(LocalDate today) {
  static final String ALLOWED =
      "a date such as 2026-10-07 or '7 Oct', a month such as 2026-10 or october, today, yesterday,"
          + " a weekday, 'last week', 7d or 2w";

  private static final Pattern LENGTH =
      Pattern.compile("-?(\\d{1,4}) ?(d|days?|w|weeks?|mo|months?|y|years?)( ago)?");
  private static final Pattern DATE = Pattern.compile("(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})");
  private static final Pattern ISO_WEEK = Pattern.compile("(\\d{4})-?w(\\d{2})");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})(?:[-/]|(?=\\d{2}$))(\\d{1,2})");

  /// A date whose year is last, in an order that one of its numbers may show.
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})");

  private static final Pattern MONTH_YEAR = Pattern.compile("([a-z]{3,9}|\\d{1,2})[ /-](\\d{4})");

  /// `22 oct 2026`, `22nd october`, `22-oct-2026`, `oct 22, 2026`.
  private static final Pattern DAY_AND_MONTH =
      Pattern.compile(
          "(?:(\\d{1,2})(?:st|nd|rd|th)?[ -]?)?([a-z]{3,9})\\.?(?: (\\d{1,2})(?:st|nd|rd|th)?)?"
              + "(?:,? ?-?(\\d{4}))?");

  /// The days from one to another, both included.
  record Span(LocalDate first, LocalDate last) {
    private static Span of(LocalDate day) {
      return new Span(day, day);
    }

    private static Span of(YearMonth month) {
      return new Span(month.atDay(1), month.atEndOfMonth());
    }

    /// Seven days.
    private static Span week(LocalDate monday) {
      return new Span(monday, monday.plusDays(6));
    }

    Period period() {
      return new Period(Optional.of(first), Optional.of(last.plusDays(1)));
    }
  }

  /// The days that a text means; empty if it is none of these.
  Optional<Span> span(String text) {
    var word = plain(text);
    return switch (word) {
      case "today", "now" -> Optional.of(Span.of(today));
      case "yesterday" -> Optional.of(Span.of(today.minusDays(1)));
      case "week", "this week" -> Optional.of(Span.week(monday()));
      case "last week" -> Optional.of(Span.week(monday().minusWeeks(1)));
      default ->
          date(word)
              .or(() -> namedDate(word))
              .or(() -> weekday(word))
              .map(Span::of)
              .or(() -> isoWeek(word))
              .or(() -> word.length() < 3 ? Optional.empty() : month(word))
              .or(() -> length(word));
    };
  }

  /// The days from the first of one text to the last of another, as in `2026-09-01..2026-09-15`, or
  /// those of one text.
  Optional<Span> range(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      return span(text).or(() -> month(text));
    }
    var first = span(text.substring(0, dots));
    var last = span(text.substring(dots + 2));
    return first.isEmpty() || last.isEmpty() || last.get().last().isBefore(first.get().first())
        ? Optional.empty()
        : Optional.of(new Span(first.get().first(), last.get().last()));
  }

  /// The month that a text means: `2026-10`, `october`, `oct 2026`, `10`, `this`, `last`; one
  /// without a year is the latest that has begun.
  Optional<Span> month(String text) {
    var word = plain(text);
    var now = YearMonth.from(today);
    var digits = MONTH.matcher(word);
    if (digits.matches()) {
      return Optional.of(Span.of(YearMonth.of(number(digits, 1), number(digits, 2))));
    }
    var dated = MONTH_YEAR.matcher(word);
    if (dated.matches()) {
      return named(dated.group(1)).map(month -> Span.of(YearMonth.of(number(dated, 2), month)));
    }
    return switch (word) {
      case "this", "this month", "month" -> Optional.of(Span.of(now));
      case "last", "last month" -> Optional.of(Span.of(now.minusMonths(1)));
      default ->
          named(word)
              .map(month -> now.minusMonths((now.getMonthValue() - month.getValue() + 12) % 12))
              .map(Span::of);
    };
  }

  /// The days that a text means after `last`: `7d`, `2w`, `3 months` with today, `60` days; `week`
  /// and `month` are those of the calendar.
  Optional<Span> last(String text) {
    var word = plain(text);
    if (word.equals("week") || word.equals("month")) {
      return span("last " + word);
    }
    return word.endsWith("ago")
        ? Optional.empty()
        : length(word.matches("\\d+") ? word + "d" : word);
  }

  private Optional<Span> length(String word) {
    var matcher = LENGTH.matcher(word);
    if (!matcher.matches() || number(matcher, 1) == 0) {
      return Optional.empty();
    }
    int number = number(matcher, 1);
    var before =
        switch (matcher.group(2).charAt(0)) {
          case 'd' -> today.minusDays(number);
          case 'w' -> today.minusWeeks(number);
          case 'm' -> today.minusMonths(number);
          default -> today.minusYears(number);
        };
    return Optional.of(
        matcher.group(3) == null ? new Span(before.plusDays(1), today) : Span.of(before));
  }

  /// A week as rows by the week are called: `2026-W43`.
  private static Optional<Span> isoWeek(String word) {
    var week = ISO_WEEK.matcher(word);
    return week.matches()
        ? Optional.of(
            Span.week(
                LocalDate.parse(
                    week.group(1) + "-W" + week.group(2) + "-1", DateTimeFormatter.ISO_WEEK_DATE)))
        : Optional.empty();
  }

  private static Optional<LocalDate> date(String word) {
    var date = DATE.matcher(word);
    if (date.matches()) {
      return Optional.of(LocalDate.of(number(date, 1), number(date, 3), number(date, 4)));
    }
    var parts = YEAR_LAST.matcher(word);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int first = number(parts, 1);
    int second = number(parts, 3);
    boolean isDayFirst = parts.group(2).equals(".") || first > 12;
    if (!isDayFirst && second <= 12 && first != second) {
      throw new DateTimeException(word + " may be a day of either month");
    }
    return Optional.of(
        LocalDate.of(number(parts, 4), isDayFirst ? second : first, isDayFirst ? first : second));
  }

  /// A day of a month that has a name; without a year the latest that has come.
  private Optional<LocalDate> namedDate(String word) {
    var parts = DAY_AND_MONTH.matcher(word);
    if (!parts.matches() || (parts.group(1) == null) == (parts.group(3) == null)) {
      return Optional.empty();
    }
    int day = number(parts, parts.group(1) == null ? 3 : 1);
    boolean hasYear = parts.group(4) != null;
    return named(parts.group(2))
        .map(month -> LocalDate.of(hasYear ? number(parts, 4) : today.getYear(), month, day))
        .map(date -> hasYear || !date.isAfter(today) ? date : date.minusYears(1));
  }

  private LocalDate monday() {
    return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private Optional<LocalDate> weekday(String word) {
    boolean isBefore = word.startsWith("last ");
    var name = isBefore ? word.substring("last ".length()) : word;
    return Stream.of(DayOfWeek.values())
        .filter(day -> isName(name, day.name()))
        .findFirst()
        .map(TemporalAdjusters::previousOrSame)
        .map(isBefore ? today.minusDays(1)::with : today::with);
  }

  /// A month by its name or number.
  private static Optional<Month> named(String word) {
    if (word.matches("0?[1-9]|1[0-2]")) {
      return Optional.of(Month.of(Integer.parseInt(word)));
    }
    return Stream.of(Month.values()).filter(month -> isName(word, month.name())).findFirst();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /// A text in lower case, with a space where options have a hyphen: `last-week`.
  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("(?<=[a-z])[-_ ]+(?=[a-z])", " ");
  }

  /// Whether a word is a name, or its first three letters or more.
  private static boolean isName(String word, String name) {
    return word.length() >= 3 && name.toLowerCase(Locale.ROOT).startsWith(word);
  }
}
