package routercost.whatif;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.UsageKey;

/// Which calls a rule is about: those that have all of these values.
///
/// @param values by name: `task`, `model`, `tier`, `provider`, `service`, `place`, `status`, or a
///     column of the log; `*` in a value stands for any text
public record Where(SortedMap<String, String> values) {
  /// Every call.
  public static final Where ALL = new Where(Collections.emptySortedMap());

  /// What is known of every call; other names are columns of the log.
  public static final List<String> KNOWN =
      List.of("task", "model", "tier", "provider", "service", "place", "status");

  public Where {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /// The calls of one task.
  public static Where task(String task) {
    return new Where(new TreeMap<>(Map.of("task", task)));
  }

  /// These calls, if they have one more value.
  public Where and(String name, String value) {
    var more = new TreeMap<>(values);
    more.put(name, value);
    return new Where(more);
  }

  /// The columns of the log that these calls are chosen by.
  public List<String> labels() {
    return values.keySet().stream().filter(name -> !KNOWN.contains(name)).toList();
  }

  /// Whether calls under `key` are meant.
  public boolean accepts(UsageKey key, PriceBook book) {
    for (var value : values.entrySet()) {
      if (!accepts(value.getKey(), value.getValue(), key, book)) {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(String name, String value, UsageKey key, PriceBook book) {
    return switch (name) {
      case "task" -> isLike(value, key.task());
      case "model" -> isModel(value, key, book);
      case "tier" -> isLike(value, resolved(key, book).map(Resolution::tier).orElse(""));
      case "provider" -> isLike(value, resolved(key, book).map(Resolution::provider).orElse(""));
      case "service" -> isLike(value, book.served(key).service().id());
      case "place" -> isLike(value, book.served(key).place().id());
      case "status" -> isLike(value, key.status().id());
      default -> isLike(value, key.labels().getOrDefault(name, ""));
    };
  }

  /// As logged, as the book calls it, or as another name of the same model.
  private static boolean isModel(String value, UsageKey key, PriceBook book) {
    var id = resolved(key, book).map(Resolution::id);
    return isLike(value, key.model())
        || id.filter(some -> isLike(value, some)).isPresent()
        || (id.isPresent() && book.resolve(value, key.day()).map(Resolution::id).equals(id));
  }

  private static Optional<Resolution> resolved(UsageKey key, PriceBook book) {
    return book.resolve(key.model(), key.day());
  }

  /// Whether `text` is `pattern`, in which each `*` stands for any text.
  static boolean isLike(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    var rest = pattern.substring(star + 1);
    for (int from = star; from <= text.length(); from++) {
      if (isLike(rest, text.substring(from))) {
        return true;
      }
    }
    return false;
  }

  /// How a person reads it: the task alone, or `model=opus, team=core`.
  public String text() {
    if (values.isEmpty()) {
      return "everything";
    }
    return values.keySet().equals(java.util.Set.of("task"))
        ? values.getOrDefault("task", "")
        : values.entrySet().stream()
            .map(value -> value.getKey().toLowerCase(Locale.ROOT) + "=" + value.getValue())
            .collect(Collectors.joining(", "));
  }
}
