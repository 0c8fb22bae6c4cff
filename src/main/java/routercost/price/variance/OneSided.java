package routercost.price.variance;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Items that only one of two bills has.
///
/// @param added not used in the base
/// @param discontinued not used in the head
record OneSided(SortedSet<LineItem> added, SortedSet<LineItem> discontinued) {
  static final OneSided NONE =
      new OneSided(Collections.emptySortedSet(), Collections.emptySortedSet());

  static OneSided of(VarianceSide base, VarianceSide head) {
    return new OneSided(without(head.used(), base.used()), without(base.used(), head.used()));
  }

  private static SortedSet<LineItem> without(SortedSet<LineItem> these, SortedSet<LineItem> those) {
    var rest = new TreeSet<>(these);
    rest.removeAll(those);
    return Collections.unmodifiableSortedSet(rest);
  }

  /// Whether the item is none of them: on both sides, or on neither.
  boolean excludes(LineItem item) {
    return !added.contains(item) && !discontinued.contains(item);
  }
}
