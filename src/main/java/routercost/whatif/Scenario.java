package routercost.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

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
        .map(target -> rerouted(slice, target, book))
        .orElseGet(() -> Reshaped.unchanged(slice));
  }

  private static Reshaped rerouted(Slice slice, String target, PriceBook book) {
    var key = slice.key();
    var from = book.resolve(key.model(), key.day());
    var to = resolved(target, key, book);
    if (sameModel(from, to)) {
      return Reshaped.unchanged(slice);
    }
    var assumptions = new TreeSet<Assumption>();
    var usage = retokenized(slice.usage(), from, to, book, assumptions);
    var moved = served(book.served(key).withModel(target), target, book, assumptions);
    return new Reshaped(List.of(new Slice(moved, usage)), assumptions);
  }

  private static boolean sameModel(Optional<Resolution> from, Optional<Resolution> to) {
    return from.isPresent() && from.map(Resolution::id).equals(to.map(Resolution::id));
  }

  private static Optional<Resolution> resolved(String target, UsageKey key, PriceBook book) {
    return book.quoteInstead(key.withModel(target)) instanceof Quote.Priced(var card)
        ? Optional.of(card.priced())
        : book.resolve(target, key.day());
  }

  /// Usage as the new model would count it (DESIGN 5.10). Reasoning scales with the output that it
  /// is part of.
  private static Usage retokenized(
      Usage usage,
      Optional<Resolution> from,
      Optional<Resolution> to,
      PriceBook book,
      TreeSet<Assumption> assumptions) {
    var fromFamily = from.map(Resolution::tokenizer).orElse("");
    var toFamily = to.map(Resolution::tokenizer).orElse("");
    var factor = book.tokenizerFactor(fromFamily, toFamily);
    if (factor.isEmpty()) {
      assumptions.add(new Assumption.TokensHeld(id(from), id(to)));
      return usage;
    }
    if (factor.get().compareTo(BigDecimal.ONE) != 0) {
      assumptions.add(new Assumption.TokenizerScaled(id(from), id(to), factor.get()));
      if (book.hasBands(id(to))) {
        assumptions.add(new Assumption.BandKept(id(to)));
      }
    }
    return usage.times(factor.get(), meter -> meter.countsTokens() || meter == Meter.REASONING);
  }

  private static String id(Optional<Resolution> model) {
    return model.map(Resolution::id).orElse("the logged model");
  }

  /// The key as the new model can serve it: without fast mode or a place that it has no price for.
  private static UsageKey served(
      UsageKey key, String target, PriceBook book, TreeSet<Assumption> assumptions) {
    var served = key;
    if (key.service() == ServiceTier.FAST && !isPriced(served, book)) {
      served = served.withService(ServiceTier.STANDARD);
      assumptions.add(new Assumption.ServedStandard(target));
    }
    if (key.place() != Place.GLOBAL && !isPriced(served, book)) {
      served = served.withPlace(Place.GLOBAL);
      assumptions.add(new Assumption.ServedAnywhere(target, key.place().id()));
    }
    return served;
  }

  private static boolean isPriced(UsageKey key, PriceBook book) {
    return book.quoteInstead(key) instanceof Quote.Priced;
  }
}
