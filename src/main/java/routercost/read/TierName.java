package routercost.read;

import java.util.Arrays;
import java.util.stream.Collectors;
import routercost.price.Spelling;
import routercost.whatif.routing.Tier;

/// Reads the name of a tier.
final class TierName {
  private TierName() {}

  /// The tier that `node` names.
  static Tier tier(YamlNode node, String what) {
    var text = node.asText(what);
    return Tier.named(text)
        .orElseThrow(
            () -> {
              var names = Arrays.stream(Tier.values()).map(Tier::id).toList();
              return node.refusal(
                  what,
                  "a tier: "
                      + names.stream().collect(Collectors.joining(", "))
                      + Spelling.hint(text, names));
            });
  }
}
