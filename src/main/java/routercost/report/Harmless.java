package routercost.report;

/// Makes text from logs and file names fit to be shown.
public final class Harmless {
  private Harmless() {}

  /// `text` without characters that could move the cursor, hide or turn what stands beside them.
  public static String text(String text) {
    if (TextWidth.isPlain(text)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      clean.appendCodePoint(printable(text.codePointAt(i)));
    }
    return clean.toString();
  }

  private static int printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          '?';
      default -> codePoint;
    };
  }
}
