package routercost.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
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

/// What changes when calls run on another model: how tokens are counted, and how they can be
/// served.
final class Rerouting {
  private Rerouting() {}

  /// `slice` on the tier or model `target`; as it is if it runs there already.
  static Reshaped to(String target, Slice slice, PriceBook book) {
    var key = slice.key();
    var from = book.resolve(key.model(), key.day());
    var to = resolved(target, key, book);
    if (sameModel(from, to)) {
      return Reshaped.unchanged(slice);
    }
    var assumptions = new TreeSet<Assumption>();
    var usage = retokenized(slice.usage(), from, to, book, assumptions);
    var moved = served(key, target, book, assumptions);
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

  /// The id of the model of `key`; as written if the book does not know it.
  static String model(UsageKey key, PriceBook book) {
    return resolved(key.model(), key, book).map(Resolution::id).orElse(key.model());
  }

  /// The shortest prompt prefix that the model of `key` caches; 0 if the book does not say.
  static long minCacheTokens(UsageKey key, PriceBook book) {
    var model = book.catalog().models().get(model(key, book));
    return model == null ? 0 : model.limits().cache();
  }

  /// How many tokens the model of `to` counts for each that the model of `from` counts; 1 if that
  /// is not known.
  static BigDecimal tokenFactor(UsageKey from, UsageKey to, PriceBook book) {
    return book.tokenizerFactor(
            family(resolved(from.model(), from, book)), family(resolved(to.model(), to, book)))
        .orElse(BigDecimal.ONE);
  }

  /// Usage as the new model would count it (DESIGN 5.10). Reasoning scales with the output that it
  /// is part of.
  private static Usage retokenized(
      Usage usage,
      Optional<Resolution> from,
      Optional<Resolution> to,
      PriceBook book,
      SortedSet<Assumption> assumptions) {
    var factor = book.tokenizerFactor(family(from), family(to));
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

  private static String family(Optional<Resolution> model) {
    return model.map(Resolution::tokenizer).orElse("");
  }

  private static String id(Optional<Resolution> model) {
    return model.map(Resolution::id).orElse("the logged model");
  }

  /// `key` as `target` can serve it: without fast mode or a place that it has no price for.
  static UsageKey served(
      UsageKey key, String target, PriceBook book, SortedSet<Assumption> assumptions) {
    var served = book.served(key).withModel(target);
    if (served.service() == ServiceTier.FAST && !isPriced(served, book)) {
      served = served.withService(ServiceTier.STANDARD);
      assumptions.add(new Assumption.ServedStandard(target));
    }
    if (served.place() != Place.GLOBAL && !isPriced(served, book)) {
      assumptions.add(new Assumption.ServedAnywhere(target, served.place().id()));
      served = served.withPlace(Place.GLOBAL);
    }
    return served;
  }

  /// Whether calls under `key` would have a price.
  static boolean isPriced(UsageKey key, PriceBook book) {
    return book.quoteInstead(key) instanceof Quote.Priced;
  }
}
