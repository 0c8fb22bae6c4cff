package routercost.whatif.routing;

import java.util.List;

/// What the articles say of one kind of task.
///
/// @param id the rule, `R10`
/// @param article that it comes from, `002`
/// @param patterns of the names of such tasks
/// @param tiers that will do, the lightest first; more than one where either will do
/// @param reason why these tiers do
/// @param unless what would make the rule wrong
public record RoutingRule(
    String id,
    String article,
    List<TaskPattern> patterns,
    List<Tier> tiers,
    String reason,
    String unless) {
  public RoutingRule {
    patterns = List.copyOf(patterns);
    tiers = tiers.stream().sorted().toList();
    if (tiers.isEmpty()) {
      throw new IllegalArgumentException("a rule without a tier");
    }
  }

  /// The lightest tier that will do.
  public Tier lowest() {
    return tiers.getFirst();
  }

  /// The highest tier that has to be: a task above it moves there.
  public Tier highest() {
    return tiers.getLast();
  }

  /// How well it fits; 0 if it is not about such tasks.
  int weight(TaskName name) {
    int most = 0;
    for (var pattern : patterns) {
      if (pattern.matches(name)) {
        most = Math.max(most, pattern.weight());
      }
    }
    return most;
  }
}
