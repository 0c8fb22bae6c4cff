package routercost.whatif.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The tiers that tasks are routed to, the lightest first.
public enum Tier {
  HAIKU(1),
  SONNET(2),
  OPUS(3),
  FABLE(4),
  MYTHOS(4);

  /// The tier of a task of which nothing is known (R1, articles 000 to 003).
  public static final Tier USUAL = SONNET;

  private final int rank;
  private final String id = name().toLowerCase(Locale.ROOT);

  Tier(int rank) {
    this.rank = rank;
  }

  public String id() {
    return id;
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Tier::id).toList();
  }

  /// The name of a tier alone; none for none.
  public static Set<String> ids(Optional<Tier> only) {
    return only.map(Tier::id).map(Set::of).orElse(Set.of());
  }

  /// The height above nothing: one more for each tier. The two highest are equal.
  public int rank() {
    return rank;
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

  /// The next lower tier; empty for the lowest.
  public Optional<Tier> lower() {
    for (var tier : values()) {
      if (tier.rank == rank - 1) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }

  /// The next higher tier; empty for the highest.
  public Optional<Tier> higher() {
    for (var tier : values()) {
      if (tier.rank == rank + 1) {
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
