package routercost.whatif.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The thresholds of routing by load (R18, article 003): strictly more than `high` calls at once
/// are busy, strictly fewer than `low` idle. When busy, tasks that can wait go to Haiku; when idle,
/// all tasks go to Sonnet.
public record Load(long high, long low) {
  /// The thresholds of the article.
  public static final Load ARTICLE = new Load(100, 20);

  /// More than `high` at once.
  public static final String BUSY = "busy";

  /// Fewer than `low` at once.
  public static final String IDLE = "idle";

  private static final String STANDARD = "standard";
  private static final Pattern LABEL = Pattern.compile("load of (\\d{1,18}) and (\\d{1,18})");

  public Load {
    if (low < 0 || low > high) {
      throw new IllegalArgumentException(
          "the low bound " + low + " is negative or over the high one " + high);
    }
  }

  /// The state met by a call that begins while `depth` calls are under way, itself included.
  public String state(long depth) {
    if (depth > high) {
      return BUSY;
    }
    return depth < low ? IDLE : STANDARD;
  }

  /// The tier at this depth; empty where the usual assignment holds.
  ///
  /// @param lowPriority whether the task can wait
  public Optional<Tier> tier(long depth, boolean lowPriority) {
    return switch (state(depth)) {
      case BUSY -> Optional.of(lowPriority ? Tier.HAIKU : Tier.SONNET);
      case IDLE -> Optional.of(Tier.SONNET);
      default -> Optional.empty();
    };
  }

  /// The name of the label under which a cube keeps the state.
  public String label() {
    return "load of " + high + " and " + low;
  }

  /// The thresholds whose label this is; empty if it is none.
  public static Optional<Load> ofLabel(String label) {
    var matcher = LABEL.matcher(label);
    return matcher.matches()
        ? Optional.of(new Load(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /// A replay of the starts and ends of calls, which counts the calls under way when each began.
  /// Mutable; it keeps sixteen bytes for each call.
  public static final class Concurrency {
    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private int size;

    public void add(Instant began, Duration took) {
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, 2 * size);
        ends = Arrays.copyOf(ends, 2 * size);
      }
      starts[size] = began.toEpochMilli();
      ends[size] = began.plus(took).toEpochMilli();
      size++;
    }

    /// The number of calls under way when each began, itself included, in the order in which they
    /// were added. A call that ends in the moment in which another begins is over.
    public long[] depths() {
      long[] begun = Arrays.copyOf(starts, size);
      long[] over = Arrays.copyOf(ends, size);
      Arrays.sort(begun);
      Arrays.sort(over);
      var depths = new long[size];
      for (int i = 0; i < size; i++) {
        boolean momentary = ends[i] == starts[i];
        depths[i] = (long) upTo(begun, starts[i]) - upTo(over, starts[i]) + (momentary ? 1 : 0);
      }
      return depths;
    }

    /// The number of values in `sorted` that are at most `moment`.
    private static int upTo(long[] sorted, long moment) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] <= moment) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
