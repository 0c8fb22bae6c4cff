package routercost.cli.run;

import java.util.function.LongSupplier;

/// Looks for memory that is no longer used whenever half as much again is in use as was needed at
/// the last look. The collector that starts fastest does so only once it has a quarter of the
/// machine's memory, which a report of a million cells would otherwise take.
public final class PacedHeap implements AutoCloseable {
  /// Up to so much is not worth a look.
  private static final long SMALL = 128L << 20;

  private static final long PAUSE_MILLIS = 40;

  private final LongSupplier used;
  private final Runnable collector;
  private final Thread watch =
      Thread.ofPlatform().daemon().name("heap").unstarted(this::untilInterrupted);

  private long limit;

  /// @param used the memory in use, in bytes
  /// @param collector frees what of it is no longer used
  PacedHeap(LongSupplier used, Runnable collector) {
    this.used = used;
    this.collector = collector;
    this.limit = limit();
  }

  /// Paces the heap until it is closed.
  public static PacedHeap begin() {
    var runtime = Runtime.getRuntime();
    var heap = new PacedHeap(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
    heap.watch.start();
    return heap;
  }

  private void untilInterrupted() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        look();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// Collects if enough is in use that it pays.
  void look() {
    if (used.getAsLong() > limit) {
      collector.run();
      limit = limit();
    }
  }

  private long limit() {
    return Math.max(SMALL, used.getAsLong() / 2 * 3);
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
