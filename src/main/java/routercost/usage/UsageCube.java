package routercost.usage;

import java.util.Collections;
import java.util.SortedMap;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Usage summed by key: the small, immutable value between reading and arithmetic.
///
/// `plus` is associative and commutative with `EMPTY` as its neutral element, so that a log may be
/// split and tallied anywhere and the parts give the same cube.
///
/// @param cells usage by key, in key order
public record UsageCube(SortedMap<UsageKey, Usage> cells) {
  /// A cube without calls.
  public static final UsageCube EMPTY = new UsageCube(Collections.emptySortedMap());

  public UsageCube {
    cells =
        Collections.unmodifiableSortedMap(cells instanceof Cells ? cells : new TreeMap<>(cells));
  }

  /// Cells that only their cube will have, so that a million of them need not be copied.
  static final class Cells extends TreeMap<UsageKey, Usage> {
    private static final long serialVersionUID = 1;
  }

  /// The cube of these slices; slices of one key are added.
  public static UsageCube of(Stream<Slice> slices) {
    var sums = new TreeMap<UsageKey, Usage.Sum>();
    slices.forEach(
        slice -> sums.computeIfAbsent(slice.key(), _ -> new Usage.Sum()).add(slice.usage()));
    var cells = new Cells();
    sums.forEach((key, sum) -> cells.put(key, sum.total()));
    return new UsageCube(cells);
  }

  /// Both cubes added, cell by cell.
  public UsageCube plus(UsageCube other) {
    return of(Stream.concat(slices(), other.slices()));
  }

  /// The cells in key order. Unlike the stream of a map, this loads no class of its own.
  public Stream<Slice> slices() {
    var entries = Spliterators.spliterator(cells.entrySet().iterator(), cells.size(), 0);
    return StreamSupport.stream(entries, false)
        .map(cell -> new Slice(cell.getKey(), cell.getValue()));
  }

  /// The cube in which each slice is replaced by the slices of `rule`.
  public UsageCube reshaped(Function<Slice, Stream<Slice>> rule) {
    return of(slices().flatMap(rule));
  }

  /// The cube with each key replaced; usage of equal keys is added.
  public UsageCube rekeyed(UnaryOperator<UsageKey> replaced) {
    return of(slices().map(slice -> new Slice(replaced.apply(slice.key()), slice.usage())));
  }

  /// The part of the cube whose keys `which` accepts.
  public UsageCube where(Predicate<UsageKey> which) {
    return of(slices().filter(slice -> which.test(slice.key())));
  }

  /// All usage, whatever its key.
  public Usage total() {
    return Usage.sum(cells.values().stream());
  }

  public boolean isEmpty() {
    return cells.isEmpty();
  }
}
