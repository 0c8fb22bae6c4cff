package routercost.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// When a run looks for memory that is no longer used.
class PacedHeapTest {
  private final AtomicLong used = new AtomicLong(megabytes(10));
  private final AtomicLong needed = new AtomicLong(megabytes(10));
  private final AtomicInteger collections = new AtomicInteger();

  private static long megabytes(int megabytes) {
    return (long) megabytes << 20;
  }

  @Test
  void collectsWhenHalfAsMuchAgainIsInUseAsWasNeeded() {
    try (var heap = new PacedHeap(used::get, this::collect)) {
      needed.set(megabytes(120));
      assertThat(collectionsAt(heap, 128)).isZero();
      assertThat(collectionsAt(heap, 129)).isOne();
      assertThat(collectionsAt(heap, 180)).isOne();
      assertThat(collectionsAt(heap, 181)).isEqualTo(2);
    }
  }

  private int collectionsAt(PacedHeap heap, int megabytes) {
    used.set(megabytes(megabytes));
    heap.look();
    return collections.get();
  }

  private void collect() {
    collections.incrementAndGet();
    used.set(needed.get());
  }
}
