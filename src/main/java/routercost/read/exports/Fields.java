package routercost.read.exports;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routercost.read.record.JsonObjects;
import routercost.read.record.NotACount;
import routercost.read.record.SearchCalls;
import routercost.read.record.TokenDetails;

/// The fields of one record: a JSON object, or a row of CSV. A text that is itself JSON is an
/// object or list where one is expected, because exports nest JSON in JSON and in cells.
///
/// Fields are found by path, as people write it: `metadata.agent`. A name may have dots itself. In
/// a list, the first item with the field counts, and of tags such as `agent:planner` the one with
/// the name, as of attributes that have their names in `key`; `0` is the first text. Of
/// [TokenDetails] `AUDIO` is the count of that kind.
public final class Fields {
  /// No fields.
  public static final Fields NONE = new Fields(Map.of());

  private static final Map<String, String> CURRENCIES =
      Map.of("$", "USD", "€", "EUR", "£", "GBP", "¥", "JPY");

  private static final Pattern COUNT = Pattern.compile("\\d{1,15}(\\.0+)?");
  private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(,\\d{3}){1,4}");
  private static final Pattern NO_COUNT =
      Pattern.compile("(?i)|[-–—]|#?n/a|na|nan|nil|none|null|\\\\n");

  /// The value of a member that is null.
  enum Nothing {
    HERE
  }

  /// Texts, lists, fields, and nothings.
  private final Map<String, Object> members;

  /// Members whose text is a JSON object, parsed once.
  private final Map<String, Fields> nested = new HashMap<>();

  Fields(Map<String, Object> members) {
    this.members = members;
  }

  /// One field that is an object.
  static Fields of(String name, Fields inner) {
    return new Fields(Map.of(name, inner));
  }

  /// Fields by name: texts, lists, and fields.
  public static Fields of(Map<String, Object> members) {
    return new Fields(members);
  }

  /// The value that a JSON text is: a text, a list, or fields; empty if it is no JSON.
  public static Optional<Object> parsed(String text) {
    try (JsonParser parser = JsonObjects.FACTORY.createParser(text)) {
      return Optional.ofNullable(new FieldsReader(parser, false).value(parser.nextToken()));
    } catch (IOException _) {
      return Optional.empty();
    }
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
    return new FieldsReader(parser, false).object();
  }

  /// The object whose start `parser` has just read; if it breaks off in a list, with the whole
  /// items of that list.
  ///
  /// @throws IOException if it is not JSON up to its end or such a list
  public static Fields readCut(JsonParser parser) throws IOException {
    return new FieldsReader(parser, parser.getParsingContext().getParent().inRoot()).object();
  }

  private @Nullable Object found(String path) {
    Object value = members.get(path);
    if (value != null) {
      return value == Nothing.HERE ? null : value;
    }
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      String name = path.substring(0, dot);
      Object holder = members.get(name);
      if (holder != null) {
        String rest = path.substring(dot + 1);
        var items = items(holder);
        value = items.isEmpty() ? fields(name, holder).found(rest) : inItems(items, rest);
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  private static @Nullable Object inItems(List<?> items, String path) {
    if (path.equals(SearchCalls.COUNT)) {
      return Long.toString(searches(items));
    }
    if (items.getFirst() instanceof String first) {
      if (path.equals(SearchCalls.LENGTH)) {
        return Integer.toString(items.size());
      }
      if (path.equals("0")) {
        return first;
      }
    }
    for (Object item : items) {
      Object nested = item instanceof List<?> inner ? inItems(inner, path) : null;
      if (nested != null) {
        return nested;
      }
      if (item instanceof Fields fields && fields.has(path)) {
        return fields.found(path);
      }
      if (item instanceof Fields fields && fields.text("key").equals(path)) {
        return Otlp.value(fields);
      }
      if (item instanceof Fields fields && TokenDetails.of(fields::text).kind().equals(path)) {
        return TokenDetails.of(fields::text).count();
      }
      if (item instanceof String tag
          && (tag.startsWith(path + ":") || tag.startsWith(path + "="))) {
        return tag.substring(path.length() + 1).strip();
      }
    }
    return null;
  }

  private Fields fields(String name, Object value) {
    if (value instanceof String text && text.startsWith("{")) {
      return nested.computeIfAbsent(name, _ -> fields(parsed(text).orElse("")));
    }
    return fields(value);
  }

  private static Fields fields(@Nullable Object value) {
    return value instanceof Fields fields ? fields : NONE;
  }

  /// The text of a scalar; empty if there is none.
  public String text(String path) {
    return found(path) instanceof String text ? text : "";
  }

  /// The first of several fields that has a text.
  String first(String... paths) {
    return Stream.of(paths).map(this::text).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /// A whole number of tokens; 0 if there is none.
  ///
  /// @throws NotACount if there is something else
  long number(String path) {
    Object value = found(path);
    String text = value instanceof String scalar ? scalar.strip() : "";
    if (COUNT.matcher(text).matches()) {
      return new BigDecimal(text).longValue();
    }
    if (THOUSANDS.matcher(text).matches()) {
      return Long.parseLong(text.replace(",", ""));
    }
    if (value == null || (value instanceof String && isNothing(text))) {
      return 0;
    }
    String name = members.containsKey(path) ? path : path.substring(path.lastIndexOf('.') + 1);
    throw new NotACount(name, value instanceof String ? text : "{…}");
  }

  /// Whether a text says that there is no number.
  static boolean isNothing(String text) {
    return NO_COUNT.matcher(text).matches();
  }

  /// The object at a path; without fields if there is none.
  Fields at(String path) {
    Object value = found(path);
    return value == null ? NONE : fields(path, value);
  }

  /// The object at a path, or what is written with the path before its name.
  Fields under(String path) {
    var object = at(path);
    if (!object.isEmpty()) {
      return object;
    }
    var under = new LinkedHashMap<String, Object>();
    present()
        .forEach(
            (name, value) -> {
              if (name.startsWith(path) && name.startsWith(".", path.length())) {
                under.put(name.substring(path.length() + 1), value);
              }
            });
    return new Fields(under);
  }

  /// The object of a name, whatever dots are in it.
  public Fields member(String name) {
    Object value = members.get(name);
    return value == null ? NONE : fields(name, value);
  }

  /// The objects of the list at a path; none if there is no list. A text that is JSON is one too.
  public List<Fields> list(String path) {
    return items(found(path)).stream().map(item -> NONE.fields("", item)).toList();
  }

  /// The texts of the list at a path; none if there is no list.
  List<String> texts(String path) {
    return items(found(path)).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  private static List<?> items(@Nullable Object value) {
    Object list =
        value instanceof String text && text.startsWith("[")
            ? parsed(text).orElse(List.of())
            : value;
    return list instanceof List<?> items ? items : List.of();
  }

  private static long searches(List<?> items) {
    return items.stream().mapToLong(item -> SearchCalls.of(fields(item)::text)).sum();
  }

  /// The object of a member: of a list of [TokenDetails] with the count of each kind, and of the
  /// output of a response with that of its searches.
  public Fields object(String name) {
    Object value = members.get(name);
    if (!(value instanceof List<?> items)) {
      return member(name);
    }
    var kinds = new LinkedHashMap<String, Object>();
    long searches = SearchCalls.areAt(name) ? searches(items) : 0;
    if (searches > 0) {
      kinds.put(SearchCalls.COUNT, Long.toString(searches));
    }
    if (!TokenDetails.areAt(name)) {
      return new Fields(kinds);
    }
    for (Object item : items) {
      var details = TokenDetails.of(fields(item)::text);
      if (details.isSpecial()) {
        kinds.put(details.kind(), details.count());
      }
    }
    return new Fields(kinds);
  }

  /// The first text of the list at a path; empty if there is none.
  String firstItem(String path) {
    return items(found(path)).stream().findFirst().map(Object::toString).orElse("");
  }

  /// Whether there is anything at a path.
  public boolean has(String path) {
    return found(path) != null;
  }

  /// How many characters the texts and names of this object have.
  long textLength() {
    return length(this);
  }

  private static long length(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof List<?> items) {
      return items.stream().mapToLong(Fields::length).sum();
    }
    return value instanceof Fields fields
        ? fields.members.entrySet().stream()
            .mapToLong(entry -> entry.getKey().length() + length(entry.getValue()))
            .sum()
        : 0;
  }

  /// These fields under the letters and digits of their names, in lower case, those of objects with
  /// the name of the object: bills are written with any signs between them. Google names its
  /// currency in a header.
  public Fields lettered() {
    Map<String, Object> lettered = new LinkedHashMap<>();
    letter("", this, lettered);
    return Fields.of(lettered);
  }

  private static void letter(String prefix, Fields record, Map<String, Object> lettered) {
    record
        .present()
        .forEach(
            (name, value) -> {
              String letters = prefix + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
              if (value instanceof Fields inner) {
                letter(letters, inner, lettered);
              } else {
                lettered.put(letters, value);
              }
              if (letters.equals("cost")) {
                CURRENCIES.forEach(
                    (sign, code) -> {
                      if (name.contains(sign)) {
                        lettered.putIfAbsent("currency", code);
                      }
                    });
              }
            });
  }

  /// All of these fields as one text: equal for equal fields, whatever their order.
  public String allText() {
    return new TreeMap<>(present()).toString();
  }

  /// These fields except those of some names.
  public Fields without(String... names) {
    var rest = new LinkedHashMap<>(members);
    rest.keySet().removeAll(Set.of(names));
    return new Fields(rest);
  }

  /// These fields with those of `over` in their place.
  public Fields with(Fields over) {
    var merged = new LinkedHashMap<>(members);
    merged.putAll(over.present());
    return new Fields(merged);
  }

  /// These fields and one more, which is an object.
  public Fields with(String name, Fields inner) {
    return with(of(name, inner));
  }

  /// These fields and one more.
  public Fields with(String name, String text) {
    var merged = new LinkedHashMap<>(members);
    merged.put(name, text);
    return new Fields(merged);
  }

  boolean isEmpty() {
    return present().isEmpty();
  }

  /// The names of all fields, in their order.
  public List<String> names() {
    return List.copyOf(present().keySet());
  }

  /// The members that have a value, in their order.
  public Map<String, Object> present() {
    if (!members.containsValue(Nothing.HERE)) {
      return members;
    }
    var present = new LinkedHashMap<>(members);
    present.values().removeIf(value -> value == Nothing.HERE);
    return present;
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
