package routercost.read.config.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of source in Python.
///
/// @param kind `text`, `name`, `number` or `other`
/// @param comment at the end of its line
record PythonToken(String kind, String value, int line, int column, String comment) {
  /// Texts are possessive (`*+`): Java matches other loops of alternatives by recursion, and a long
  /// text would overflow the stack.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>[ \\t\\f\\\\]+)|(?<line>\\r?\\n)|(?<comment>#[^\\n\\r]*)"
              + "|[rRbBuUfF]{0,2}(?:\"\"\"(?<docs>.*?)\"\"\"|'''(?<doc>.*?)'''"
              + "|\"(?<text>(?:[^\"\\\\\\n]|\\\\.)*+)\"|'(?<quote>(?:[^'\\\\\\n]|\\\\.)*+)')"
              + "|(?<name>[\\p{L}_][\\p{L}\\d_.]*)|(?<number>[\\d.][\\d_.eE]*)|(?<other>.)",
          Pattern.DOTALL);

  boolean is(String mark) {
    return kind.equals("other") && value.equals(mark);
  }

  /// The pieces of a source.
  static List<PythonToken> of(String source) {
    var tokens = new ArrayList<PythonToken>();
    var matcher = TOKEN.matcher(source);
    int line = 1;
    int start = 0;
    while (matcher.find()) {
      int column = matcher.start() - start + 1;
      if (matcher.group("comment") != null) {
        comment(tokens, line, matcher.group("comment").substring(1).strip());
      }
      for (var kind : List.of("name", "number", "other")) {
        if (matcher.group(kind) != null) {
          tokens.add(new PythonToken(kind, matcher.group(kind), line, column, ""));
        }
      }
      var text = text(matcher);
      if (text.isPresent()) {
        tokens.add(new PythonToken("text", text.get(), line, column, ""));
      }
      var piece = matcher.group();
      if (piece.indexOf('\n') >= 0) {
        line += (int) piece.chars().filter(letter -> letter == '\n').count();
        start = matcher.start() + piece.lastIndexOf('\n') + 1;
      }
    }
    return tokens;
  }

  private static Optional<String> text(Matcher matcher) {
    for (var kind : List.of("text", "quote", "docs", "doc")) {
      var text = matcher.group(kind);
      if (text != null) {
        return Optional.of(text.replaceAll("\\\\(.)", "$1"));
      }
    }
    return Optional.empty();
  }

  /// Puts a comment at the tokens of its line.
  private static void comment(List<PythonToken> tokens, int line, String comment) {
    for (int i = tokens.size() - 1; i >= 0 && tokens.get(i).line == line; i--) {
      var token = tokens.get(i);
      tokens.set(i, new PythonToken(token.kind, token.value, line, token.column, comment));
    }
  }
}
