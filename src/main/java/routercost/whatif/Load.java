package routercost.whatif;

import java.util.Optional;
import java.util.regex.Pattern;

/// When routing depends on how much is going on: strictly more than `high` calls at once are busy,
/// strictly fewer than `low` idle (article 003: over 100 to haiku what can wait, under 20 sonnet
/// for all).
///
/// @param high over which it is busy
/// @param low under which it is idle
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
      throw new IllegalArgumentException("low is " + low + " and high " + high);
    }
  }

  /// What to do with a call that begins while so many are under way, itself included.
  public String state(long depth) {
    if (depth > high) {
      return BUSY;
    }
    return depth < low ? IDLE : STANDARD;
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
