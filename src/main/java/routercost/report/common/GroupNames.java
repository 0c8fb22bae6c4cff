package routercost.report.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import routercost.price.Attribute;
import routercost.report.layout.Phrases;

/// The names of groups for people: a project is called by its last folder, a session by the first
/// digits of its id, a call in a file of a long path by the name of the file. What would then have
/// the name of another keeps its own.
///
/// @param shorter the short form of values, by dimension
record GroupNames(List<Map<String, String>> shorter) {
  /// Names that are whole.
  static final GroupNames IN_FULL = new GroupNames(List.of());

  /// The lengths of ids that are tried: the first blocks of a UUID.
  private static final int[] LENGTHS = {8, 13, 18};

  private static final int LONG = 20;

  /// A place that is wider leaves a narrow screen no room for its cost.
  private static final int LONG_PLACE = 36;

  private static final List<Attribute> SHORTENED =
      List.of(Attribute.Label.PROJECT, Attribute.Label.SESSION, Attribute.Label.CALL);

  /// The names of groups with these keys.
  static GroupNames of(List<Attribute> dimensions, Collection<List<String>> keys) {
    if (dimensions.stream().noneMatch(SHORTENED::contains)) {
      return IN_FULL;
    }
    var shorter = new ArrayList<Map<String, String>>();
    for (int i = 0; i < dimensions.size(); i++) {
      var values = new TreeSet<String>();
      for (var key : keys) {
        values.add(key.get(i));
      }
      shorter.add(shorter(dimensions.get(i), values));
    }
    return new GroupNames(shorter);
  }

  private static Map<String, String> shorter(Attribute dimension, Set<String> values) {
    if (dimension.equals(Attribute.Label.PROJECT)) {
      return distinct(values, Attribute::lastFolder);
    }
    if (dimension.equals(Attribute.Label.CALL)) {
      return distinct(
          values, place -> place.length() < LONG_PLACE ? place : Attribute.lastFolder(place));
    }
    for (int length : dimension.equals(Attribute.Label.SESSION) ? LENGTHS : new int[0]) {
      var found =
          distinct(
              values,
              id -> id.length() < LONG ? id : id.substring(0, Math.min(length, id.length())));
      if (new HashSet<>(found.values()).size() == values.size() && !keepsAny(found)) {
        return found;
      }
    }
    return Map.of();
  }

  /// Whether a long value is not shortened, as two would be called alike.
  private static boolean keepsAny(Map<String, String> names) {
    return names.entrySet().stream()
        .anyMatch(name -> name.getKey().length() >= LONG && name.getKey().equals(name.getValue()));
  }

  private static Map<String, String> distinct(Set<String> values, UnaryOperator<String> form) {
    var times = new TreeMap<String, Integer>();
    values.forEach(value -> times.merge(form.apply(value), 1, Integer::sum));
    var names = new TreeMap<String, String>();
    for (var value : values) {
      var name = form.apply(value);
      names.put(value, times.getOrDefault(name, 0) == 1 ? name : value);
    }
    return names;
  }

  String of(List<String> key) {
    if (shorter.isEmpty()) {
      return Phrases.group(key);
    }
    var names = new ArrayList<String>();
    for (int i = 0; i < key.size(); i++) {
      names.add(shorter.get(i).getOrDefault(key.get(i), key.get(i)));
    }
    return Phrases.group(names);
  }
}
