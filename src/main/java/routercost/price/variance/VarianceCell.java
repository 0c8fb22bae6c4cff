package routercost.price.variance;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.price.variance.LineItem.UsageKind;

/// The calls of one group that were served in one way, with their usage and its cost.
record VarianceCell(BigDecimal calls, SortedMap<UsageKind, Part> parts) {
  static final VarianceCell NONE = new VarianceCell(BigDecimal.ZERO, Collections.emptySortedMap());

  /// A quantity and its cost.
  record Part(BigDecimal quantity, Money cost) {
    static final Part NONE = new Part(BigDecimal.ZERO, Money.ZERO);

    Part plus(Part other) {
      return new Part(quantity.add(other.quantity), cost.plus(other.cost));
    }
  }

  VarianceCell {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  VarianceCell plus(VarianceCell other) {
    var sum = new TreeMap<>(parts);
    other.parts.forEach((kind, part) -> sum.merge(kind, part, Part::plus));
    return new VarianceCell(calls.add(other.calls), sum);
  }

  static VarianceCell sum(Stream<VarianceCell> cells) {
    return cells.reduce(NONE, VarianceCell::plus);
  }

  /// The kinds that this cell or `other` used.
  SortedSet<UsageKind> kinds(VarianceCell other) {
    var kinds = new TreeSet<>(parts.keySet());
    kinds.addAll(other.parts.keySet());
    return kinds;
  }

  Part part(UsageKind kind) {
    return parts.getOrDefault(kind, Part.NONE);
  }

  /// Whether the calls behind this usage were not counted: reports of providers have such rows.
  boolean isUncounted() {
    return calls.signum() == 0;
  }

  Money cost() {
    return Money.sum(parts.values().stream().map(Part::cost).toList());
  }
}
