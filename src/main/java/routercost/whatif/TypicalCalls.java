package routercost.whatif;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;

/// The calls whose averages decide where a rule is about a single call: whether a prompt is long
/// enough to be cached, too long for a model, or in another band. They are those of one task on one
/// model, served alike, on all days and under all labels, so that a saving does not depend on what
/// a report groups by.
///
/// @param byKind sums of usage
record TypicalCalls(Map<UsageKey, Usage> byKind) {
  static final TypicalCalls NONE = new TypicalCalls(Map.of());

  static TypicalCalls of(List<Repriced> lines) {
    return of(lines.stream().map(Repriced::priced));
  }

  static TypicalCalls of(Stream<Slice> usage) {
    var byKind = new HashMap<UsageKey, Usage>();
    usage.forEach(slice -> byKind.merge(kind(slice.key()), slice.usage(), Usage::plus));
    return new TypicalCalls(byKind);
  }

  private static UsageKey kind(UsageKey key) {
    return key.withDay(LocalDate.EPOCH).withLabels(Collections.emptySortedMap());
  }

  /// The usage of all calls like those of `slice`; its own if there are none, as those were moved
  /// before.
  Usage like(Slice slice) {
    return byKind.getOrDefault(kind(slice.key()), slice.usage());
  }
}
