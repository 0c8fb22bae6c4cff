package routercost.audit.budget;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import routercost.audit.budget.Bill.BillLine;
import routercost.price.Attribute;
import routercost.price.Condition;

/// The calls that a budget is about: those for which all conditions hold; of the values of one, any
/// may. `*` in a value stands for any text.
///
/// @param conditions values by attribute; none means all calls
public record Scope(SortedMap<String, SortedSet<String>> conditions) {
  /// All calls.
  public static final Scope ALL = new Scope(Collections.emptySortedMap());

  /// The attributes of which a price book, not the log, knows the values.
  private static final Set<String> CLOSED =
      Set.of("model", "tier", "provider", "service", "place", "status");

  /// Whether calls are meant.
  enum Match {
    YES,
    NO,
    /// They may be: what is asked for is not known of them.
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
      } else if (condition.getValue().stream()
          .noneMatch(some -> Condition.isLike(some, value.get()))) {
        return Match.NO;
      }
    }
    return match;
  }

  /// This scope and `other` at once; a value that only one of them names is no longer meant.
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

  /// Whether the values of an attribute are known without looking at calls.
  static boolean isClosed(String attribute) {
    return CLOSED.contains(attribute);
  }

  /// This scope with its models under the names that `id` gives them.
  Scope naming(UnaryOperator<String> id) {
    var named = new TreeMap<>(conditions);
    named.computeIfPresent("model", (_, models) -> new TreeSet<>(models.stream().map(id).toList()));
    return new Scope(named);
  }

  /// The labels of the log that it asks for.
  public Set<String> labels() {
    var labels = new TreeSet<>(conditions.keySet());
    Attribute.known().forEach(labels::remove);
    return labels;
  }
}
