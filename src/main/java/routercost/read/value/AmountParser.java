package routercost.read.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A number as people write it in a cell: with a currency sign or code, quotes, thousands marks.
///
/// @param currency the currency that the cell itself names
public record AmountParser(BigDecimal number, Optional<String> currency) {
  /// The first letter of Arabic, behind the scripts that have no digits of their own.
  private static final char FOREIGN = '\u0600';

  private static final Map<String, String> SIGNS =
      Map.of(
          "$", "USD", "US$", "USD", "€", "EUR", "£", "GBP", "₽", "RUB", "₹", "INR", "R$", "BRL",
          "¥", "¥");
  private static final String SIGN = "(US\\$|R\\$|[$€£₽₹¥]|[A-Z]{3})";
  private static final Pattern WRITTEN =
      Pattern.compile(
          "([+-]?)\\s*"
              + SIGN
              + "?\\s*([+-]?[\\d.,][\\d.,eE+\\-' \\u00A0\\u2009\\u202F]*?)\\s*"
              + SIGN
              + "?");
  /// What spreadsheets put around a number to keep it as a text, the word for tokens behind it, and
  /// the marks between thousands of programs.
  private static final Pattern AROUND =
      Pattern.compile(
          "^\\s*(?:=\"|'(?=\\d))|(?<=\\d)\"\\s*$|(?i)\\s*tok(?:en)?s?\\s*$|(?<=\\d)_(?=\\d{3})");

  private static final Set<String> DOLLARS =
      Set.of("DOLLAR", "DOLLARS", "US DOLLAR", "US DOLLARS", "U.S. DOLLAR", "U.S. DOLLARS");
  private static final Set<String> NOTHING =
      Set.of("", "n/a", "#n/a", "na", "null", "none", "nan", "nil", "-", "–", "—", "\\n");

  /// Whether a cell says that there is no number.
  public static boolean isMissing(String text) {
    return text.length() <= 4 && NOTHING.contains(text.toLowerCase(Locale.ROOT));
  }

  /// Whether some of these texts are numbers, and the others say that there is none.
  public static boolean areNumbers(List<String> texts) {
    var written = texts.stream().filter(text -> !isMissing(text)).toList();
    return !written.isEmpty()
        && written.stream()
            .allMatch(
                text ->
                    Stream.of(NumberFormat.values())
                        .anyMatch(numerals -> of(text, numerals).isPresent()));
  }

  /// The amount that `text` is; empty if it is none.
  public static Optional<AmountParser> of(String text, NumberFormat numerals) {
    if (numerals == NumberFormat.POINT && NumberFormat.isDecimal(text)) {
      return Optional.of(new AmountParser(new BigDecimal(text), Optional.empty()));
    }
    var matcher = WRITTEN.matcher(unquoted(text));
    if (text.length() > 80 || !matcher.matches()) {
      return Optional.empty();
    }
    var currency =
        Optional.ofNullable(matcher.group(2))
            .or(() -> Optional.ofNullable(matcher.group(4)))
            .map(sign -> SIGNS.getOrDefault(sign, sign));
    return numerals
        .number(matcher.group(1) + matcher.group(3))
        .map(number -> new AmountParser(number, currency));
  }

  /// The currency that a cell names by its code or sign.
  public static Optional<String> currencyNamed(String text) {
    return Optional.ofNullable(SIGNS.get(text))
        .or(() -> Optional.of("USD").filter(_ -> DOLLARS.contains(text)))
        .or(() -> Optional.of(text).filter(code -> code.matches("[A-Z]{2,4}")));
  }

  /// The number in `text` without what is around it.
  static String bare(String text) {
    var matcher = WRITTEN.matcher(unquoted(text));
    return matcher.matches() ? matcher.group(1) + matcher.group(3) : "";
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
    return digits(
        AROUND
            .matcher(quoted ? text.substring(1, text.length() - 1) : text)
            .replaceAll("")
            .strip());
  }

  /// A text with the digits and marks of other scripts as ours.
  private static String digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FOREIGN) {
        var digits = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
          char next = text.charAt(at);
          int digit = next < FOREIGN ? -1 : Character.digit(next, 10);
          digits.append(
              digit >= 0
                  ? (char) ('0' + digit)
                  : next == '\u066C' ? ',' : next == '\u066B' ? '.' : next);
        }
        return digits.toString();
      }
    }
    return text;
  }
}
