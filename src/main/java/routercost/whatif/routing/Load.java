package routercost.whatif.routing;

import java.util.Optional;
import java.util.regex.Pattern;

/// When routing depends on how much is going on (R18, article 003): strictly more than `high` calls
/// at once are busy, strictly fewer than `low` idle. Busy, what can wait goes to Haiku; idle, all
/// goes to Sonnet.
///
/// @param high over which it is busy
/// @param low under which it is idle
public record Load(long high, long low) {
  /// The bounds of the article.
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

  /// What to do with a call that begins while so many are under way, itself included.
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
}
