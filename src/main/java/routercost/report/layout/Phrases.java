package routercost.report.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import routercost.price.Money;
import routercost.usage.Thousands;

/// Puts facts into sentences.
public final class Phrases {
  private static final String CLAUDE = "claude-";

  private Phrases() {}

  /// `1 call`, `36,000 calls`.
  public static String calls(BigDecimal calls) {
    return counted(calls, "call");
  }

  /// `1 row`, `36,000 rows`.
  public static String counted(BigDecimal number, String noun) {
    return new Cell.Count(number).text() + " " + noun + (isOne(number) ? "" : "s");
  }

  /// `1 record states`, `3 records state`.
  public static String doing(long number, String noun, String verb) {
    return counted(number, noun) + " " + verb + (number == 1 ? "s" : "");
  }

  /// `has` of one, `have` of more.
  public static String has(BigDecimal number) {
    return isOne(number) ? "has" : "have";
  }

  /// `is` of one, `are` of more.
  public static String is(BigDecimal number) {
    return isOne(number) ? "is" : "are";
  }

  private static boolean isOne(BigDecimal number) {
    return number.compareTo(BigDecimal.ONE) == 0;
  }

  public static String counted(long number, String noun) {
    return counted(BigDecimal.valueOf(number), noun);
  }

  /// `39.8%`.
  public static String percent(BigDecimal part, BigDecimal whole) {
    return new Cell.Percent(Rounding.percent(part, whole)).text();
  }

  public static String percent(Money part, Money whole) {
    return percent(part.usd(), whole.usd());
  }

  /// A change in percent with its sign, if it rises: `+5.0%`.
  public static String change(Money change, Money whole) {
    return (change.usd().signum() > 0 ? "+" : "") + percent(change, whole);
  }

  /// A share of one in percent.
  public static String percent(BigDecimal share) {
    return percent(share, BigDecimal.ONE);
  }

  /// `+5`, `-5`, `0`.
  public static String signed(BigDecimal number) {
    return (number.signum() > 0 ? "+" : "") + Thousands.grouped(number);
  }

  /// `22 Oct`, or `22 Oct 2026`.
  public static String day(LocalDate day, boolean withYear) {
    return day.getDayOfMonth()
        + " "
        + shortened(day.getMonth())
        + (withYear ? " " + day.getYear() : "");
  }

  /// `Oct` for October, `Thu` for Thursday.
  public static String shortened(Enum<?> name) {
    return capital(name.name().substring(0, 3).toLowerCase(Locale.ROOT));
  }

  /// `name`, or that there is none.
  public static String orNone(String name) {
    return name.isEmpty() ? "(none)" : name;
  }

  /// The values of a group, in one name.
  public static String group(List<String> values) {
    return values.stream().map(Phrases::orNone).collect(Collectors.joining(" / "));
  }

  /// `text` with a capital at its beginning.
  public static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /// The first of `names`, and how many more there are.
  public static String few(Collection<String> names, int most) {
    var shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
  }

  /// `0.4 s`, `56 s`, `12 min`, `3.5 h`.
  public static String duration(BigDecimal seconds) {
    if (seconds.compareTo(BigDecimal.valueOf(10)) < 0) {
      return rounded(seconds, 1, 1) + " s";
    }
    if (seconds.compareTo(BigDecimal.valueOf(120)) < 0) {
      return rounded(seconds, 1, 0) + " s";
    }
    return seconds.compareTo(BigDecimal.valueOf(7200)) < 0
        ? rounded(seconds, 60, 0) + " min"
        : Thousands.grouped(rounded(seconds, 3600, 1)) + " h";
  }

  private static BigDecimal rounded(BigDecimal seconds, long unit, int decimals) {
    return seconds.divide(BigDecimal.valueOf(unit), decimals, RoundingMode.HALF_UP);
  }

  /// A model's id as short as it stays clear beside its siblings: `opus-5-5`, `haiku-4-5`.
  public static String shortModel(String id) {
    boolean family = id.startsWith(CLAUDE) && isBetween(id, CLAUDE.length(), 'a', 'z');
    int dated = id.length() - "-20261107".length();
    boolean release = dated >= 0 && id.startsWith("-20", dated);
    for (int i = dated + "-20".length(); release && i < id.length(); i++) {
      release = isBetween(id, i, '0', '9');
    }
    return id.substring(family ? CLAUDE.length() : 0, release ? dated : id.length());
  }

  private static boolean isBetween(String text, int at, char first, char last) {
    return at < text.length() && text.charAt(at) >= first && text.charAt(at) <= last;
  }

  /// The most expensive model, and how many more.
  public static String shortModels(List<String> ids) {
    if (ids.isEmpty()) {
      return "";
    }
    var first = shortModel(ids.getFirst());
    return ids.size() == 1 ? first : first + " +" + (ids.size() - 1);
  }
}
