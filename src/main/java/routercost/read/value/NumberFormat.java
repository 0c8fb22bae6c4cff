package routercost.read.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the numbers of one column are written: which mark separates decimals, which thousands.
@SuppressWarnings("ImmutableEnumChecker") // a pattern that is compiled later is the same pattern
public enum NumberFormat {
  /// `1,234.56`
  POINT("\\.", ","),
  /// `1.234,56`
  COMMA(",", "\\.");

  private static final int LONGEST = 64;
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2009\\u202F]+");
  private static final int MOST_DIGITS = 15;

  private final Pattern number;
  private final Pattern evidence;
  private final Pattern groups;
  private final char decimal;

  NumberFormat(String mark, String group) {
    String groups =
        "(?:\\d{1,3}(?:["
            + group
            + "' ]\\d{3})+|\\d{1,2}(?:"
            + group
            + "\\d{2})+"
            + group
            + "\\d{3})";
    String exponent = "(?:[eE][+-]?\\d{1,3})?";
    this.number =
        Pattern.compile(
            "[+-]?(?:(?:\\d+|G)(?:M\\d*)?|M\\d+)E"
                .replace("G", groups)
                .replace("M", mark)
                .replace("E", exponent));
    this.evidence =
        Pattern.compile(
            ("[+-]?(?:\\d{1,3}(?:G\\d{3})+M\\d+|\\d{1,3}(?:G\\d{3}){2,}|(?:0|\\d{4,})?M\\d+"
                    + "|\\d+M(?:\\d{1,2}|\\d{4,})|\\d+M\\d+[eE][+-]?\\d+)")
                .replace("G", group)
                .replace("M", mark));
    this.groups = Pattern.compile("[" + group + "' ]");
    this.decimal = mark.charAt(mark.length() - 1);
  }

  /// The only way in which `text` can be meant; empty if it can be meant in both or is no number.
  public static Optional<NumberFormat> shownBy(String text) {
    if (text.length() > LONGEST || isPlain(text)) {
      return Optional.empty();
    }
    if (isDecimal(text)) {
      return isPointForSure(text) ? Optional.of(POINT) : Optional.empty();
    }
    String bare = AmountParser.bare(text);
    for (NumberFormat numerals : values()) {
      if (numerals.evidence.matcher(bare).matches()) {
        return Optional.of(numerals);
      }
    }
    return Optional.empty();
  }

  /// Whether `text` is nothing but a few digits: most numbers are, so no pattern is needed to
  /// recognize them.
  public static boolean isPlain(String text) {
    return isPlain(text, '0');
  }

  /// Whether `text` is nothing but a few digits with one point between them.
  static boolean isDecimal(String text) {
    return isPlain(text, '.');
  }

  /// Whether `text` is nothing but a few digits, with one `mark` between them.
  private static boolean isPlain(String text, char mark) {
    int length = text.length();
    int marks = mark == '0' ? 1 : 0;
    for (int i = 0; i < length; i++) {
      char next = text.charAt(i);
      if (next == mark && marks == 0 && i > 0 && i < length - 1) {
        marks++;
      } else if (next < '0' || next > '9') {
        return false;
      }
    }
    return length > 0 && length <= MOST_DIGITS && marks == 1;
  }

  /// Whether the point in `text` cannot stand between thousands.
  private static boolean isPointForSure(String text) {
    int point = text.indexOf('.');
    return text.length() - point - 1 != 3 || point > 3 || text.startsWith("0.");
  }

  /// The number that `text` is, exactly; empty if it is none.
  Optional<BigDecimal> number(String text) {
    if (isPlain(text)) {
      return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
    }
    if (this == POINT && isDecimal(text)) {
      return Optional.of(new BigDecimal(text));
    }
    String spaced = SPACES.matcher(text.strip()).replaceAll(" ");
    if (spaced.length() > LONGEST || !number.matcher(spaced).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(groups.matcher(spaced).replaceAll("").replace(decimal, '.')));
  }
}
