package routercost.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.price.Resolution;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// The model that a key names, and which calls it can serve.
final class ModelSupport {
  private ModelSupport() {}

  static Optional<Resolution> resolved(String target, UsageKey key, PriceBook book) {
    return book.quoteInstead(key.withModel(target)) instanceof Quote.Priced(var card)
        ? Optional.of(card.priced())
        : book.resolve(target, key.day());
  }

  /// The id of the model of `key`; as written if the book does not have it.
  static String model(UsageKey key, PriceBook book) {
    return resolved(key.model(), key, book).map(Resolution::id).orElse(key.model());
  }

  /// The shortest prompt prefix that the model of `key` caches; 0 if unknown.
  static long minCacheTokens(UsageKey key, PriceBook book) {
    var model = book.catalog().models().get(model(key, book));
    return model == null ? 0 : model.limits().cache();
  }

  /// The longest context of the model of `key`; 0 if unknown.
  static long contextWindow(UsageKey key, PriceBook book) {
    var model = book.catalog().models().get(model(key, book));
    return model == null ? 0 : model.limits().context();
  }

  /// The tokens that the model of `to` counts for each that the model of `from` counts; 1 if not
  /// known.
  static BigDecimal tokenFactor(UsageKey from, UsageKey to, PriceBook book) {
    return book.tokenizerFactor(
            family(resolved(from.model(), from, book)), family(resolved(to.model(), to, book)))
        .orElse(BigDecimal.ONE);
  }

  static String family(Optional<Resolution> model) {
    return model.map(Resolution::tokenizer).orElse("");
  }

  /// `key` as `target` can serve it: without a service or place that it has no price for.
  static UsageKey served(
      UsageKey key, String target, PriceBook book, SortedSet<Assumption> assumptions) {
    var served = book.served(key).withModel(target);
    if (served.service() != ServiceTier.STANDARD && !isPriced(served, book)) {
      assumptions.add(new Assumption.ServedStandard(target, served.service()));
      served = served.withService(ServiceTier.STANDARD);
    }
    if (served.place() != Place.GLOBAL && !isPriced(served, book)) {
      assumptions.add(new Assumption.ServedAnywhere(target, served.place().id()));
      served = served.withPlace(Place.GLOBAL);
    }
    return served;
  }

  /// Whether calls under `key` would have a price.
  static boolean isPriced(UsageKey key, PriceBook book) {
    return book.quoteInstead(key) instanceof Quote.Priced(var card) && !card.unplaced();
  }

  /// Whether all that was used would have a price: a service may have none for caches.
  static boolean isPriced(Slice slice, PriceBook book) {
    return Ledger.of(List.of(slice), book::quoteInstead).isComplete();
  }
}
