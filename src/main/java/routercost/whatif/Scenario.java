package routercost.whatif;

import java.util.List;
import routercost.price.PriceBook;
import routercost.usage.Slice;

/// Changes of routing under a name. The first rule that has a target for a slice decides.
public record Scenario(String name, List<Rule> rules) {
  public Scenario {
    rules = List.copyOf(rules);
  }

  /// Nothing changes.
  public static final Scenario NONE = new Scenario("as is", List.of());

  /// What becomes of `slice`. Calls are conserved, and so are tokens but for the tokenizer factor.
  public Reshaped apply(Slice slice, PriceBook book) {
    return rules.stream()
        .flatMap(rule -> rule.target(slice.key(), book).stream())
        .findFirst()
        .map(target -> new Route.To(target).apply(slice, book))
        .orElseGet(() -> Reshaped.unchanged(slice));
  }
}
