package routercost.read.config.routing;

import java.util.List;
import java.util.Set;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.prices.TierName;
import routercost.whatif.routing.RoutingRules;
import routercost.whatif.routing.RoutingRules.RoutingRule;
import routercost.whatif.routing.RoutingRules.TaskPattern;

/// Reads the rules of routing that come with the tool.
public final class RoutingRulesFile {
  private static final Set<String> ROOT = Set.of("version", "rules");
  private static final Set<String> RULE =
      Set.of("rule", "article", "tier", "words", "reason", "unless");

  private RoutingRulesFile() {}

  /// The rules in `bytes`.
  ///
  /// @throws ConfigurationProblem at the first thing that is not as it should be
  public static RoutingRules parse(String name, byte[] bytes) {
    var root = YamlFile.parse(name, bytes).asFields("the rules").allowing(ROOT);
    return new RoutingRules(root.require("rules").items().map(RoutingRulesFile::rule).toList());
  }

  private static RoutingRule rule(YamlNode node) {
    var fields = node.asFields("a rule").allowing(RULE);
    return new RoutingRule(
        fields.require("rule").asText("rule"),
        fields.require("article").asText("article"),
        fields.require("words").items().map(RoutingRulesFile::pattern).toList(),
        fields.require("tier").items().map(tier -> TierName.tier(tier, "tier")).toList(),
        fields.require("reason").asText("reason"),
        fields.require("unless").asText("unless"));
  }

  private static TaskPattern pattern(YamlNode node) {
    return new TaskPattern(List.of(node.asText("words").split(" ", -1)));
  }
}
