package routercost.whatif;

import java.util.List;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.usage.Slice;
import routercost.whatif.Effects.TypicalCalls;

/// A named sequence of routing changes, each applied to the result of the one before.
///
/// @param effects included in the figures
public record Scenario(String name, List<Rule> rules, Effects effects) {
  public Scenario {
    rules = List.copyOf(rules);
  }

  public Scenario(String name, List<Rule> rules) {
    this(name, rules, Effects.ALL);
  }

  public static final Scenario NONE = new Scenario("as is", List.of());

  public Scenario with(Effects others) {
    return new Scenario(name, rules, others);
  }

  /// This scenario for calls like these, whose averages decide where a rule is about a single call.
  public Scenario forCallsLike(Stream<Slice> usage) {
    return with(effects.with(TypicalCalls.of(usage)));
  }

  /// The columns of the log that the rules use.
  public List<String> labels() {
    return rules.stream()
        .flatMap(
            rule ->
                Stream.concat(
                    rule.where().labels().stream(),
                    rule.scored().flatMap(scored -> scored.labels().stream())))
        .distinct()
        .toList();
  }

  /// Whether a rule has a condition on time, so that days must be kept apart.
  public boolean isByTime() {
    return rules.stream().anyMatch(rule -> rule.where().isByTime());
  }

  /// Whether it limits answers, so that the length of each matters.
  public boolean cutsAnswers() {
    return rules.stream().anyMatch(Rule::cutsAnswers);
  }

  /// The slices that replace `slice`. Conserves calls, and tokens except for the effects.
  public RewrittenSlice apply(Slice slice, PriceBook book) {
    var reshaped = RewrittenSlice.unchanged(slice);
    for (var rule : rules) {
      reshaped = reshaped.then(part -> rule.apply(part, book, effects));
    }
    return reshaped;
  }
}
