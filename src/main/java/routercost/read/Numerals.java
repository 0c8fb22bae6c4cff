package routercost.read;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the numbers of one column are written: which mark separates decimals, which thousands.
enum Numerals {
  /// `1,234.56`
  POINT("\\.", ","),
  /// `1.234,56`
  COMMA(",", "\\.");

  private static final int LONGEST = 64;
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2009\\u202F]+");
  private static final Pattern PLAIN = Pattern.compile("\\d{1,15}");

  private final Pattern number;
  private final Pattern evidence;
  private final Pattern groups;
  private final char decimal;

  Numerals(String mark, String group) {
    String groups = "\\d{1,3}(?:[" + group + "' ]\\d{3})+";
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
  static Optional<Numerals> shownBy(String text) {
    if (text.length() > LONGEST || PLAIN.matcher(text).matches()) {
      return Optional.empty();
    }
    String bare = Amount.bare(text);
    for (Numerals numerals : values()) {
      if (numerals.evidence.matcher(bare).matches()) {
        return Optional.of(numerals);
      }
    }
    return Optional.empty();
  }

  /// The number that `text` is, exactly; empty if it is none.
  Optional<BigDecimal> number(String text) {
    if (PLAIN.matcher(text).matches()) {
      return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
    }
    String spaced = SPACES.matcher(text.strip()).replaceAll(" ");
    if (spaced.length() > LONGEST || !number.matcher(spaced).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(groups.matcher(spaced).replaceAll("").replace(decimal, '.')));
  }
}
