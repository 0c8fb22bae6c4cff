package routercost.read.config.prices;

import java.util.Arrays;
import java.util.stream.Collectors;
import routercost.price.Suggestions;
import routercost.read.config.YamlNode;
import routercost.whatif.routing.Tier;

/// Reads the name of a tier.
public final class TierName {
  private TierName() {}

  /// The tier that `node` names.
  public static Tier tier(YamlNode node, String what) {
    var text = node.asText(what);
    return Tier.named(text)
        .orElseThrow(
            () -> {
              var names = Arrays.stream(Tier.values()).map(Tier::id).toList();
              return node.refusal(
                  what,
                  "a tier: "
                      + names.stream().collect(Collectors.joining(", "))
                      + Suggestions.hint(text, names));
            });
  }
}
