package routercost.read.shape;

import java.util.Optional;
import routercost.read.exports.Fields;

/// A JSON object within a text, such as the line of a log.
///
/// @param before the text in front of it
record EmbeddedJson(String before, Fields fields) {
  /// A log line has a few braces in front of its record at most.
  private static final int MOST_BRACES = 4;

  /// The first object that ends with the text.
  static Optional<EmbeddedJson> in(String line) {
    String text = line.strip();
    if (!text.endsWith("}")) {
      return Optional.empty();
    }
    int brace = text.indexOf('{');
    for (int i = 0; i < MOST_BRACES && brace >= 0; i++) {
      String before = text.substring(0, brace);
      var fields = parsed(text.substring(brace));
      if (fields.isPresent()) {
        return fields.map(found -> new EmbeddedJson(before, found));
      }
      brace = text.indexOf('{', brace + 1);
    }
    return Optional.empty();
  }

  /// The object that a text is from its beginning to its end.
  static Optional<Fields> whole(String text) {
    String stripped = text.strip();
    return stripped.startsWith("{") && stripped.endsWith("}") ? parsed(stripped) : Optional.empty();
  }

  private static Optional<Fields> parsed(String text) {
    return Fields.parsed(text)
        .or(() -> Fields.parsed(ofPython(text)))
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast);
  }

  /// A Python dictionary as its `str` shows it, made JSON.
  private static String ofPython(String text) {
    if (!text.startsWith("{'")) {
      return text;
    }
    return text.replace('\'', '"')
        .replace(": None", ": null")
        .replace(": True", ": true")
        .replace(": False", ": false");
  }
}
