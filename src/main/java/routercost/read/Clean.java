package routercost.read;

/// Makes hostile text fit to stand in a message.
final class Clean {
  private static final int LONGEST = 60;

  private Clean() {}

  /// `text` without control, bidirectional and zero-width characters, cut to a readable length.
  static String text(String text) {
    var clean = new StringBuilder();
    text.codePoints().limit(LONGEST + 1L).map(Clean::printable).forEach(clean::appendCodePoint);
    return clean.codePointCount(0, clean.length()) > LONGEST
        ? clean.substring(0, clean.offsetByCodePoints(0, LONGEST)) + "…"
        : clean.toString();
  }

  private static int printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          '?';
      default -> codePoint;
    };
  }
}
