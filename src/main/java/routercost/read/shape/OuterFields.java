package routercost.read.shape;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.exports.Fields;

/// The fields around a record that it takes over: those that stand for columns which it lacks.
public final class OuterFields {
  /// The columns of a list that hold for each of its items. Its counts and costs are sums.
  private static final Set<Column> SHARED =
      EnumSet.of(
          Column.TIMESTAMP,
          Column.TASK,
          Column.MODEL,
          Column.SERVICE_TIER,
          Column.INFERENCE_GEO,
          Column.SESSION,
          Column.USER,
          Column.TEAM,
          Column.PROJECT,
          Column.ENVIRONMENT);

  private final Map<String, Set<Column>> columns = new HashMap<>();
  private final Set<String> requested;

  /// @param requested the paths of fields that options name, wherever they are
  public OuterFields(Set<String> requested) {
    this.requested = requested;
  }

  Set<String> requested() {
    return requested;
  }

  /// A record with what it lacks of the fields around it.
  ///
  /// @param list whether other records share them
  Fields over(Fields outer, Fields record, boolean list) {
    Set<Column> known = EnumSet.noneOf(Column.class);
    FlatRow.of(0, record).names().forEach(name -> known.addAll(columns(name)));
    var merged = new LinkedHashMap<String, Object>();
    outer
        .present()
        .forEach(
            (name, value) -> {
              boolean kept = value instanceof String ? isKept(name, known, list) : !list;
              if (kept && !record.present().containsKey(name)) {
                merged.put(name, kept(name, value, known));
              }
            });
    for (String path : requested) {
      String text = outer.text(path);
      if (!text.isEmpty() && record.text(path).isEmpty()) {
        merged.put(path, text);
      }
    }
    merged.putAll(record.present());
    return Fields.of(merged);
  }

  /// A field around a record without the parts that the record has itself.
  private Object kept(String name, Object value, Set<Column> known) {
    if (!(value instanceof Fields inner)) {
      return value;
    }
    var parts = new LinkedHashMap<>(inner.present());
    parts
        .entrySet()
        .removeIf(
            part ->
                part.getValue() instanceof String
                    && !isKept(name + "." + part.getKey(), known, false));
    parts.replaceAll((part, nested) -> kept(name + "." + part, nested, known));
    return Fields.of(parts);
  }

  private boolean isKept(String name, Set<Column> known, boolean list) {
    Set<Column> standsFor = columns(name);
    if (standsFor.stream().anyMatch(known::contains)) {
      return false;
    }
    return !list || SHARED.containsAll(standsFor);
  }

  private Set<Column> columns(String name) {
    return columns.computeIfAbsent(name, Vocabulary.builtIn()::columns);
  }
}
