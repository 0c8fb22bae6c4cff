package routercost.price;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import routercost.usage.UsageKey;

/// A condition on one attribute of calls.
///
/// @param values alternatives; `*` in one stands for any text
/// @param excludes whether calls with such a value are rejected
public record Condition(Attribute attribute, SortedSet<String> values, boolean excludes) {
  private static final String EXCLUDING = "!";

  public Condition {
    values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /// The condition `name=value`; a name that ends in `!` excludes, as in `task!=plan`.
  public static Condition of(String name, String value) {
    boolean excludes = name.endsWith(EXCLUDING);
    var attribute = Attribute.named(excludes ? name.substring(0, name.length() - 1) : name);
    return new Condition(attribute, new TreeSet<>(Set.of(value)), excludes);
  }

  /// These conditions, those on one attribute as one with alternatives.
  public static List<Condition> merged(List<Condition> conditions) {
    var merged = new ArrayList<Condition>();
    for (var condition : conditions) {
      int same = 0;
      while (same < merged.size() && !merged.get(same).isAlternativeTo(condition)) {
        same++;
      }
      if (same == merged.size()) {
        merged.add(condition);
      } else {
        merged.set(same, merged.get(same).or(condition.values));
      }
    }
    return merged;
  }

  /// `task!=chat,plan`.
  @Override
  public String toString() {
    return attribute.id() + (excludes ? EXCLUDING : "") + "=" + String.join(",", values);
  }

  private boolean isAlternativeTo(Condition other) {
    return excludes == other.excludes && attribute.equals(other.attribute);
  }

  private Condition or(SortedSet<String> more) {
    var alternatives = new TreeSet<>(values);
    alternatives.addAll(more);
    return new Condition(attribute, alternatives, excludes);
  }

  /// Whether calls under `key` pass.
  public boolean accepts(UsageKey key, PriceBook book) {
    return values.stream().anyMatch(value -> isValue(value, key, book)) != excludes;
  }

  /// Whether calls under `key` have `value`. A model has the value as logged, as the book calls it,
  /// as any other name of it, and as the name of its tier.
  public boolean isValue(String value, UsageKey key, PriceBook book) {
    if (!(attribute instanceof Attribute.Known known) || !known.needsBook()) {
      return isLikeText(value, attribute.value(key, Optional.empty()));
    }
    if (known == Attribute.Known.SERVICE || known == Attribute.Known.PLACE) {
      return isLike(value, known.value(book.served(key), Optional.empty()));
    }
    var found = book.resolve(key.model(), key.day());
    return isLike(value, known.value(key, found))
        || (known == Attribute.Known.MODEL && isName(value, key, found, book));
  }

  private static boolean isName(
      String value, UsageKey key, Optional<Resolution> found, PriceBook book) {
    return isLike(value, key.model())
        || (found.isPresent()
            && (value.equals(found.get().tier())
                || book.resolve(value, key.day())
                    .map(Resolution::id)
                    .equals(found.map(Resolution::id))));
  }

  /// Whether a text of the log has the value; a project has that of its last folder, too.
  public boolean isLikeText(String value, String text) {
    return isLike(value, text)
        || (attribute.equals(Attribute.Label.PROJECT) && isLike(value, Attribute.lastFolder(text)));
  }

  /// Whether `text` is `pattern`, in which each `*` stands for any text.
  public static boolean isLike(String pattern, String text) {
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
}
