package routercost.usage;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Streams on all cores where there is enough to do that starting threads pays. What they do with
/// an element must not depend on other elements.
public final class ParallelStreams {
  private static final int ENOUGH = 2000;

  private ParallelStreams() {}

  /// The elements of a list; a collector keeps their order.
  public static <T> Stream<T> of(List<T> list) {
    return of(list, list.size());
  }

  /// The elements of a list, each of which stands for several of `all` things.
  public static <T> Stream<T> of(List<T> list, int all) {
    return all < ENOUGH ? list.stream() : list.parallelStream();
  }

  /// The numbers from 0 on.
  public static IntStream range(int end) {
    var range = IntStream.range(0, end);
    return end < ENOUGH ? range : range.parallel();
  }
}
