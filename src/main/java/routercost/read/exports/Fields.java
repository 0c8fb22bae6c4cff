package routercost.read.exports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routercost.usage.LazyPattern;

/// The fields of one record: a JSON object, or a row of CSV. A text that is itself JSON is an
/// object or list where one is asked for, because exports nest JSON in JSON and in cells.
public final class Fields {
  /// No fields.
  public static final Fields NONE = new Fields(Map.of());

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final LazyPattern COUNT = new LazyPattern("\\d{1,15}(\\.0+)?");
  private static final LazyPattern NO_COUNT =
      new LazyPattern("(?i)|[-–—]|#?n/a|na|nan|nil|none|null|\\\\n");

  /// What stands in the place of a null: the name is there, and has nothing.
  private enum Nothing {
    HERE
  }

  private final Map<String, Object> members;

  private Fields(Map<String, Object> members) {
    this.members = members;
  }

  /// One field that is an object.
  static Fields of(String name, Fields inner) {
    return new Fields(Map.of(name, inner));
  }

  /// The fields of a row of CSV.
  public static Fields of(List<String> names, List<String> cells) {
    var members = new LinkedHashMap<String, Object>();
    for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
      if (!cells.get(i).isBlank()) {
        members.putIfAbsent(names.get(i).strip(), cells.get(i).strip());
      }
    }
    return new Fields(members);
  }

  /// The object whose start `parser` has just read.
  ///
  /// @throws IOException if it is not JSON to its end
  public static Fields read(JsonParser parser) throws IOException {
    return new Fields(object(parser));
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    var members = new LinkedHashMap<String, Object>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Object value = value(parser, parser.nextToken());
      members.put(name, value == null ? Nothing.HERE : value);
    }
    return members;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      return object(parser);
    }
    if (token == JsonToken.START_ARRAY) {
      var items = new ArrayList<>();
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        Object item = value(parser, next);
        items.add(item == null ? "" : item);
      }
      return items;
    }
    return token == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  private static Optional<Object> parsed(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return Optional.ofNullable(value(parser, parser.nextToken()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private @Nullable Object found(String... path) {
    Object value = this;
    for (String name : path) {
      value = asObject(value).members.get(name);
      if (value == null || value == Nothing.HERE) {
        return null;
      }
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static Fields asObject(@Nullable Object value) {
    if (value instanceof Fields fields) {
      return fields;
    }
    if (value instanceof Map<?, ?> map) {
      return new Fields((Map<String, Object>) map);
    }
    if (value instanceof String text && text.startsWith("{")) {
      return parsed(text).map(Fields::asObject).orElse(NONE);
    }
    return NONE;
  }

  /// The text of a scalar; empty if there is none.
  public String text(String... path) {
    return found(path) instanceof String text ? text : "";
  }

  /// The first of several fields that has a text.
  String first(String... names) {
    return Stream.of(names).map(this::text).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /// A whole number of tokens; 0 if there is none.
  ///
  /// @throws NotACount if there is something else
  long number(String... path) {
    Object value = found(path);
    String text = value instanceof String some ? some.strip() : "";
    if (COUNT.matcher(text).matches()) {
      return new BigDecimal(text).longValue();
    }
    if (value == null || (value instanceof String && isNothing(text))) {
      return 0;
    }
    throw new NotACount(path[path.length - 1], value instanceof String ? text : "{…}");
  }

  /// Whether a text says that there is no number.
  static boolean isNothing(String text) {
    return NO_COUNT.matcher(text).matches();
  }

  /// The object at a path; without fields if there is none.
  Fields at(String... path) {
    return asObject(found(path));
  }

  /// The objects of the list at a path; none if there is no list.
  List<Fields> list(String... path) {
    return items(path).stream().map(Fields::asObject).toList();
  }

  /// The texts of the list at a path.
  List<String> texts(String... path) {
    return items(path).stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  private List<?> items(String... path) {
    Object value = found(path);
    if (value instanceof String text && text.startsWith("[")) {
      value = parsed(text).orElse(List.of());
    }
    return value instanceof List<?> items ? items : List.of();
  }

  /// Whether there is anything at a path.
  boolean has(String... path) {
    return found(path) != null;
  }

  /// How many characters the texts and names of this object have.
  long textLength() {
    return length(members);
  }

  private static long length(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof List<?> items) {
      return items.stream().mapToLong(Fields::length).sum();
    }
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .mapToLong(entry -> length(entry.getKey()) + length(entry.getValue()))
            .sum()
        : 0;
  }

  /// All of these fields as one text: equal for equal fields, whatever their order.
  String allText() {
    return new TreeMap<>(told()).toString();
  }

  /// These fields but some.
  Fields without(String... names) {
    var others = new LinkedHashMap<>(members);
    others.keySet().removeAll(Set.of(names));
    return new Fields(others);
  }

  /// These fields with those of `over` in their place.
  Fields with(Fields over) {
    var all = new LinkedHashMap<>(members);
    all.putAll(over.told());
    return new Fields(all);
  }

  /// The text at a dotted path, as people write it: `metadata.agent`. A name may itself have dots,
  /// and of a list of tags such as `agent:planner` the one with the name counts.
  public String textAt(String path) {
    Object value = members.get(path);
    if (value instanceof String text) {
      return text;
    }
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      Object inner = members.get(path.substring(0, dot));
      String found = inner == null ? "" : textAt(inner, path.substring(dot + 1));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private static String textAt(Object value, String path) {
    Object inner =
        value instanceof String text && text.startsWith("[") ? parsed(text).orElse("") : value;
    if (inner instanceof List<?> tags) {
      return tags.stream()
          .map(String::valueOf)
          .filter(tag -> tag.startsWith(path + ":") || tag.startsWith(path + "="))
          .map(tag -> tag.substring(path.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
    return asObject(inner).textAt(path);
  }

  boolean isEmpty() {
    return told().isEmpty();
  }

  /// The names of all fields, in their order.
  List<String> names() {
    return List.copyOf(told().keySet());
  }

  /// The members that have a value.
  private Map<String, Object> told() {
    if (!members.containsValue(Nothing.HERE)) {
      return members;
    }
    var told = new LinkedHashMap<>(members);
    told.values().removeIf(value -> value == Nothing.HERE);
    return told;
  }
}
