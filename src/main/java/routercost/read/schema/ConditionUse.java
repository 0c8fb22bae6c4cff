package routercost.read.schema;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.price.Suggestions;
import routercost.usage.SafeText;
import routercost.usage.UsageKey;

/// A condition of a filter, and the values that the calls were found to have.
record ConditionUse(Condition condition, Set<String> found, Set<String> met) {
  /// So many values are enough to choose a hint from.
  private static final int REMEMBERED = 10_000;

  private static final int SHOWN = 8;

  ConditionUse(Condition condition) {
    this(condition, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
  }

  Attribute attribute() {
    return condition.attribute();
  }

  /// Whether calls with this text pass, where the attribute is a text of the log.
  boolean acceptsText(String text) {
    meet(text);
    boolean matches = false;
    for (var value : condition.values()) {
      if (condition.isLikeText(value, text)) {
        found.add(value);
        matches = true;
      }
    }
    return matches != condition.excludes();
  }

  /// Whether calls under `key` pass.
  boolean accepts(UsageKey key, Supplier<PriceBook> later) {
    boolean needsBook = attribute() instanceof Attribute.Known known && known.needsBook();
    if (!needsBook) {
      return acceptsText(attribute().value(key, Optional.empty()));
    }
    var book = later.get();
    meet(attribute().value(book.served(key), book.resolve(key.model(), key.day())));
    boolean matches = false;
    for (var value : condition.values()) {
      if (condition.isValue(value, key, book)) {
        found.add(value);
        matches = true;
      }
    }
    return matches != condition.excludes();
  }

  private void meet(String value) {
    if (met.size() < REMEMBERED) {
      met.add(value);
    }
  }

  /// What is wrong with the first value that no call has; empty if there is none, or no call.
  Optional<String> unmet() {
    if (met.isEmpty()) {
      return Optional.empty();
    }
    var there = new TreeSet<>(met);
    there.remove("");
    return condition.values().stream()
        .filter(value -> !found.contains(value))
        .findFirst()
        .map(value -> sentence(value, there));
  }

  private String sentence(String value, SortedSet<String> there) {
    return "no call has %s '%s'%s; %s"
        .formatted(
            attribute().id(),
            SafeText.cut(value),
            Suggestions.hint(value, there),
            there.isEmpty() ? "none has any" : "there are: " + listed(there));
  }

  private static String listed(SortedSet<String> values) {
    var shown = values.stream().limit(SHOWN).map(SafeText::cut).collect(Collectors.joining(", "));
    return values.size() > SHOWN ? shown + ", … (" + values.size() + " in all)" : shown;
  }
}
