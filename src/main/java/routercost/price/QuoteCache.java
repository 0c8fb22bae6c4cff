package routercost.price;

import java.util.HashMap;
import java.util.Map;
import routercost.usage.UsageKey;

/// The quotes of a book, each looked up once: calls that differ only in task, status and labels
/// have one price. For one thread.
public final class QuoteCache {
  private final PriceBook book;
  private final Map<UsageKey, Quote> quotes = new HashMap<>();
  private final Map<UsageKey, Quote> insteads = new HashMap<>();

  public QuoteCache(PriceBook book) {
    this.book = book;
  }

  /// As [PriceBook#quote].
  public Quote quote(UsageKey key) {
    return quotes.computeIfAbsent(priced(key), book::quote);
  }

  /// As [PriceBook#quoteInstead].
  public Quote quoteInstead(UsageKey key) {
    return insteads.computeIfAbsent(priced(key), book::quoteInstead);
  }

  private static UsageKey priced(UsageKey key) {
    return UsageKey.of(key.onPriceDay().day(), "", key.model())
        .withService(key.service())
        .withBand(key.band())
        .withPlace(key.place());
  }
}
