package routercost.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import routercost.read.text.Progress;

/// One line on a terminal that says how far the reading is: from the second second on, gone at the
/// end.
public final class ProgressLine implements Progress, AutoCloseable {
  private static final double SECOND = 1e9;
  private static final long BETWEEN = 100_000_000;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean shown;
  private final LongSupplier clock;
  private final long start;
  private long next;
  private long total;
  private long bytes;
  private long lines;
  private boolean written;

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
  }

  @Override
  public void begun(LongSupplier expected) {
    total = shown ? expected.getAsLong() : 0;
  }

  @Override
  public void advanced(long moreBytes, long moreLines) {
    bytes += moreBytes;
    lines += moreLines;
    if (!shown) {
      return;
    }
    long now = clock.getAsLong();
    if (now >= next) {
      next = now + BETWEEN;
      written = true;
      err.print(CLEAR + text((now - start) / SECOND));
      err.flush();
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
  public void close() {
    if (written) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
