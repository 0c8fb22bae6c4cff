package routercost.audit.budget;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import routercost.audit.budget.Bill.BillLine;
import routercost.price.Attribute;
import routercost.price.Condition;

/// A choice of calls: those that meet all conditions, each with any of its values. `*` in a value
/// stands for any text, `(none)` for no value, as `null` is none. A call without a value may belong
/// to any other.
///
/// @param conditions values by attribute; all calls if empty
public record Scope(SortedMap<String, SortedSet<String>> conditions) {
  /// The value of an attribute that calls do not have.
  public static final String NONE = "(none)";

  /// Not an attribute: the days within which the models retire that it stands for.
  private static final String RETIRING = "retires within days";

  /// All calls.
  public static final Scope ALL = new Scope(Collections.emptySortedMap());

  enum Match {
    YES,
    NO,
    /// An attribute of the calls is not known.
    UNKNOWN
  }

  public Scope {
    var copy = new TreeMap<String, SortedSet<String>>();
    conditions.forEach(
        (name, values) -> copy.put(name, Collections.unmodifiableSortedSet(new TreeSet<>(values))));
    conditions = Collections.unmodifiableSortedMap(copy);
  }

  Match match(BillLine line) {
    var match = Match.YES;
    for (var condition : conditions.entrySet()) {
      var value = line.attribute(condition.getKey());
      if (value.isEmpty()) {
        match = Match.UNKNOWN;
      } else if (condition.getValue().stream().noneMatch(pattern -> isLike(pattern, value.get()))) {
        if (!Attribute.isNone(value.get())) {
          return Match.NO;
        }
        match = Match.UNKNOWN;
      }
    }
    return match;
  }

  /// Whether a pattern stands for a value of the log.
  static boolean isLike(String pattern, String value) {
    return Condition.isLike(pattern, value) || (pattern.equals(NONE) && Attribute.isNone(value));
  }

  /// Whether it asks for days or weeks.
  boolean isByDay() {
    return conditions.keySet().stream()
        .map(Attribute::named)
        .anyMatch(attribute -> attribute.isTime() && attribute != Attribute.Known.MONTH);
  }

  /// The calls in both scopes.
  Scope and(Scope other) {
    var both = new TreeMap<>(conditions);
    other.conditions.forEach(
        (name, values) ->
            both.merge(
                name,
                values,
                (mine, theirs) -> {
                  var common = new TreeSet<>(mine);
                  common.retainAll(theirs);
                  return common;
                }));
    return new Scope(both);
  }

  /// This scope with its models named by `id`.
  Scope naming(UnaryOperator<String> id) {
    var named = new TreeMap<>(conditions);
    named.computeIfPresent("model", (_, models) -> new TreeSet<>(models.stream().map(id).toList()));
    return new Scope(named);
  }

  /// The calls on models that retire within some days.
  public static Scope ofRetiring(int days) {
    return new Scope(new TreeMap<>(Map.of(RETIRING, new TreeSet<>(Set.of("" + days)))));
  }

  /// This scope with models in place of the days within which they retire.
  Scope forbidding(IntFunction<SortedSet<String>> retiring) {
    var days = conditions.get(RETIRING);
    if (days == null) {
      return this;
    }
    var named = new TreeMap<>(conditions);
    named.remove(RETIRING);
    named.put("model", retiring.apply(Integer.parseInt(days.first())));
    return new Scope(named);
  }

  /// This scope without some of several models, unless none is left.
  Scope without(Set<String> absent) {
    var named = new TreeMap<>(conditions);
    named.computeIfPresent(
        "model",
        (_, models) -> {
          var left = new TreeSet<>(models);
          left.removeAll(absent);
          return left.isEmpty() ? models : left;
        });
    return new Scope(named);
  }

  /// The columns of the log that its conditions need.
  public Set<String> labels() {
    var labels = new TreeSet<>(conditions.keySet());
    Attribute.known().forEach(labels::remove);
    return labels;
  }
}
