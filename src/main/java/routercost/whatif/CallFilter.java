package routercost.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.usage.UsageKey;

/// The calls that pass all of these conditions.
public record CallFilter(List<Condition> conditions) {
  public static final CallFilter ALL = new CallFilter(List.of());

  public CallFilter {
    conditions =
        Condition.merged(conditions).stream()
            .sorted((a, b) -> a.attribute().id().compareTo(b.attribute().id()))
            .toList();
  }

  /// The calls that have all of these values.
  ///
  /// @param values by the names of attributes; `*` in a value stands for any text
  public CallFilter(SortedMap<String, String> values) {
    this(conditions(values));
  }

  private static List<Condition> conditions(SortedMap<String, String> values) {
    var conditions = new ArrayList<Condition>();
    values.forEach((name, value) -> conditions.add(Condition.of(name, value)));
    return conditions;
  }

  /// The calls of one task.
  public static CallFilter task(String task) {
    return new CallFilter(List.of(Condition.of("task", task)));
  }

  /// These calls, as far as they have one more value.
  public CallFilter and(String name, String value) {
    var more = new ArrayList<>(conditions);
    more.add(Condition.of(name, value));
    return new CallFilter(more);
  }

  /// The columns of the log that the conditions use.
  public List<String> labels() {
    return attributes()
        .filter(attribute -> attribute instanceof Attribute.Label)
        .map(Attribute::id)
        .toList();
  }

  /// Whether a condition is on time, so that days must be kept apart.
  public boolean isByTime() {
    return attributes().anyMatch(Attribute::isTime);
  }

  private Stream<Attribute> attributes() {
    return conditions.stream().map(Condition::attribute);
  }

  /// Whether calls under `key` pass.
  public boolean accepts(UsageKey key, PriceBook book) {
    for (var condition : conditions) {
      if (!condition.accepts(key, book)) {
        return false;
      }
    }
    return true;
  }

  /// The filter in words: the task alone, or `model=opus, team=core`.
  public String text() {
    if (conditions.isEmpty()) {
      return "everything";
    }
    var only = conditions.getFirst();
    return conditions.size() == 1 && only.attribute() == Attribute.Known.TASK && !only.excludes()
        ? only.values().first()
        : conditions.stream().map(CallFilter::text).collect(Collectors.joining(", "));
  }

  private static String text(Condition condition) {
    return condition.attribute().id().toLowerCase(Locale.ROOT)
        + (condition.excludes() ? "!=" : "=")
        + String.join("|", condition.values());
  }
}
