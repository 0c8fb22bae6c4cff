package routercost.read.config;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;

/// A piece of a YAML file that people write, with its place, so that every error can name it.
public sealed interface YamlNode {
  /// Its position: `file:line:column`, counted from 1.
  String place();

  /// The line where it begins.
  default int line() {
    var parts = place().split(":", -1);
    return Integer.parseInt(parts[parts.length - 2]);
  }

  /// A mapping.
  record Fields(String place, SequencedMap<String, Field> byName) implements YamlNode {
    /// So many keys are listed next to the one that is likely to be meant.
    private static final int FEW = 40;

    /// A key with its place, and its value.
    public record Field(String place, YamlNode value) {}

    public Fields {
      byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
    }

    /// Refuses keys that are not in `allowed`.
    public Fields allowing(Set<String> allowed) {
      byName.forEach(
          (name, field) -> {
            if (!allowed.contains(name)) {
              throw unknown(name, field.place(), allowed);
            }
          });
      return this;
    }

    /// The message that a key is not allowed.
    public static ConfigurationProblem unknown(String name, String place, Set<String> allowed) {
      var hint = Suggestions.hint(name, allowed);
      boolean isListed = hint.isEmpty() || allowed.size() <= FEW;
      return new ConfigurationProblem(
          "%s: unknown key '%s'%s%s"
              .formatted(
                  place,
                  SafeText.quoted(name),
                  hint,
                  isListed
                      ? "; allowed: " + allowed.stream().sorted().collect(Collectors.joining(", "))
                      : ""));
    }

    /// A mapping without keys.
    public static Fields empty(String place) {
      return new Fields(place, new LinkedHashMap<>());
    }

    /// These keys but for some.
    public Fields without(Set<String> keys) {
      var rest = new LinkedHashMap<>(byName);
      rest.keySet().removeAll(keys);
      return new Fields(place, rest);
    }

    /// These keys and one more, or one in place of another.
    public Fields with(String name, YamlNode value) {
      var more = new LinkedHashMap<>(byName);
      more.put(name, new Field(value.place(), value));
      return new Fields(place, more);
    }

    public Optional<YamlNode> find(String name) {
      return Optional.ofNullable(byName.get(name)).map(Field::value);
    }

    public YamlNode require(String name) {
      return find(name).orElseThrow(() -> missing(name));
    }

    public ConfigurationProblem missing(String name) {
      return new ConfigurationProblem(place + ": '" + name + "' is missing");
    }

    /// The text at `name`; empty if it is not there.
    public String text(String name) {
      return find(name).map(node -> node.asText(name)).orElse("");
    }

    public Optional<LocalDate> date(String name) {
      return find(name).map(node -> node.asDate(name));
    }

    /// True or false at `name`; false if it is not there.
    public boolean isTrue(String name) {
      return switch (text(name)) {
        case "true" -> true;
        case "false", "" -> false;
        default -> throw refusalOf(name, "true or false");
      };
    }

    /// The message that the text at `name` is not what was expected.
    public ConfigurationProblem refusalOf(String name, String expected) {
      return require(name).refusal(name, expected);
    }

    /// The whole number at `name`; 0 if it is not there.
    public long count(String name) {
      return find(name).map(node -> node.asCount(name)).orElse(0L);
    }
  }

  /// A sequence.
  record Items(String place, List<YamlNode> nodes) implements YamlNode {
    public Items {
      nodes = List.copyOf(nodes);
    }
  }

  /// A scalar, as written.
  record Scalar(String place, String value) implements YamlNode {}

  /// The record of `type` that this mapping is.
  ///
  /// @see RecordMapper
  default <T extends Record> T as(Class<T> type, String what) {
    return RecordMapper.read(asFields(what), type);
  }

  default Fields asFields(String what) {
    if (this instanceof Fields fields) { // a switch over types takes a start 30 ms, here and below
      return fields;
    }
    throw unexpected(
        what, this instanceof Scalar(_, String value) ? word(value) : "a list", "a mapping");
  }

  /// The items of a list, or the single node that stands for a list of one.
  default Stream<YamlNode> items() {
    return this instanceof Items(_, List<YamlNode> nodes) ? nodes.stream() : Stream.of(this);
  }

  default String asText(String what) {
    if (this instanceof Scalar(_, String value)) {
      return value;
    }
    throw unexpected(what, this instanceof Fields ? "a mapping" : "a list", "text");
  }

  /// One text or a list of them.
  default List<String> asTexts(String what) {
    return items().map(node -> node.asText(what)).toList();
  }

  /// An exact decimal, 0 or more.
  default BigDecimal asAmount(String what) {
    var text = asText(what);
    if (text.matches("\\d{1,20}(\\.\\d{0,20})?")) {
      return new BigDecimal(text);
    }
    throw unexpected(what, quoted(text), "a number, 0 or more, such as 0.80");
  }

  default long asCount(String what) {
    var text = asText(what).replace("_", "");
    if (text.matches("\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw unexpected(what, quoted(text), "a whole number");
  }

  default LocalDate asDate(String what) {
    var text = asText(what);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw unexpected(what, quoted(text), "a date such as 2026-10-07");
    }
  }

  default boolean asFlag(String what) {
    return switch (asText(what)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw refusal(what, "yes or no");
    };
  }

  /// The one of `values` that is named here.
  default <T> T asChoice(String what, List<T> values, Function<T, String> name) {
    var text = asText(what);
    var names = values.stream().map(name).toList();
    int index = names.indexOf(text);
    if (index < 0) {
      throw new ConfigurationProblem(
          "%s: %s is %s%s; expected %s"
              .formatted(
                  place(),
                  what,
                  quoted(text),
                  names.size() == 1 ? "" : Suggestions.hint(text, names),
                  String.join(names.size() == 2 ? " or " : ", ", names)));
    }
    return values.get(index);
  }

  /// The message that the text here is not what was expected of `what`.
  default ConfigurationProblem refusal(String what, String expected) {
    return unexpected(what, quoted(asText(what)), expected);
  }

  /// The message that `what` is not what was expected here.
  default ConfigurationProblem unexpected(String what, String actual, String expected) {
    return new ConfigurationProblem(
        "%s: %s is %s; expected %s".formatted(place(), what, actual, expected));
  }

  /// A word as it is written. More may be the beginning of any file, and is not shown.
  private static String word(String value) {
    return value.matches("[\\w.-]{0,30}") ? quoted(value) : "plain text";
  }

  private static String quoted(String value) {
    return "'" + SafeText.quoted(value) + "'";
  }
}
