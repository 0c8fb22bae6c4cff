package routercost.cli.options;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.value.Period;

/// Days as people say them: `2026-10-07`, `2026-10`, `today`, `yesterday`, `monday`, `7d`, `2w`,
/// `october`, `this month`.
///
/// @param today the day on which they are said
record DayWords(LocalDate today) {
  static final String ALLOWED =
      "a date such as 2026-10-07, a month such as 2026-10 or october, today, yesterday, a weekday,"
          + " 7d or 2w";

  private static final Pattern LENGTH = Pattern.compile("(\\d{1,4}) ?(d|w|days?|weeks?)");

  /// The days from one to another, both included.
  record Span(LocalDate first, LocalDate last) {
    private static Span of(LocalDate day) {
      return new Span(day, day);
    }

    private static Span of(YearMonth month) {
      return new Span(month.atDay(1), month.atEndOfMonth());
    }

    Period period() {
      return new Period(Optional.of(first), Optional.of(last.plusDays(1)));
    }
  }

  /// The days that a text means; empty if it is none of these.
  Optional<Span> span(String text) {
    var word = text.strip().toLowerCase(Locale.ROOT);
    if (word.matches("\\d{4}-\\d{2}-\\d{2}")) {
      return Optional.of(Span.of(LocalDate.parse(word)));
    }
    return switch (word) {
      case "today" -> Optional.of(Span.of(today));
      case "yesterday" -> Optional.of(Span.of(today.minusDays(1)));
      default ->
          weekday(word)
              .map(day -> Span.of(today.with(TemporalAdjusters.previousOrSame(day))))
              .or(() -> month(word))
              .or(() -> last(word));
    };
  }

  /// The month that a text means: `2026-10`, `october`, `oct`, `this`, `last`; a name without a
  /// year is the latest that has begun.
  Optional<Span> month(String text) {
    var word = text.strip().toLowerCase(Locale.ROOT).replaceFirst(" month$", "");
    var now = YearMonth.from(today);
    if (word.matches("\\d{4}-\\d{2}")) {
      return Optional.of(Span.of(YearMonth.parse(word)));
    }
    return switch (word) {
      case "this" -> Optional.of(Span.of(now));
      case "last" -> Optional.of(Span.of(now.minusMonths(1)));
      default ->
          Stream.of(Month.values())
              .filter(month -> isName(word, month.name()))
              .findFirst()
              .map(month -> now.minusMonths((now.getMonthValue() - month.getValue() + 12) % 12))
              .map(Span::of);
    };
  }

  /// The last days, today included, of which a text gives the number: `7d`, `2w`.
  Optional<Span> last(String text) {
    var matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    long days = matcher.group(2).startsWith("w") ? 7 * number : number;
    return Optional.of(new Span(today.minusDays(days - 1), today));
  }

  private static Optional<DayOfWeek> weekday(String word) {
    return Stream.of(DayOfWeek.values()).filter(day -> isName(word, day.name())).findFirst();
  }

  /// Whether a word is a name, or its first three letters or more.
  private static boolean isName(String word, String name) {
    return word.length() >= 3 && name.toLowerCase(Locale.ROOT).startsWith(word);
  }
}
