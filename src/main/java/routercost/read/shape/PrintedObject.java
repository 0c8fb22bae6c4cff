package routercost.read.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;

/// A value as programs print it: `{'model': 'm', 'error': None}` and `Usage(prompt_tokens=5, …)` of
/// Python, `{"model"=>"m", "error"=>nil}` of Ruby, `{ model: 'm' }` of JavaScript,
/// `Usage[promptTokens=5]` and `Usage{promptTokens=5}` of Java and Kotlin,
/// `Usage { prompt_tokens: Some(5) }` of Rust, `{Model:m Usage:{PromptTokens:5}}` of Go.
final class PrintedObject {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

  /// The name of a class in front of its fields.
  private static final Pattern CLASS = Pattern.compile("[A-Za-z_][\\w.$]* ?(?=[\\[({])");

  /// A value without quotes, which has colons only within.
  private static final Pattern WORD =
      Pattern.compile("(?:[^\\s,;:=(){}\\[\\]'\"]|:(?=[^\\s,;:=(){}\\[\\]'\"]))+");
  private static final Pattern GO_FIELD = Pattern.compile("[A-Z]\\w*:");
  private static final Pattern SEPARATED = Pattern.compile("\\s*[:=]");
  private static final int DEEPEST = 30;

  /// Thrown by a text that is no such value, which a caller cannot repair.
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Malformed() {
      super("not a printed value", null, false, false);
    }
  }

  private final String text;
  private int at;

  private PrintedObject(String text) {
    this.text = text;
  }

  /// The fields of a dictionary or an object.
  static Optional<Fields> fields(String text) {
    var printed = new PrintedObject(text);
    try {
      Object value = printed.value(0);
      printed.space();
      boolean isWhole = printed.at == text.length();
      return isWhole && value instanceof Fields fields ? Optional.of(fields) : Optional.empty();
    } catch (Malformed _) {
      return Optional.empty();
    }
  }

  /// Whether a text ends within such a value.
  static boolean breaksOff(String text) {
    var printed = new PrintedObject(text);
    try {
      printed.value(0);
      return false;
    } catch (Malformed _) {
      return printed.at >= text.length();
    }
  }

  private Object value(int depth) {
    space();
    if (depth > DEEPEST) {
      throw new Malformed();
    }
    return switch (here()) {
      case '{' -> members('}', depth);
      case '[' -> items(']', depth);
      case '(' -> items(')', depth);
      case '\'', '"' -> quoted();
      case '<' -> constant();
      default -> plain(depth);
    };
  }

  private Object plain(int depth) {
    var type = CLASS.matcher(text).region(at, text.length());
    if (type.lookingAt()) {
      at = type.end();
      return members(closing(here()), depth);
    }
    var word = WORD.matcher(text).region(at, text.length());
    if (!word.lookingAt()) {
      throw new Malformed();
    }
    at = word.end();
    return switch (word.group()) {
      case "None", "nil", "null", "undefined" -> "";
      case "True" -> "true";
      case "False" -> "false";
      default -> word.group();
    };
  }

  private static char closing(char opening) {
    return switch (opening) {
      case '{' -> '}';
      case '[' -> ']';
      default -> ')';
    };
  }

  /// The members of a dictionary or the fields of an object; others have no name. The only one of
  /// these is the value itself: `Some(5)`.
  private Object members(char end, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    var unnamed = new ArrayList<Object>();
    at++;
    for (space(); here() != end; space()) {
      Object name = name(depth + 1);
      space();
      boolean isArrow = text.startsWith("=>", at);
      if (isArrow || here() == ':' || here() == '=') {
        at += isArrow ? 2 : 1;
        members.put(name.toString(), value(depth + 1));
      } else {
        unnamed.add(name);
      }
      comma(end);
    }
    at++;
    return members.isEmpty() && unnamed.size() == 1 ? unnamed.getFirst() : Fields.of(members);
  }

  private Object name(int depth) {
    var name = NAME.matcher(text).region(at, text.length());
    if (name.lookingAt() && SEPARATED.matcher(text).region(name.end(), text.length()).lookingAt()) {
      at = name.end();
      return name.group();
    }
    return value(depth);
  }

  private List<Object> items(char end, int depth) {
    var items = new ArrayList<>();
    at++;
    for (space(); here() != end; space()) {
      items.add(value(depth + 1));
      comma(end);
    }
    at++;
    return items;
  }

  private void comma(char end) {
    space();
    if (here() == ',') {
      at++;
    } else if (here() != end && !GO_FIELD.matcher(text).region(at, text.length()).lookingAt()) {
      throw new Malformed();
    }
  }

  /// A constant of an enumeration of Python: `<FinishReason.STOP: 'STOP'>`.
  private String constant() {
    int start = at + 1;
    while (here() != '>') {
      at++;
    }
    return text.substring(start, at++);
  }

  private String quoted() {
    char quote = here();
    var inner = new StringBuilder();
    for (at++; here() != quote; at++) {
      if (here() == '\\') {
        at++;
      }
      inner.append(here());
    }
    at++;
    return inner.toString();
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char here() {
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at);
  }
}
