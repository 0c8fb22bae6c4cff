package routercost.whatif;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import routercost.usage.Slice;

/// What a scenario makes of one slice.
///
/// @param slices in place of the original; the original itself if nothing applies
/// @param assumptions that the new slices rest on
public record Reshaped(List<Slice> slices, SortedSet<Assumption> assumptions) {
  public Reshaped {
    slices = List.copyOf(slices);
    assumptions = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(assumptions));
  }

  /// The slice as it was.
  static Reshaped unchanged(Slice slice) {
    return new Reshaped(List.of(slice), new TreeSet<>());
  }
}
