package routercost.whatif;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// The slices that a scenario or route puts in place of one slice.
///
/// @param slices the original itself if nothing applies
/// @param assumptions that the new slices rest on
public record RewrittenSlice(List<Slice> slices, SortedSet<Assumption> assumptions) {
  public RewrittenSlice {
    slices = List.copyOf(slices);
    assumptions =
        assumptions.isEmpty()
            ? Collections.emptySortedSet()
            : Collections.unmodifiableSortedSet(new TreeSet<>(assumptions));
  }

  /// An unchanged slice.
  static RewrittenSlice unchanged(Slice slice) {
    return new RewrittenSlice(List.of(slice), Collections.emptySortedSet());
  }

  /// One slice with one assumption.
  static RewrittenSlice with(Slice slice, Assumption assumption) {
    return new RewrittenSlice(List.of(slice), new TreeSet<>(List.of(assumption)));
  }

  /// The sum of `parts`; slices of one key are added.
  static RewrittenSlice sum(Stream<RewrittenSlice> parts) {
    var usages = new LinkedHashMap<UsageKey, Usage>();
    var assumptions = new TreeSet<Assumption>();
    parts.forEach(
        part -> {
          part.slices().forEach(slice -> usages.merge(slice.key(), slice.usage(), Usage::plus));
          assumptions.addAll(part.assumptions());
        });
    var slices = new ArrayList<Slice>();
    usages.forEach((key, usage) -> slices.add(new Slice(key, usage)));
    return new RewrittenSlice(slices, assumptions);
  }

  /// The result of `next` for each of these slices, with the assumptions of both.
  public RewrittenSlice then(Function<Slice, RewrittenSlice> next) {
    if (slices.size() == 1 && assumptions.isEmpty()) {
      var only = next.apply(slices.getFirst());
      return only.slices().size() == 1 ? only : sum(Stream.of(only));
    }
    return sum(
        Stream.concat(
            Stream.of(new RewrittenSlice(List.of(), assumptions)), slices.stream().map(next)));
  }
}
