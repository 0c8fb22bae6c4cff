package routercost.whatif;

import java.util.List;
import routercost.price.PriceBook;
import routercost.usage.Slice;

/// Changes of routing under a name, one after another: each works on what the one before left.
///
/// @param effects of a move that are reckoned with
public record Scenario(String name, List<Rule> rules, Effects effects) {
  public Scenario {
    rules = List.copyOf(rules);
  }

  /// Rules with all their effects.
  public Scenario(String name, List<Rule> rules) {
    this(name, rules, Effects.ALL);
  }

  /// Nothing changes.
  public static final Scenario NONE = new Scenario("as is", List.of());

  /// The same rules, reckoned with other effects.
  public Scenario with(Effects others) {
    return new Scenario(name, rules, others);
  }

  /// The columns of the log that calls are chosen by.
  public List<String> labels() {
    return rules.stream().flatMap(rule -> rule.where().labels().stream()).distinct().toList();
  }

  /// Whether some rule chooses calls by their time, so that days must be kept apart.
  public boolean isByTime() {
    return rules.stream().anyMatch(rule -> rule.where().isByTime());
  }

  /// What becomes of `slice`. Calls are conserved, and so are tokens but for the effects.
  public RewrittenSlice apply(Slice slice, PriceBook book) {
    var reshaped = RewrittenSlice.unchanged(slice);
    for (var rule : rules) {
      reshaped = reshaped.then(some -> rule.apply(some, book, effects));
    }
    return reshaped;
  }
}
