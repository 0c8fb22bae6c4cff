package routercost.usage;

import java.util.List;
import java.util.stream.Collectors;

/// Text from outside, such as logs and file names, made safe to show: characters that could move
/// the cursor, hide or reorder their neighbours become `?`, and formulas become plain text.
public final class SafeText {
  private static final int SHORT = 60;

  /// The characters that start a formula in a spreadsheet, in full width too, and the blanks that
  /// it skips to find one.
  private static final String FORMULA_STARTS = "=+-@＝＋－＠\t\r\n";

  private static final LazyPattern NUMBER = new LazyPattern("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private SafeText() {}

  /// `text` made safe.
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    var safe = new StringBuilder(text.length());
    text.codePoints().map(point -> isHostile(point) ? '?' : point).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /// The beginning of `text`, short enough for a message.
  public static String cut(String text) {
    return cut(text, SHORT);
  }

  /// The first `length` characters of `text`.
  public static String cut(String text, int length) {
    return of(text.length() <= length ? text : text.substring(0, length) + "…");
  }

  /// The first dozen of `names`, for a message.
  public static String list(List<String> names) {
    String shown = names.stream().limit(12).map(SafeText::cut).collect(Collectors.joining(", "));
    return names.size() <= 12 ? shown : shown + ", … (" + names.size() + " in all)";
  }

  /// `text` for a cell of a CSV file: what a spreadsheet would run as a formula gets an apostrophe
  /// in front; numbers stay numbers.
  public static String cell(String text) {
    boolean risky = !text.isEmpty() && startsFormula(text.charAt(0));
    return of(risky && !NUMBER.matcher(text).matches() ? "'" + text : text);
  }

  /// Whether a spreadsheet may run a cell that begins with `first`.
  public static boolean startsFormula(char first) {
    return FORMULA_STARTS.indexOf(first) >= 0;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHostile(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
