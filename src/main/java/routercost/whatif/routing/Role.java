package routercost.whatif.routing;

import java.util.Optional;

/// What an agent does among others (R9, article 001).
public enum Role {
  /// It plans and hands out work: what it says, all others carry out.
  ORCHESTRATOR("orchestrator", Tier.OPUS),
  /// It both judges and carries out.
  MIDDLE("middle", Tier.SONNET),
  /// It carries out clear instructions.
  EXECUTOR("executor", Tier.HAIKU);

  private final String id;
  private final Tier tier;

  Role(String id, Tier tier) {
    this.id = id;
    this.tier = tier;
  }

  public String id() {
    return id;
  }

  public Tier tier() {
    return tier;
  }

  public static Optional<Role> named(String name) {
    for (var role : values()) {
      if (role.id.equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
