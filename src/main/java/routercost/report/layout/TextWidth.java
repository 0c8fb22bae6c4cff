package routercost.report.layout;

/// How many columns of a terminal a text takes.
public final class TextWidth {
  private TextWidth() {}

  public static int of(String text) {
    if (isPlain(text)) {
      return text.length();
    }
    int width = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      width += columns(text.codePointAt(i));
    }
    return width;
  }

  /// Whether every character is of ASCII and takes one column, as most are.
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static int columns(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  /// The blocks that terminals draw two columns wide (Unicode Standard Annex 11).
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }

  /// `text` cut to `width` columns, with `mark` at the end if anything was cut.
  public static String cut(String text, int width, String mark) {
    if (of(text) <= width) {
      return text;
    }
    var cut = new StringBuilder();
    int left = width - of(mark);
    for (int codePoint : text.codePoints().toArray()) {
      left -= columns(codePoint);
      if (left < 0) {
        break;
      }
      cut.appendCodePoint(codePoint);
    }
    return cut + mark;
  }
}
