package routercost.read.shape;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;
import routercost.read.record.JsonObjects;

/// A record within a text, such as the line of a log: a JSON object, what programs print, pairs
/// such as `model=gpt-5 input_tokens=5`, or counts in words.
///
/// @param before the text in front of it
record EmbeddedRecord(String before, Fields fields) {
  /// A log line has a few braces in front of its record at most.
  private static final int MOST_BRACES = 4;

  /// Where a record can begin: an object, or the name of a class and its first field.
  private static final Pattern BEGINNING = Pattern.compile("\\{|\\b[A-Z]\\w* ?[\\[({] ?\\w+ ?[=:]");

  /// What a text names if it tells of a call.
  private static final Pattern CALL =
      Pattern.compile("[\"'](?:\\w*model\\w*|\\w*tokens?|\\w*tokenCount|usage)[\"']\\s*(?::|=>)");

  private static final Pattern ENDING = Pattern.compile("[})\\]]$");
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[\\d;]*m");

  /// XML has pairs too, of several records in a line.
  private static final Pattern ELEMENT = Pattern.compile("<[A-Za-z?!]");

  private static final Pattern PAIR =
      Pattern.compile(
          "(?<=^|[\\s,;|&])([A-Za-z_][\\w.\\-]*)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"]*?)"
              + "(?=[,;|&]?(?:\\s|$)|[,;|&][A-Za-z_][\\w.\\-]*=)");

  private static final Pattern QUOTED = Pattern.compile("(?s)\".*\"|'.*'");

  /// The name of a pair whose value follows.
  private static final Pattern VALUE_OF =
      Pattern.compile("(?<=^|[\\s,;|&])([A-Za-z_][\\w.\\-]*)=$");

  /// A labelled value between tabs (LTSV).
  private static final Pattern LABELED =
      Pattern.compile("(?<=^|\\t)([A-Za-z_][\\w.\\-]*):([^\\t]*)(?=\\t|$)");

  /// Two are found in many a sentence.
  private static final int FEWEST_PAIRS = 3;

  /// The first object that ends with the text, or of a call with more text behind it.
  static Optional<EmbeddedRecord> in(String line) {
    String text = plain(line);
    if (text.startsWith("[") && text.endsWith("}]")) {
      text = text.substring(0, text.length() - 1); // an event of Fluent Bit: [time, {…}]
    }
    if (!mayEnd(text) && !isOfCall(text)) {
      return pairsOrWords(text);
    }
    var beginning = BEGINNING.matcher(text);
    Optional<EmbeddedRecord> first = Optional.empty();
    int from = 0;
    for (int i = 0; i < MOST_BRACES && beginning.find(from); i++) {
      String rest = text.substring(beginning.start());
      from = beginning.start() + 1;
      var fields = rest.startsWith("{}") ? Optional.<Fields>empty() : parsed(rest);
      if (fields.isPresent()) {
        int end = rest.contains("} ") ? JsonObjects.end(rest) : rest.length();
        String before = text.substring(0, beginning.start());
        var found = new EmbeddedRecord(before, fields.get()).named(rest.substring(end));
        if (end == rest.length() || isOfCall(rest.substring(0, end))) {
          return first.isEmpty() || isOfCall(rest) ? Optional.of(found) : first;
        }
        first = first.isPresent() ? first : Optional.of(found);
        from = beginning.start() + end;
      }
    }
    return first.isPresent() ? first : pairsOrWords(text);
  }

  /// The pairs of a text, or the counts that it gives in words beside them.
  private static Optional<EmbeddedRecord> pairsOrWords(String text) {
    return SpokenCounts.in(text)
        .map(
            counts -> {
              var pairs = pairs(text, 1).map(EmbeddedRecord::fields).orElse(Fields.NONE);
              return new EmbeddedRecord(text, pairs.without("tokens").with(Fields.of(counts)));
            })
        .or(() -> pairs(text, FEWEST_PAIRS));
  }

  /// This record as the value of a pair, if others around it name the model that it does not:
  /// `model=gpt-5 usage={…}`.
  private EmbeddedRecord named(String behind) {
    var name = VALUE_OF.matcher(before);
    if (!name.find() || hasModel(fields)) {
      return this;
    }
    return pairs(before.substring(0, name.start()) + " " + behind, 1)
        .filter(around -> hasModel(around.fields))
        .map(around -> new EmbeddedRecord(around.before, around.fields.with(name.group(1), fields)))
        .orElse(this);
  }

  private static boolean hasModel(Fields fields) {
    return fields.names().stream()
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("model"));
  }

  private static String plain(String line) {
    return COLOUR.matcher(line).replaceAll("").strip();
  }

  /// Whether a record may end where a text does.
  static boolean mayEnd(String text) {
    return ENDING.matcher(text).find();
  }

  /// Whether a text without a record ends within that of a call.
  static boolean cutsCall(String text) {
    return isOfCall(text) && breaksOff(text);
  }

  /// Whether a text names what calls have.
  private static boolean isOfCall(String text) {
    return CALL.matcher(text).find();
  }

  /// Whether a text without a record ends within one.
  static boolean breaksOff(String line) {
    String text = plain(line);
    var beginning = BEGINNING.matcher(text);
    for (int i = 0; i < MOST_BRACES && beginning.find(); i++) {
      String rest = text.substring(beginning.start());
      if (JsonObjects.breaksOff(rest) || PrintedObject.breaksOff(rest)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<EmbeddedRecord> pairs(String text, int fewest) {
    if (ELEMENT.matcher(text).lookingAt()) {
      return Optional.empty();
    }
    Map<String, Object> pairs = new LinkedHashMap<>();
    int first = text.length();
    var labeled = LABELED.matcher(text);
    var pair = labeled.lookingAt() ? labeled.reset() : PAIR.matcher(text);
    while (pair.find()) {
      first = Math.min(first, pair.start());
      String value = pair.group(2);
      boolean isQuoted = value.length() > 1 && QUOTED.matcher(value).matches();
      pairs.putIfAbsent(
          pair.group(1),
          isQuoted ? value.substring(1, value.length() - 1).replace("\\\"", "\"") : value);
    }
    return pairs.size() < fewest
        ? Optional.empty()
        : Optional.of(new EmbeddedRecord(text.substring(0, first), Fields.of(pairs)));
  }

  /// The object that a text is from its beginning to its end.
  static Optional<Fields> whole(String text) {
    String stripped = text.strip();
    return mayEnd(stripped) && BEGINNING.matcher(stripped).lookingAt()
        ? parsed(stripped)
        : Optional.empty();
  }

  private static Optional<Fields> parsed(String text) {
    return Fields.parsed(text)
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .or(() -> PrintedObject.fields(text));
  }
}
