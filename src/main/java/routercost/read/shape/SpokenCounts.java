package routercost.read.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The counts of a call that the line of a log gives in words: `Model: gpt-4o, Prompt tokens: 1000,
/// Completion tokens: 500` or `gpt-4o used 1000 prompt + 500 completion tokens, model=gpt-4o`.
final class SpokenCounts {
  private static final String KIND =
      "(?:uncached |cached )?(?:input|prompt|output|completion)|cached?(?:[ _](?:read|write|creation))?"
          + "|reasoning|thinking|total";

  /// A number, with commas between its thousands or not.
  private static final String NUMBER = "(?<count>\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?![.\\d])";

  private static final Pattern TOKENS = Pattern.compile("(?i)(?:\\b|_)tokens?\\b");
  private static final Pattern MODEL =
      Pattern.compile("(?i)\\bmodel(?:[ _]?(?:name|id))?\\s*[:= ]\\s*[\"'`]?([\\w./:@-]*[\\w)])");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?<![\\w.])(?<kind>"
              + KIND
              + ")(?: tokens?(?: used| count)?\\s*[:=]|_tokens?\\s*:)\\s*"
              + NUMBER);
  private static final Pattern COUNTED =
      Pattern.compile("(?i)(?<![\\w.,])" + NUMBER + " (?<kind>" + KIND + "|in|out)\\b(?!\\s*[:=])");

  /// What a line says that adds up calls of other lines.
  private static final Pattern SUM =
      Pattern.compile(
          "(?i)\\b(?:so far|cumulative|overall|grand total|total usage"
              + "|(?:session|run|daily|monthly) (?:total|usage|summary))\\b");

  private SpokenCounts() {}

  /// The model and the counts by the names of columns; empty if the line does not say what was
  /// read, what was written, and by which model.
  static Optional<Map<String, Object>> in(String line) {
    if (!TOKENS.matcher(line).find() || SUM.matcher(line).find()) {
      return Optional.empty();
    }
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Pattern wording : List.of(NAMED, COUNTED)) {
      var found = wording.matcher(line);
      while (found.find()) {
        counts.putIfAbsent(column(found.group("kind")), found.group("count").replace(",", ""));
      }
    }
    var model = MODEL.matcher(line);
    if (!counts.containsKey("input_tokens")
        || !counts.containsKey("output_tokens")
        || !model.find()) {
      return Optional.empty();
    }
    counts.put("model", model.group(1));
    return Optional.of(counts);
  }

  private static String column(String kind) {
    String name = kind.toLowerCase(Locale.ROOT).replace(' ', '_');
    String usual =
        switch (name) {
          case "prompt", "in" -> "input";
          case "completion", "out" -> "output";
          case "cache", "cached", "cache_read", "cached_input", "cached_prompt" -> "cached";
          case "cache_creation" -> "cache_write";
          case "thinking" -> "reasoning";
          default -> name;
        };
    return usual + "_tokens";
  }
}
