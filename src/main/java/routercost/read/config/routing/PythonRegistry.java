package routercost.read.config.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;
import routercost.whatif.routing.Tier;

/// A registry in Python (article 002): dictionaries from tasks to models, as `route export` and
/// people write them. Only literals are read: texts, dictionaries, and names of constants.
final class PythonRegistry {
  private static final int DEEPEST = 20;

  /// An item of a dictionary.
  ///
  /// @param value its first token; of kind `expression` if it is more than a text or a name
  /// @param inner the items of a dictionary in its place
  private record Item(PythonToken key, PythonToken value, List<Item> inner) {}

  private final String path;
  private final List<PythonToken> tokens;
  private final Map<String, PythonToken> constants = new HashMap<>();
  private final Map<String, List<Item>> dictionaries = new LinkedHashMap<>();

  private PythonRegistry(String path, List<PythonToken> tokens) {
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
    var file = new PythonRegistry(path, PythonToken.of(source));
    for (int i = 0; i < file.tokens.size(); i++) {
      file.assignment(i);
    }
    return file.found(isModel);
  }

  private boolean is(int at, String mark) {
    return at < tokens.size() && tokens.get(at).is(mark);
  }

  /// Keeps `NAME = …` and `NAME: type = …` at the beginning of a line.
  private void assignment(int at) {
    var name = tokens.get(at);
    boolean begins = at == 0 || tokens.get(at - 1).line() < name.line();
    int equals = at + 1;
    while (begins
        && is(at + 1, ":")
        && equals < tokens.size()
        && tokens.get(equals).line() == name.line()
        && !is(equals, "=")) {
      equals++;
    }
    if (begins && name.kind().equals("name")) {
      changed(at, name.value().replaceFirst("\\.update$", ""));
    }
    if (!begins || !name.kind().equals("name") || !is(equals, "=") || is(equals + 1, "=")) {
      return;
    }
    int value = equals + 1;
    if (is(value, "{")) {
      dictionaries.put(name.value(), dictionary(value, 0));
    } else if (value < tokens.size() && !tokens.get(value).kind().equals("other")) {
      constants.put(name.value(), tokens.get(value));
    }
  }

  /// Keeps what `NAME["task"] = …`, `NAME.update({…})` and `NAME |= {…}` change in a dictionary.
  private void changed(int at, String name) {
    var items = dictionaries.getOrDefault(name, new ArrayList<>());
    boolean merges = is(at + 1, "(") || (is(at + 1, "|") && is(at + 2, "="));
    int open = is(at + 1, "(") ? at + 2 : at + 3;
    if (merges && is(open, "{")) {
      dictionary(open, 0).forEach(item -> put(items, item));
    } else if (is(at + 1, "[") && is(at + 3, "]") && is(at + 4, "=") && !is(at + 5, "=")) {
      put(items, new Item(tokens.get(at + 2), tokens.get(at + 5), List.of()));
    }
  }

  private static void put(List<Item> items, Item item) {
    items.removeIf(before -> before.key().value().equals(item.key().value()));
    items.add(item);
  }

  /// The items of the dictionary whose bracket opens at `open`. Others that it includes are read by
  /// themselves if they have names.
  private List<Item> dictionary(int open, int depth) {
    var items = new ArrayList<Item>();
    int at = open + 1;
    while (at < tokens.size() && !is(at, "}") && depth < DEEPEST) {
      int end = behind(at);
      boolean includes = is(at, "*") && is(at + 1, "*");
      if (includes && is(at + 2, "{")) {
        items.addAll(dictionary(at + 2, depth + 1));
      } else if (includes && !dictionaries.containsKey(tokens.get(at + 2).value())) {
        items.add(new Item(tokens.get(at + 2), tokens.get(at), List.of()));
      } else if (is(at + 1, ":") && at + 2 < end) {
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
  private PythonToken value(int at, int end) {
    var first = tokens.get(at);
    if (end == at + 1) {
      return first;
    }
    if (end == at + 4 && is(at + 1, "[") && is(at + 3, "]")) {
      return field(dictionaries.getOrDefault(first.value(), List.of()), tokens.get(at + 2).value())
          .orElse(first);
    }
    return new PythonToken(
        "expression", first.value(), first.line(), first.column(), first.comment());
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

  private static Optional<PythonToken> model(Item item) {
    return item.inner().isEmpty() ? Optional.of(item.value()) : field(item.inner(), "model");
  }

  private Entry entry(Item item) {
    var model = model(item).orElse(item.value());
    var limit = field(item.inner(), "max_tokens");
    return new Entry(
        text(item.key()).value(), text(model), model.comment(), limit.map(this::scalar));
  }

  private static Optional<PythonToken> field(List<Item> items, String name) {
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

  private YamlNode.Scalar scalar(PythonToken token) {
    return new YamlNode.Scalar(
        "%s:%d:%d".formatted(path, token.line(), token.column()), token.value());
  }

  /// The text that a token stands for, with the place of the token.
  private YamlNode.Scalar text(PythonToken token) {
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
  private Optional<PythonToken> constant(PythonToken token) {
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
