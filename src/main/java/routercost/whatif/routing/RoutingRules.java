package routercost.whatif.routing;

import java.util.List;
import java.util.Optional;

/// The rules of the articles, as data.
public record RoutingRules(List<RoutingRule> rules) {
  public RoutingRules {
    rules = List.copyOf(rules);
  }

  /// The rule about tasks of this name: the one whose pattern says most, and of equal ones the
  /// first. Empty if no rule is about it.
  public Optional<RoutingRule> of(String task) {
    var name = TaskName.of(task);
    Optional<RoutingRule> best = Optional.empty();
    int most = 0;
    for (var rule : rules) {
      int weight = rule.weight(name);
      if (weight > most) {
        best = Optional.of(rule);
        most = weight;
      }
    }
    return best;
  }
}
