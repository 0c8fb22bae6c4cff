package routercost.read.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;

/// A value as Python prints it: `{'model': 'm', 'error': None}`, `Usage(prompt_tokens=5, …)`; or
/// Ruby: `{"model"=>"m", "error"=>nil}`.
final class PythonText {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");
  private static final int DEEPEST = 30;

  /// Thrown by a text that is no such value, which a caller cannot repair.
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Malformed() {
      super("not a value of Python", null, false, false);
    }
  }

  private final String text;
  private int at;

  private PythonText(String text) {
    this.text = text;
  }

  /// The fields of a dictionary or an object.
  static Optional<Fields> fields(String text) {
    var python = new PythonText(text);
    try {
      Object value = python.value(0);
      python.space();
      boolean isWhole = python.at == text.length();
      return isWhole && value instanceof Fields fields ? Optional.of(fields) : Optional.empty();
    } catch (Malformed _) {
      return Optional.empty();
    }
  }

  /// Whether a text ends within such a value.
  static boolean breaksOff(String text) {
    var python = new PythonText(text);
    try {
      python.value(0);
      return false;
    } catch (Malformed _) {
      return python.at >= text.length();
    }
  }

  private Object value(int depth) {
    space();
    if (depth > DEEPEST) {
      throw new Malformed();
    }
    return switch (here()) {
      case '{' -> members('}', ':', depth);
      case '[' -> items(']', depth);
      case '(' -> items(')', depth);
      case '\'', '"' -> quoted();
      default -> plain(depth);
    };
  }

  private Object plain(int depth) {
    var name = NAME.matcher(text).region(at, text.length());
    if (name.lookingAt()) {
      at = name.end();
      if (at < text.length() && text.charAt(at) == '(') {
        return members(')', '=', depth);
      }
      return switch (name.group()) {
        case "None", "nil" -> "";
        case "True" -> "true";
        case "False" -> "false";
        default -> name.group();
      };
    }
    int start = at;
    while (at < text.length() && "+-.0123456789eE_".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw new Malformed();
    }
    return text.substring(start, at);
  }

  /// The members of a dictionary or the named arguments of an object; others have no name.
  private Fields members(char end, char separator, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    for (space(); here() != end; space()) {
      Object name = value(depth + 1);
      space();
      boolean isArrow = text.startsWith("=>", at);
      if (isArrow || here() == separator) {
        at += isArrow ? 2 : 1;
        members.put(name.toString(), value(depth + 1));
      }
      comma(end);
    }
    at++;
    return Fields.of(members);
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
    } else if (here() != end) {
      throw new Malformed();
    }
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
