package routercost.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import routercost.read.text.Progress;
import routercost.usage.SafeText;

/// One line on a terminal that says how far the reading is, or that a pipe sends nothing: from the
/// second second on, gone at the end.
public final class ProgressLine implements Progress, AutoCloseable {
  private static final double SECOND = 1e9;
  private static final long BETWEEN = 100_000_000;

  /// How long a pipe may be silent before the line says so.
  private static final long SILENCE = 3_000_000_000L;

  private static final String CLEAR = "\r\u001b[K";

  private static final int LONGEST_NAME = 40;

  private final PrintStream err;
  private final boolean shown;
  private final LongSupplier clock;
  private final long start;
  private long next;
  private long total;
  private long bytes;
  private long lines;
  private boolean written;
  private long latest;
  private String awaited = "";
  private volatile boolean closed;

  /// A line that shows nothing yet.
  ///
  /// @param shown whether somebody looks
  /// @param clock in nanoseconds
  public ProgressLine(PrintStream err, boolean shown, LongSupplier clock) {
    this.err = err;
    this.shown = shown;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.next = start + (long) SECOND;
    this.latest = start;
  }

  @Override
  public void begun(LongSupplier expected) {
    total = shown ? expected.getAsLong() : 0;
  }

  @Override
  public void mayWaitFor(String name) {
    if (shown && awaited.isEmpty()) {
      awaited = name.equals("-") ? "standard input" : SafeText.cut(name, LONGEST_NAME);
      var watch = new Thread(new Watch(), "progress");
      watch.setDaemon(true);
      watch.start();
    }
  }

  /// Looks every second: the thread that reads is stopped while a pipe is silent.
  private final class Watch implements Runnable {
    @Override
    public void run() {
      try {
        while (!closed) {
          Thread.sleep((long) SECOND / 1_000_000);
          look();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Says what it waits for if nothing has come for a while.
  synchronized void look() {
    if (!closed && !awaited.isEmpty() && clock.getAsLong() - latest >= SILENCE) {
      show("waiting for " + awaited + "; Ctrl-C ends the run");
    }
  }

  private void show(String text) {
    written = true;
    err.print(CLEAR + text);
    err.flush();
  }

  @Override
  public synchronized void advanced(long moreBytes, long moreLines) {
    bytes += moreBytes;
    lines += moreLines;
    if (!shown) {
      return;
    }
    latest = clock.getAsLong();
    if (latest >= next) {
      next = latest + BETWEEN;
      show(text((latest - start) / SECOND));
    }
  }

  private String text(double seconds) {
    long rate = (long) (bytes / seconds);
    var read = total > bytes ? size(bytes) + " of " + size(total) : size(bytes);
    var left =
        total > bytes
            ? ", %.0f s left".formatted((total - bytes) / (double) Math.max(rate, 1))
            : "";
    return String.format(Locale.ROOT, "%s, %,d lines, %s/s%s", read, lines, size(rate), left);
  }

  private static String size(long amount) {
    if (amount >= 1e9) {
      return String.format(Locale.ROOT, "%.1f GB", amount / 1e9);
    }
    return String.format(Locale.ROOT, "%.0f MB", amount / 1e6);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (written) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
