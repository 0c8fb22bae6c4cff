package routercost.whatif;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.whatif.Effects.Effect;

/// A bill under a scenario: with all effects that are known, and by tokens times price alone.
///
/// @param adjusted with the effects of the scenario
/// @param naive the logged tokens at other prices
public record Alternative(Scenario scenario, Comparison adjusted, Comparison naive) {
  public static Alternative of(Comparison asIs, Scenario scenario, PriceBook book) {
    return new Alternative(
        asIs.informed(scenario),
        asIs.under(scenario, book),
        asIs.under(scenario.with(Effects.NAIVE), book));
  }

  /// The saving; empty if some usage would have no price.
  public Optional<Money> saved() {
    return adjusted.saved();
  }

  /// The saving by tokens times price alone.
  public Optional<Money> savedNaively() {
    return naive.saved();
  }

  /// The change of the naive saving by each effect, applied one after another, so that together
  /// with the output ratio they sum to the difference of the savings. Without effects that change
  /// nothing; empty if either saving is unknown.
  public Map<Effect, Money> effects(Comparison asIs, PriceBook book) {
    var made = new EnumMap<Effect, Money>(Effect.class);
    var before = savedNaively();
    var active = EnumSet.noneOf(Effect.class);
    active.addAll(Effects.NAIVE.active());
    active.retainAll(scenario.effects().active());
    for (var effect : Effect.values()) {
      if (scenario.effects().has(effect) && active.add(effect)) {
        var effects = scenario.effects().only(active);
        var after = asIs.under(scenario.with(effects), book).saved();
        difference(before, after).ifPresent(change -> made.put(effect, change));
        before = after;
      }
    }
    return made;
  }

  /// The saving if prefixes too short for the target were padded; empty if there are none.
  public Optional<Money> savedPadded(Comparison asIs, PriceBook book) {
    boolean tooShort =
        adjusted.lines().stream()
            .flatMap(line -> line.assumptions().stream())
            .anyMatch(assumption -> assumption instanceof Assumption.CacheTooShort);
    return tooShort
        ? asIs.under(scenario.with(scenario.effects().with(Effects.ShortPrefixes.PADDED)), book)
            .saved()
        : Optional.empty();
  }

  private static Optional<Money> difference(Optional<Money> before, Optional<Money> after) {
    return before
        .flatMap(start -> after.map(end -> end.minus(start)))
        .filter(change -> !change.isZero());
  }
}
