package routercost.whatif;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Slice;

/// One slice of the log, priced as it was and as it would have been.
///
/// @param original as logged, with what the model id says of place and service
/// @param before its price; one charge or one uncharged
/// @param after the price of what the scenario makes of it
public record Repriced(
    Slice original, Ledger before, Ledger after, SortedSet<Assumption> assumptions) {
  /// A slice that no scenario has touched.
  static Repriced unchanged(Slice original, Ledger before) {
    return new Repriced(original, before, before, Collections.emptySortedSet());
  }

  /// The slice under the key that it was priced with.
  Slice priced() {
    return before.charges().isEmpty()
        ? before.uncharged().getFirst().slice()
        : before.charges().getFirst().slice();
  }

  /// Its value of an attribute; empty if it has none.
  public String value(Attribute attribute) {
    return attribute.value(
        original.key(), before.charges().stream().findFirst().map(some -> some.card().priced()));
  }

  /// What it would have cost. Empty while some of it has no price, before or after: what cannot be
  /// compared is in neither total.
  public Optional<Money> costAfter() {
    return before.isComplete() && after.isComplete()
        ? Optional.of(after.total())
        : Optional.empty();
  }

  /// Whether it has a price as it was, but not as it would be.
  public boolean losesItsPrice() {
    return before.isComplete() && !after.isComplete();
  }
}
