package routercost.whatif.routing;

import java.util.Optional;

/// The tiers that tasks are routed to, the lightest first.
public enum Tier {
  HAIKU("haiku"),
  SONNET("sonnet"),
  OPUS("opus"),
  FABLE("fable"),
  MYTHOS("mythos");

  /// Where a task runs that nothing is known of (R1, articles 000 to 003).
  public static final Tier USUAL = SONNET;

  private final String id;

  Tier(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  /// The tier of that name; empty if there is none, as for models of other makers.
  public static Optional<Tier> named(String name) {
    for (var tier : values()) {
      if (tier.id.equals(name)) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }

  public boolean isAbove(Tier other) {
    return compareTo(other) > 0;
  }

  /// The higher of the two: when in doubt, the better model.
  public Tier or(Tier other) {
    return isAbove(other) ? this : other;
  }
}
