package routercost.whatif;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.Effects.Effect;

/// What a scenario would make of a bill: as far as that can be known, and as tokens times price
/// alone would have it.
///
/// @param adjusted with the effects of the scenario
/// @param naive the logged tokens at other prices
public record Alternative(Scenario scenario, Comparison adjusted, Comparison naive) {
  /// What `scenario` would make of the bill in `asIs`.
  public static Alternative of(Comparison asIs, Scenario scenario, PriceBook book) {
    return new Alternative(
        scenario, asIs.under(scenario, book), asIs.under(scenario.with(Effects.NAIVE), book));
  }

  /// The part of it about those lines.
  public Alternative where(Predicate<Repriced> which) {
    return new Alternative(scenario, adjusted.where(which), naive.where(which));
  }

  /// What it saves; empty if some of it would have no price.
  public Optional<Money> saved() {
    return adjusted.saved();
  }

  /// What tokens times price alone would save.
  public Optional<Money> savedNaively() {
    return naive.saved();
  }

  /// What each effect adds to the naive saving or takes from it, one after another in their order,
  /// so that with the output ratio they sum to the difference of both; those that change nothing
  /// are left out. Empty if either saving is unknown.
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

  /// What it would save if prefixes too short for the target were padded; empty if there are none
  /// that are not.
  public Optional<Money> savedPadded(Comparison asIs, PriceBook book) {
    boolean tooShort =
        adjusted.lines().stream()
            .flatMap(line -> line.assumptions().stream())
            .anyMatch(some -> some instanceof Assumption.CacheTooShort);
    return tooShort
        ? asIs.under(scenario.with(scenario.effects().with(Effects.ShortPrefixes.PADDED)), book)
            .saved()
        : Optional.empty();
  }

  private static Optional<Money> difference(Optional<Money> before, Optional<Money> after) {
    return before
        .flatMap(one -> after.map(other -> other.minus(one)))
        .filter(change -> !change.isZero());
  }
}
