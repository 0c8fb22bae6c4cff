package routercost.usage;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// How far calls differ, by key: the companion of a cube. `plus` is associative and commutative.
public record Moments(SortedMap<UsageKey, Moment> cells) {
  /// Nothing is known.
  public static final Moments NONE = new Moments(Collections.emptySortedMap());

  public Moments {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /// Both, key by key.
  public Moments plus(Moments other) {
    var sum = new TreeMap<>(cells);
    other.cells.forEach((key, moment) -> sum.merge(key, moment, Moment::plus));
    return new Moments(sum);
  }

  /// These with other keys; those of one key are added.
  public Moments rekeyed(UnaryOperator<UsageKey> rename) {
    var renamed = new TreeMap<UsageKey, Moment>();
    for (Map.Entry<UsageKey, Moment> cell : cells.entrySet()) {
      renamed.merge(rename.apply(cell.getKey()), cell.getValue(), Moment::plus);
    }
    return new Moments(renamed);
  }

  /// How far the calls under `key` differ; empty if that is not known.
  public Optional<Moment> of(UsageKey key) {
    return Optional.ofNullable(cells.get(key)).filter(Moment::single);
  }
}
