package routercost.report.layout;

import java.util.Set;
import routercost.usage.SafeText;

/// Writes texts into YAML files that people go on with.
public final class YamlText {
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private YamlText() {}

  /// `text` as a key or value: as it is where that is safe, else in double quotes.
  public static String value(String text) {
    var harmless = SafeText.of(text);
    boolean plain =
        harmless.matches("[A-Za-z][A-Za-z0-9_.-]*")
            && !WORDS.contains(harmless.toLowerCase(java.util.Locale.ROOT));
    return plain ? harmless : quoted(harmless);
  }

  /// `text` in double quotes.
  public static String quoted(String text) {
    return '"' + SafeText.of(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// `text` as comment lines of at most 100 characters, each after `indent`.
  public static String comment(String indent, String text) {
    var lines = new StringBuilder();
    Wrapped.lines(SafeText.of(text), 96 - indent.length())
        .forEach(line -> lines.append(indent).append("# ").append(line).append('\n'));
    return lines.toString();
  }
}
