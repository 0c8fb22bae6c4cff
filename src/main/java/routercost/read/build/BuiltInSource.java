package routercost.read.build;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.read.builtin.BuiltIn;

/// Writes what is built in as Java: a part of the build, not of the program.
///
/// A value made of records, collections, enums, texts and numbers becomes the expression that makes
/// it again. Every record gets a method of its own, because a method cannot be long.
public final class BuiltInSource {
  private static final String HEAD =
      """
      package routercost.read.builtin;

      import java.math.BigDecimal;
      import java.time.LocalDate;
      import java.util.*;

      /// Written by the build from prices.yaml, columns.yaml, routing.yaml and version.txt.
      @SuppressWarnings({"unchecked", "rawtypes"})
      public final class BuiltInCode implements BuiltIn {
      """;

  /// The call of each method, by its body.
  private final Map<String, String> parts = new HashMap<>();

  private final StringBuilder source = new StringBuilder(HEAD);

  private BuiltInSource() {}

  /// Writes the class below the folder that is named, unless it says the same already.
  public static void main(String[] folder) throws IOException {
    var file = Path.of(folder[0], BuiltIn.WRITTEN.replace('.', '/') + ".java");
    var source = of(new BuiltInYaml());
    if (!Files.exists(file) || !Files.readString(file).equals(source)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
    }
  }

  /// A class that says the same as `builtIn`.
  public static String of(BuiltIn builtIn) {
    var java = new BuiltInSource();
    var book = builtIn.prices();
    var parts = java.expressions(List.of(book.id(), book.sha256(), book.catalog()));
    java.method(
        "public routercost.price.PriceBook prices()",
        "    return new routercost.price.PriceBook(%s);\n".formatted(parts));
    java.method(
        "public Map<String, List<Synonym>> synonyms()", java.filled("HashMap", builtIn.synonyms()));
    java.method(
        "public routercost.whatif.routing.RoutingRules routing()", java.made(builtIn.routing()));
    java.method("public String version()", "    return " + literal(builtIn.version()) + ";\n");
    return java.source.append("}\n").toString();
  }

  private void method(String head, String body) {
    source.append("  %s {\n%s  }\n\n".formatted(head, body));
  }

  private String expression(Object value) {
    return switch (value) {
      case String text -> literal(text);
      case Integer count -> count.toString();
      case Long count -> count + "L";
      case Boolean flag -> flag.toString();
      case BigDecimal amount -> "new BigDecimal(" + literal(amount.toString()) + ")";
      case LocalDate day -> "LocalDate.ofEpochDay(" + day.toEpochDay() + ")";
      case Enum<?> constant ->
          constant.getDeclaringClass().getCanonicalName() + "." + constant.name();
      case Optional<?> some ->
          some.map(one -> "Optional.of(" + expression(one) + ")").orElse("Optional.empty()");
      case NavigableMap<?, ?> map -> part("TreeMap", filled("TreeMap", map));
      case Map<?, ?> map -> part("LinkedHashMap", filled("LinkedHashMap", map));
      case Set<?> set -> "Set.of(" + expressions(new TreeSet<>(set)) + ")";
      case List<?> list -> "List.of(" + expressions(list) + ")";
      case Record made -> part(made.getClass().getCanonicalName(), made(made));
      default -> throw new IllegalArgumentException("cannot write " + value.getClass());
    };
  }

  /// `text` as Java writes it.
  public static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private String expressions(Collection<?> values) {
    return values.stream().map(this::expression).collect(Collectors.joining(", "));
  }

  /// Calls the method with this body; the same body is written once.
  private String part(String type, String body) {
    var known = parts.get(body);
    if (known != null) {
      return known;
    }
    var call = "part" + parts.size() + "()";
    parts.put(body, call);
    method("private static " + type + " " + call, body);
    return call;
  }

  /// Sorted unless the order means something, so that every build writes the same.
  private static Map<?, ?> inOrder(Map<?, ?> map) {
    return map instanceof SequencedMap<?, ?> ? map : new TreeMap<>(map);
  }

  private String filled(String type, Map<?, ?> map) {
    var puts =
        inOrder(map).entrySet().stream()
            .map(entry -> expressions(List.of(entry.getKey(), entry.getValue())))
            .map("    map.put(%s);\n"::formatted)
            .collect(Collectors.joining());
    return "    var map = new %s();\n%s    return map;\n".formatted(type, puts);
  }

  private String made(Record made) {
    return "    return new %s(%s);\n"
        .formatted(made.getClass().getCanonicalName(), expressions(components(made)));
  }

  private static List<Object> components(Record made) {
    var values = new ArrayList<>();
    for (var component : made.getClass().getRecordComponents()) {
      values.add(value(component, made));
    }
    return values;
  }

  private static Object value(RecordComponent component, Record made) {
    try {
      return component.getAccessor().invoke(made);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalArgumentException("cannot read " + component, hidden);
    }
  }
}
