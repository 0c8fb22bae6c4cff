package routercost.read.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A mapper of YAML mappings to records. The components are the allowed keys, in snake case, and
/// their types are what each key may hold.
///
/// A key is required unless its component is an `Optional` or has a `@Default`; any other key is
/// refused. A component of type `YamlNode` keeps the node, for values that depend on others; a
/// component called `self` is the mapping itself, for messages about it.
public final class RecordMapper {
  /// The value of a missing key, as YAML would write it. Without one it is empty text, an empty
  /// list or an empty mapping.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Default {
    String value() default "";
  }

  /// A record whose keys are keys of the mapping around it.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Inline {}

  private RecordMapper() {}

  static <T extends Record> T read(YamlNode.Fields fields, Class<T> type) {
    return type.cast(made(fields.allowing(keys(type)), type));
  }

  /// Every key that the mapping of `type` may have.
  static Set<String> keys(Class<?> type) {
    var keys = new TreeSet<String>();
    for (var component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Inline.class)) {
        keys.addAll(keys(component.getType()));
      } else if (!isSelf(component)) {
        keys.add(key(component));
      }
    }
    return keys;
  }

  private static boolean isSelf(RecordComponent component) {
    return component.getName().equals("self");
  }

  /// `cacheWrite5m` is `cache_write_5m`; `default_` is `default`, which Java cannot name.
  private static String key(RecordComponent component) {
    return component
        .getName()
        .replaceAll("(?<=[a-z])(?=[A-Z0-9])", "_")
        .replaceFirst("_$", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Object made(YamlNode.Fields fields, Class<?> type) {
    var components = type.getRecordComponents();
    var values = Arrays.stream(components).map(component -> value(fields, component)).toArray();
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException("cannot make " + type, refused.getCause());
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalArgumentException("cannot make " + type, hidden);
    }
  }

  private static Object value(YamlNode.Fields fields, RecordComponent component) {
    var type = component.getGenericType();
    if (isSelf(component)) {
      return fields;
    }
    if (component.isAnnotationPresent(Inline.class)) {
      return made(fields, component.getType());
    }
    var key = key(component);
    var node = fields.find(key);
    if (component.getType() == Optional.class) {
      return node.map(present -> value(present, argument(type, 0), key));
    }
    return node.map(present -> value(present, type, key))
        .orElseGet(() -> missing(fields, component, key));
  }

  private static Object missing(YamlNode.Fields fields, RecordComponent component, String key) {
    var usual = component.getAnnotation(Default.class);
    var type = component.getGenericType();
    if (usual == null) {
      return value(fields.require(key), type, key);
    }
    if (component.getType() == Map.class || component.getType().isRecord()) {
      return value(YamlNode.Fields.empty(fields.place()), type, key);
    }
    return value(
        Collection.class.isAssignableFrom(component.getType())
            ? new YamlNode.Items(fields.place(), List.of())
            : new YamlNode.Scalar(fields.place(), usual.value()),
        type,
        key);
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static Object value(YamlNode node, Type type, String what) {
    var raw = raw(type);
    if (raw.isRecord() && raw != YamlNode.Fields.class) {
      return read(node.asFields(what), raw.asSubclass(Record.class));
    }
    if (raw.isEnum()) {
      return choice(node, raw.asSubclass(Enum.class), what);
    }
    return switch (raw.getSimpleName()) {
      case "YamlNode" -> node;
      case "Fields" -> node.asFields(what);
      case "String" -> node.asText(what);
      case "Boolean", "boolean" -> node.asFlag(what);
      case "Long", "long" -> node.asCount(what);
      case "BigDecimal" -> node.asAmount(what);
      case "LocalDate" -> node.asDate(what);
      case "List" -> entries(node, type, what).toList();
      case "Set" -> Set.copyOf(entries(node, type, what).toList());
      case "Map" -> mapping(node.asFields(what), argument(type, 1));
      default -> throw new IllegalArgumentException("no YAML makes a " + raw);
    };
  }

  private static Stream<Object> entries(YamlNode node, Type type, String what) {
    var name = node instanceof YamlNode.Items ? "an entry of " + what : what;
    return node.items().map(item -> value(item, argument(type, 0), name));
  }

  private static Object mapping(YamlNode.Fields fields, Type type) {
    var values = new LinkedHashMap<String, Object>();
    fields.byName().forEach((name, field) -> values.put(name, value(field.value(), type, name)));
    return values;
  }

  private static Object choice(YamlNode node, Class<?> type, String what) {
    var constants = new ArrayList<Object>(List.of(type.getEnumConstants()));
    return node.asChoice(what, constants, constant -> id((Enum<?>) constant));
  }

  /// The `id()` of a constant; without one, its name.
  private static String id(Enum<?> constant) {
    try {
      return (String) constant.getDeclaringClass().getMethod("id").invoke(constant);
    } catch (ReflectiveOperationException _) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
