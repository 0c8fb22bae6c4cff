package routercost.read;

import java.util.List;
import java.util.stream.Collectors;

/// Text from a log made fit for a terminal: hostile characters become `?`, long text is cut.
final class Printable {
  private static final int SHORT = 60;

  private Printable() {}

  /// For use inside a message.
  static String cut(String text) {
    return cut(text, SHORT);
  }

  static String cut(String text, int length) {
    String head = text.length() <= length ? text : text.substring(0, length) + "…";
    var safe = new StringBuilder(head.length());
    head.codePoints().map(point -> isHostile(point) ? '?' : point).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /// The first dozen of some names, for use inside a message.
  static String list(List<String> names) {
    String shown = names.stream().limit(12).map(Printable::cut).collect(Collectors.joining(", "));
    return names.size() <= 12 ? shown : shown + ", … (" + names.size() + " in all)";
  }

  private static boolean isHostile(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
