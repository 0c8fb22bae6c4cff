package routercost.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;

/// Calls with this prompt cache in place of any other.
///
/// Of every prompt the first `prefix` tokens are read from the cache in `hitRate` of the calls and
/// written to it in the rest. Below the model's minimum nothing is cached: that is why a move to a
/// cheaper model can cost more.
///
/// @param prefix tokens at the start of each prompt, as the original model counts them
/// @param lifetime the meter of its writes: `CACHE_WRITE_5M` or `CACHE_WRITE_1H`
/// @param hitRate the share of calls that find the prefix in the cache
/// @param padded whether a prefix below the model's minimum is made longer until it is cached
/// @param cools whether calls come at random, so that a model that gets only a share of them finds
///     fewer prefixes cached
public record WithPromptCache(
    Route route,
    BigDecimal prefix,
    Meter lifetime,
    BigDecimal hitRate,
    boolean padded,
    boolean cools)
    implements Route.Wrapper {
  /// Decimals of tokens that are read: fewer than those of a rate that is a fraction.
  private static final int DIGITS = 25;

  public WithPromptCache(
      Route route, BigDecimal prefix, Meter lifetime, BigDecimal hitRate, boolean padded) {
    this(route, prefix, lifetime, hitRate, padded, false);
  }

  /// This cache where only `share` of the calls arrive.
  @Override
  public WithPromptCache colder(BigDecimal share) {
    return new WithPromptCache(
        route.colder(share),
        prefix,
        lifetime,
        cools ? Caches.cooler(hitRate, share) : hitRate,
        padded,
        cools);
  }

  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    return route.apply(slice, book, effects).then(routed -> cached(routed, slice, book));
  }

  private RewrittenSlice cached(Slice slice, Slice original, PriceBook book) {
    var counted = prefix.multiply(ModelSupport.tokenFactor(original.key(), slice.key(), book));
    var model = ModelSupport.model(slice.key(), book);
    long minimum = ModelSupport.minCacheTokens(slice.key(), book);
    boolean tooShort = counted.compareTo(BigDecimal.valueOf(minimum)) < 0;
    if (tooShort && !padded) {
      var none = withPrompt(slice.usage(), slice.usage().prompt(), BigDecimal.ZERO);
      return RewrittenSlice.with(
          new Slice(slice.key(), none), new Assumption.NotCached(model, minimum));
    }
    if (!tooShort) {
      return RewrittenSlice.unchanged(new Slice(slice.key(), cached(slice.usage(), counted)));
    }
    var shortest = BigDecimal.valueOf(minimum);
    var usage = cached(lengthened(slice.usage(), shortest.subtract(counted)), shortest);
    return RewrittenSlice.with(
        new Slice(slice.key(), usage), new Assumption.PrefixPadded(model, minimum));
  }

  private static Usage lengthened(Usage usage, BigDecimal tokensEach) {
    var more = tokensEach.multiply(usage.of(Meter.CALLS));
    return usage.with(Meter.INPUT, usage.of(Meter.INPUT).add(more));
  }

  private Usage cached(Usage usage, BigDecimal prefixEach) {
    var prompt = usage.prompt();
    return withPrompt(usage, prompt, prompt.min(prefixEach.multiply(usage.of(Meter.CALLS))));
  }

  private Usage withPrompt(Usage usage, BigDecimal prompt, BigDecimal prefixes) {
    var exact = prefixes.multiply(hitRate);
    var read = exact.scale() > DIGITS ? exact.setScale(DIGITS, RoundingMode.HALF_UP) : exact;
    return usage
        .times(BigDecimal.ZERO, meter -> meter.isPrompt() || meter == Meter.CACHED_SQUARED)
        .with(Meter.INPUT, prompt.subtract(prefixes))
        .with(Meter.CACHE_READ, read)
        .with(lifetime, prefixes.subtract(read));
  }
}
