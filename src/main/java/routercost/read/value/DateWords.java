package routercost.read.value;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words in times: weekdays, months, zones. Times with words are rewritten in digits, year
/// first, so that one rule reads them all.
final class DateWords {
  private static final Pattern NOISE =
      Pattern.compile(
          "^[\"'\\[(]+|[\"'\\])]+$|\\s+m=[+-][\\d.]+$|\\s+Uhr$|(?<=\\d)(?:st|nd|rd|th)\\b|\\bof\\s|@|\\bat\\b"
              + "|\\s\\([A-Za-z ]+\\)$");
  private static final Pattern WEEKDAY =
      Pattern.compile(
          "^(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+|,?\\s+(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*$");
  private static final String MONTH = "(\\p{L}{3,9})\\.?";
  private static final String CLOCK = "(\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?)";
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})\\.?[\\s/-]*" + MONTH + ",?[\\s/-]*(\\d{4}|\\d{2})(?=\\D|$)(.*)");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(MONTH + "[\\s/-]*(\\d{1,2})\\s*,?[\\s/-]+(\\d{4})(?=\\D|$)(.*)");
  private static final Pattern YEAR_AT_END =
      Pattern.compile(MONTH + "\\s+(\\d{1,2})\\s+" + CLOCK + "\\s*(\\S*)\\s+(\\d{4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[\\s/-]" + MONTH + "[\\s/-](\\d{1,2})(?=\\D|$)(.*)");
  private static final Pattern MONTH_ALONE = Pattern.compile(MONTH + "[\\s,/-]+(\\d{4})");
  private static final Pattern CHINESE =
      Pattern.compile("(\\d{4})年\\s?(\\d{1,2})月\\s?(\\d{1,2})日(.*)");
  private static final Pattern BASIC =
      Pattern.compile(
          "((?:19|20)\\d{2})(\\d{2})(\\d{2})[T\\s]?(\\d{2}):?(\\d{2}):?(\\d{2})?([.,]\\d+)?(\\D.*)?");
  private static final Pattern HOUR =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}[T ]\\d{2})(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern POINTED_CLOCK =
      Pattern.compile("\\s(\\d{1,2})\\.(\\d{2})\\.(\\d{2})(?=\\D|$)");

  private static final String MONTHS =
      "jan jän ene gen janv|feb fév fev|mar mär mrz|apr avr abr|may mai mag|jun giu juin|jul lug juil"
          + "|aug ago aoû|sep set|oct okt ott|nov|dec dez déc dic";
  private static final String ZONES =
      "WET+0 WEST+1 BST+1 CET+1 MEZ+1 CEST+2 MESZ+2 EET+2 EEST+3 MSK+3 IST+05:30 SGT+8 HKT+8 AWST+8"
          + " JST+9 KST+9 AEST+10 AEDT+11 NZST+12 NZDT+13 HST-10 AKST-9 AKDT-8 PST-8 PDT-7 MST-7"
          + " MDT-6 CST-6 CDT-5 EST-5 EDT-4";

  private DateWords() {}

  /// The offsets of abbreviated zones; loaded when a log has one.
  private static final class Abbreviations {
    static final Map<String, ZoneOffset> OFFSETS = new HashMap<>();

    static {
      for (String zone : ZONES.split(" ", -1)) {
        int sign = Math.max(zone.indexOf('+'), zone.indexOf('-'));
        OFFSETS.put(zone.substring(0, sign), ZoneOffset.of(zone.substring(sign)));
      }
    }
  }

  /// `text` as `2026-11-02 14:05:00 ZONE`, as far as words or marks need rewriting.
  static String inDigits(String text) {
    String bare = text.replace('\u00A0', ' ').replace('\u202F', ' ').replace('\u2011', '-').strip();
    bare = NOISE.matcher(NOISE.matcher(bare).replaceAll(" ").strip()).replaceAll(" ").strip();
    bare = WEEKDAY.matcher(bare).replaceAll("").strip();
    for (var rewriting : new Rewriting[] {DateWords::basic, DateWords::named, DateWords::chinese}) {
      String written = rewriting.of(bare);
      if (!written.equals(bare)) {
        return written;
      }
    }
    var hour = HOUR.matcher(bare);
    return hour.matches() ? hour.group(1) + ":00" + orNothing(hour.group(2)) : bare;
  }

  private interface Rewriting {
    String of(String text);
  }

  private static String basic(String text) {
    var basic = BASIC.matcher(text);
    return basic.matches()
        ? "%s-%s-%s %s:%s"
                .formatted(
                    basic.group(1), basic.group(2), basic.group(3), basic.group(4), basic.group(5))
            + (basic.group(6) == null ? "" : ":" + basic.group(6))
            + orNothing(basic.group(8))
        : text;
  }

  private static String chinese(String text) {
    return CHINESE.matcher(text).replaceFirst("$1-$2-$3$4");
  }

  private static String named(String text) {
    var atEnd = YEAR_AT_END.matcher(text);
    if (atEnd.matches() && month(atEnd.group(1)) > 0) {
      return date(atEnd.group(5), atEnd.group(1), atEnd.group(2))
          + rest(atEnd.group(3) + " " + atEnd.group(4));
    }
    var dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches() && month(dayFirst.group(2)) > 0) {
      return date(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1))
          + rest(dayFirst.group(4));
    }
    var monthFirst = MONTH_FIRST.matcher(text);
    if (monthFirst.matches() && month(monthFirst.group(1)) > 0) {
      return date(monthFirst.group(3), monthFirst.group(1), monthFirst.group(2))
          + rest(monthFirst.group(4));
    }
    var yearFirst = YEAR_FIRST.matcher(text);
    if (yearFirst.matches() && month(yearFirst.group(2)) > 0) {
      return date(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3))
          + rest(yearFirst.group(4));
    }
    var alone = MONTH_ALONE.matcher(text);
    return alone.matches() && month(alone.group(1)) > 0
        ? "%s-%02d".formatted(alone.group(2), month(alone.group(1)))
        : text;
  }

  private static String date(String year, String month, String day) {
    return (year.length() == 2 ? "20" + year : year) + "-" + month(month) + "-" + day;
  }

  private static String rest(String text) {
    int from = 0;
    while (from < text.length() && " ,:T".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    String time = POINTED_CLOCK.matcher(" " + text.substring(from)).replaceFirst(" $1:$2:$3");
    return time.isBlank() ? "" : time.stripTrailing();
  }

  /// The number of a month by the beginning of its name, 0 if it is none.
  private static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String[] months = MONTHS.split("\\|", -1);
    for (int month = 0; month < months.length; month++) {
      for (String beginning : months[month].split(" ", -1)) {
        if (lower.startsWith(beginning)) {
          return month + 1;
        }
      }
    }
    return 0;
  }

  /// The zone of `Z`, `+01:00`, `GMT+1`, `PST` or `Europe/Berlin`.
  ///
  /// @throws DateTimeException if it is none of them
  static ZoneId zone(String text) {
    String name = text.split("\\s", 2)[0];
    char first = name.charAt(0);
    if (first == '+' || first == '-') {
      return ZoneOffset.of(name);
    }
    if (name.length() == 1 || name.equals("UTC") || name.equals("GMT")) {
      return ZoneOffset.UTC;
    }
    if (name.startsWith("UTC") || name.startsWith("GMT")) {
      return ZoneOffset.of(name.substring(3));
    }
    ZoneOffset known = name.indexOf('/') < 0 ? Abbreviations.OFFSETS.get(name) : null;
    return known == null ? ZoneId.of(name) : known;
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }
}
