package routercost.cli.options;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.price.Suggestions;
import routercost.usage.SafeText;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.CallFilter;

/// The sentences on choices of calls that no call of a log meets, with what the log has instead.
record UnmatchedCalls(UsageCube cube, PriceBook book) {
  /// Whether calls meet `where`; so they do in a log without calls.
  boolean isMet(CallFilter where) {
    return cube.isEmpty()
        || cube.cells().keySet().stream().anyMatch(key -> where.accepts(key, book));
  }

  /// What is wrong with choices that no call meets; empty if there are none.
  Optional<String> sentence(List<CallFilter> choices) {
    var unmet = choices.stream().filter(where -> !isMet(where)).distinct().toList();
    if (unmet.size() < 2) {
      return unmet.stream().map(this::sentence).findFirst();
    }
    var texts = unmet.stream().map(CallFilter::text).toList();
    boolean areTasks =
        unmet.stream()
            .flatMap(where -> where.conditions().stream())
            .allMatch(condition -> condition.attribute() == Attribute.Known.TASK);
    return Optional.of(
        "no call matches "
            + SafeText.list(texts)
            + (areTasks ? "; the log has " + values(Attribute.Known.TASK) : ""));
  }

  /// What is wrong with a choice that no call meets.
  String sentence(CallFilter where) {
    return where.conditions().stream()
        .filter(condition -> !isMet(new CallFilter(List.of(condition))))
        .findFirst()
        .map(this::sentence)
        .orElse("no call matches " + where.text());
  }

  private String sentence(Condition condition) {
    var found = found(condition.attribute());
    if (found.isEmpty() && condition.attribute() instanceof Attribute.Label(String name)) {
      return "no call has a column '%s'%s; expected %s or a column of the log"
          .formatted(
              SafeText.cut(name),
              Suggestions.hint(name, Attribute.known()),
              String.join(", ", Attribute.known()));
    }
    var value = condition.values().first();
    var text = condition.attribute().id() + " '" + SafeText.cut(value) + "'";
    return condition.excludes()
        ? "every call has " + text
        : "no call has %s%s; there are: %s"
            .formatted(text, Suggestions.hint(value, found), values(condition.attribute()));
  }

  private String values(Attribute attribute) {
    return SafeText.list(List.copyOf(found(attribute)));
  }

  private TreeSet<String> found(Attribute attribute) {
    var values =
        cube.cells().keySet().stream()
            .map(key -> value(attribute, key))
            .collect(Collectors.toCollection(TreeSet::new));
    values.remove("");
    return values;
  }

  private String value(Attribute attribute, UsageKey key) {
    return attribute.value(book.served(key), book.resolve(key.model(), key.day()));
  }
}
