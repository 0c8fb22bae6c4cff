package routercost.read.config.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;
import routercost.whatif.routing.Tier;

/// A registry in Python (article 002): dictionaries from tasks to models, as `route export` and
/// people write them. Only literals are read: texts, dictionaries, and the names of constants.
final class PythonRegistry {
  /// Texts are possessive (`*+`): Java matches other loops of alternatives by recursion, and a long
  /// text would overflow the stack.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>[ \\t\\f\\\\]+)|(?<line>\\r?\\n)|(?<comment>#[^\\n\\r]*)"
              + "|[rRbBuUfF]{0,2}(?:\"\"\"(?<docs>.*?)\"\"\"|'''(?<doc>.*?)'''"
              + "|\"(?<text>(?:[^\"\\\\\\n]|\\\\.)*+)\"|'(?<quote>(?:[^'\\\\\\n]|\\\\.)*+)')"
              + "|(?<name>[\\p{L}_][\\p{L}\\d_.]*)|(?<number>[\\d.][\\d_.eE]*)|(?<other>.)",
          Pattern.DOTALL);
  private static final int DEEPEST = 20;

  /// A piece of the source.
  ///
  /// @param kind `text`, `name`, `number` or `other`
  /// @param comment at the end of its line
  private record Token(String kind, String value, int line, int column, String comment) {
    boolean is(String mark) {
      return kind.equals("other") && value.equals(mark);
    }
  }

  /// An item of a dictionary.
  ///
  /// @param value its first token; of kind `expression` if it is more than a text or a name
  /// @param inner the items of a dictionary in its place
  private record Item(Token key, Token value, List<Item> inner) {}

  private final String path;
  private final List<Token> tokens;
  private final Map<String, Token> constants = new HashMap<>();
  private final Map<String, List<Item>> dictionaries = new LinkedHashMap<>();

  private PythonRegistry(String path, List<Token> tokens) {
    this.path = path;
    this.tokens = tokens;
  }

  /// An entry of a registry.
  ///
  /// @param model as written, with its place
  /// @param maxOutput the limit of answers, if the entry has one
  record Entry(
      String task, YamlNode.Scalar model, String reason, Optional<YamlNode.Scalar> maxOutput) {}

  /// The entries of a file, and the model of new tasks.
  record Found(List<Entry> entries, Optional<YamlNode.Scalar> usual) {}

  /// The registries in the source of a file.
  ///
  /// @param isModel whether a text names a model, which tells registries from other dictionaries
  static Found read(String path, String source, Predicate<String> isModel) {
    var file = new PythonRegistry(path, tokens(source));
    for (int i = 0; i < file.tokens.size(); i++) {
      file.assignment(i);
    }
    return file.found(isModel);
  }

  private static List<Token> tokens(String source) {
    var tokens = new ArrayList<Token>();
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
          tokens.add(new Token(kind, matcher.group(kind), line, column, ""));
        }
      }
      var text = text(matcher);
      if (text.isPresent()) {
        tokens.add(new Token("text", text.get(), line, column, ""));
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
  private static void comment(List<Token> tokens, int line, String comment) {
    for (int i = tokens.size() - 1; i >= 0 && tokens.get(i).line == line; i--) {
      var token = tokens.get(i);
      tokens.set(i, new Token(token.kind, token.value, line, token.column, comment));
    }
  }

  private boolean is(int at, String mark) {
    return at < tokens.size() && tokens.get(at).is(mark);
  }

  /// Keeps `NAME = …` and `NAME: type = …` at the beginning of a line.
  private void assignment(int at) {
    var name = tokens.get(at);
    boolean begins = at == 0 || tokens.get(at - 1).line < name.line;
    int equals = at + 1;
    while (begins
        && is(at + 1, ":")
        && equals < tokens.size()
        && tokens.get(equals).line == name.line
        && !is(equals, "=")) {
      equals++;
    }
    if (!begins || !name.kind.equals("name") || !is(equals, "=") || is(equals + 1, "=")) {
      return;
    }
    int value = equals + 1;
    if (is(value, "{")) {
      dictionaries.put(name.value, dictionary(value, 0));
    } else if (value < tokens.size() && !tokens.get(value).kind.equals("other")) {
      constants.put(name.value, tokens.get(value));
    }
  }

  /// The items of the dictionary whose bracket opens at `open`.
  private List<Item> dictionary(int open, int depth) {
    var items = new ArrayList<Item>();
    int at = open + 1;
    while (at < tokens.size() && !is(at, "}") && depth < DEEPEST) {
      int end = behind(at);
      if (is(at + 1, ":") && at + 2 < end) {
        items.add(
            is(at + 2, "{")
                ? new Item(tokens.get(at), tokens.get(at + 2), dictionary(at + 2, depth + 1))
                : new Item(tokens.get(at), value(at + 2, end), List.of()));
      }
      at = end + (is(end, ",") ? 1 : 0);
    }
    return items;
  }

  /// The value between `at` and `end`: a text, a name, or `NAME["key"]`.
  private Token value(int at, int end) {
    var first = tokens.get(at);
    if (end == at + 1) {
      return first;
    }
    if (end == at + 4 && is(at + 1, "[") && is(at + 3, "]")) {
      return field(dictionaries.getOrDefault(first.value, List.of()), tokens.get(at + 2).value)
          .orElse(first);
    }
    return new Token("expression", first.value, first.line, first.column, first.comment);
  }

  /// The comma or bracket that ends the entry at `at`.
  private int behind(int at) {
    int depth = 0;
    int end = at;
    while (end < tokens.size() && (depth > 0 || !(is(end, ",") || is(end, "}")))) {
      depth += is(end, "{") || is(end, "[") || is(end, "(") ? 1 : 0;
      depth -= is(end, "}") || is(end, "]") || is(end, ")") ? 1 : 0;
      end++;
    }
    return end;
  }

  private Found found(Predicate<String> isModel) {
    var entries = new ArrayList<Entry>();
    var usual = fallback();
    for (var items : dictionaries.values()) {
      if (isRegistry(items, isModel)) {
        for (var entry : items.stream().map(this::entry).toList()) {
          if (entry.task().equals("default")) {
            usual = usual.or(() -> Optional.of(entry.model()));
          } else {
            entries.add(entry);
          }
        }
      }
    }
    if (entries.isEmpty()) {
      throw new ConfigurationProblem(
          path
              + ": no dictionary from tasks to models; expected such as MODEL_REGISTRY = {\"classify\":"
              + " \"claude-haiku-5-5\"}");
    }
    return new Found(entries, usual);
  }

  /// Whether any item names a model, and the keys are more than the tiers.
  private boolean isRegistry(List<Item> items, Predicate<String> isModel) {
    return items.stream().anyMatch(item -> Tier.named(item.key().value()).isEmpty())
        && items.stream()
            .flatMap(item -> model(item).stream())
            .flatMap(token -> constant(token).stream())
            .anyMatch(token -> isModel.test(token.value()));
  }

  private static Optional<Token> model(Item item) {
    return item.inner().isEmpty() ? Optional.of(item.value()) : field(item.inner(), "model");
  }

  private Entry entry(Item item) {
    var model = model(item).orElse(item.value());
    var limit = field(item.inner(), "max_tokens");
    return new Entry(
        text(item.key()).value(), text(model), model.comment(), limit.map(this::scalar));
  }

  private static Optional<Token> field(List<Item> items, String name) {
    return items.stream()
        .filter(item -> item.key().value().equals(name))
        .map(Item::value)
        .findFirst();
  }

  /// The model of `DEFAULT_MODEL = …`, or of `REGISTRY.get(task, …)`.
  private Optional<YamlNode.Scalar> fallback() {
    for (var constant : constants.entrySet()) {
      if (constant.getKey().toUpperCase(Locale.ROOT).contains("DEFAULT_MODEL")) {
        return Optional.of(text(constant.getValue()));
      }
    }
    for (int i = 0; i + 4 < tokens.size(); i++) {
      var name = tokens.get(i).value();
      boolean gets =
          name.endsWith(".get")
              && is(i + 1, "(")
              && dictionaries.containsKey(name.substring(0, name.length() - 4));
      int comma = gets ? behind(i + 2) : i;
      if (gets && is(comma, ",") && comma + 1 < tokens.size()) {
        return Optional.of(text(tokens.get(comma + 1)));
      }
    }
    return Optional.empty();
  }

  private YamlNode.Scalar scalar(Token token) {
    return new YamlNode.Scalar(
        "%s:%d:%d".formatted(path, token.line(), token.column()), token.value());
  }

  /// The text that a token stands for, with the place of the token.
  private YamlNode.Scalar text(Token token) {
    var text =
        constant(token)
            .orElseThrow(
                () ->
                    new ConfigurationProblem(
                        "%s:%d:%d: '%s' is not a text; expected a text, or a constant of this file"
                            .formatted(
                                path, token.line(), token.column(), SafeText.cut(token.value()))));
    return new YamlNode.Scalar(scalar(token).place(), text.value());
  }

  /// The text behind a token, through constants; empty if there is none.
  private Optional<Token> constant(Token token) {
    var value = Optional.of(token);
    for (int i = 0; i < DEEPEST && value.filter(of -> of.kind().equals("name")).isPresent(); i++) {
      var name = value.get().value().replaceFirst("\\.value$", "");
      var last = name.substring(name.lastIndexOf('.') + 1);
      value =
          Optional.ofNullable(constants.get(name))
              .or(() -> Optional.ofNullable(constants.get(last)));
    }
    return value.filter(of -> of.kind().equals("text"));
  }
}
