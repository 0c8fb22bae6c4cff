package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;

/// The cached tokens of calls that move to another model.
final class Caches {
  private static final List<Meter> WRITES =
      List.of(Meter.CACHE_WRITE_5M, Meter.CACHE_WRITE_1H, Meter.CACHE_WRITE_UNKNOWN);
  private static final int DIGITS = 6;

  private Caches() {}

  /// All tokens read from a cache or written to one.
  static BigDecimal cached(Usage usage) {
    return written(usage).add(usage.of(Meter.CACHE_READ));
  }

  static boolean isWrite(Meter meter) {
    return WRITES.contains(meter);
  }

  static BigDecimal written(Usage usage) {
    return WRITES.stream().map(usage::of).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Usage with every token of the prompts as plain input.
  static Usage uncached(Usage usage) {
    var plain = usage.with(Meter.INPUT, usage.of(Meter.INPUT).add(cached(usage)));
    plain = plain.with(Meter.CACHE_READ, 0).with(Meter.CACHED_SQUARED, 0);
    for (var write : WRITES) {
      plain = plain.with(write, 0);
    }
    return plain;
  }

  /// Usage with cached prefixes of `tokens` in total, read and written in unchanged proportion.
  static Usage padded(Usage usage, BigDecimal tokens) {
    var cached = cached(usage);
    var padded = usage;
    var reads = tokens;
    for (var write : WRITES) {
      var part = usage.of(write).multiply(tokens).divide(cached, DIGITS, RoundingMode.HALF_UP);
      padded = padded.with(write, part);
      reads = reads.subtract(part);
    }
    return padded.with(Meter.CACHE_READ, reads);
  }

  /// The route's result for `original`, with colder caches on models that get only a share of its
  /// calls: more of those calls find their prefix gone and write it anew. If calls come at random
  /// (Poisson), of which η found the prefix while all went to one model, then 1 − (1 − η)^share of
  /// them still do (economics of prompt caching: η = 1 − e^(−λT), with λ times the share). A hit
  /// ratio that the route itself changed is left alone.
  ///
  /// @param typical the calls whose ratio of hits decides
  static RewrittenSlice cooled(Slice original, RewrittenSlice reshaped, Usage typical) {
    var hits = hits(original.usage());
    var calls = original.usage().of(Meter.CALLS);
    if (hits.signum() == 0 || hits.compareTo(BigDecimal.ONE) == 0 || calls.signum() == 0) {
      return reshaped;
    }
    return reshaped.then(
        routed -> {
          var share = routed.usage().of(Meter.CALLS).divide(calls, MathContext.DECIMAL64);
          boolean cools =
              share.compareTo(BigDecimal.ONE) < 0 && hits(routed.usage()).compareTo(hits) == 0;
          return cools ? cooled(routed, hits(typical), share) : RewrittenSlice.unchanged(routed);
        });
  }

  /// `rewritten` without the `lost` tokens that the calls of `original` would no longer find in a
  /// cache. They are written, or plain input where nothing is charged for writing.
  static RewrittenSlice parted(
      RewrittenSlice rewritten, Slice original, LostPrefixes lost, PriceBook book) {
    if (rewritten.slices().size() > 1) {
      return rewritten;
    }
    return rewritten.then(
        slice -> {
          var usage = slice.usage();
          var factor = ModelSupport.tokenFactor(original.key(), slice.key(), book);
          var fewer =
              factor.multiply(BigDecimal.valueOf(lost.tokens())).min(usage.of(Meter.CACHE_READ));
          if (fewer.signum() == 0) {
            return RewrittenSlice.unchanged(slice);
          }
          var hourly = factor.multiply(BigDecimal.valueOf(lost.hourly())).min(fewer);
          var kept = rewritten(usage, hourly, Meter.CACHE_WRITE_1H);
          return RewrittenSlice.with(
              new Slice(slice.key(), rewritten(kept, fewer.subtract(hourly), briefly(slice, book))),
              new Assumption.PrefixesParted(lost.tokens()));
        });
  }

  /// The meter of tokens that are cached for five minutes.
  private static Meter briefly(Slice slice, PriceBook book) {
    var usage = slice.usage();
    if (usage.of(Meter.CACHE_WRITE_UNKNOWN).compareTo(usage.of(Meter.CACHE_WRITE_5M)) > 0) {
      return Meter.CACHE_WRITE_UNKNOWN;
    }
    boolean isCharged =
        book.quoteInstead(slice.key()) instanceof Quote.Priced priced
            && priced.card().rates().containsKey(Meter.CACHE_WRITE_5M)
            && !priced.card().atInput().contains(Meter.CACHE_WRITE_5M);
    return isCharged ? Meter.CACHE_WRITE_5M : Meter.INPUT;
  }

  private static BigDecimal hits(Usage usage) {
    var cached = cached(usage);
    return cached.signum() == 0
        ? BigDecimal.ZERO
        : usage.of(Meter.CACHE_READ).divide(cached, MathContext.DECIMAL64);
  }

  private static RewrittenSlice cooled(Slice slice, BigDecimal hits, BigDecimal share) {
    var usage = slice.usage();
    var cooler = cooler(hits, share);
    var lost = usage.of(Meter.CACHE_READ).subtract(cached(usage).multiply(cooler));
    return RewrittenSlice.with(
        new Slice(slice.key(), rewritten(usage, lost.max(BigDecimal.ZERO))),
        new Assumption.CachesCooled(
            hits.setScale(2, RoundingMode.HALF_UP), cooler.setScale(2, RoundingMode.HALF_UP)));
  }

  /// The share of hits as a decimal of six digits: close enough, and the same on every machine.
  static BigDecimal cooler(BigDecimal hits, BigDecimal share) {
    double missed = StrictMath.pow(1 - hits.doubleValue(), share.doubleValue());
    return BigDecimal.ONE.subtract(new BigDecimal(missed).setScale(DIGITS, RoundingMode.HALF_UP));
  }

  /// `lost` tokens written instead of read, with the lifetime that most writes have; plain input if
  /// nothing is written.
  private static Usage rewritten(Usage usage, BigDecimal lost) {
    var usual =
        written(usage).signum() == 0
            ? Meter.INPUT
            : Collections.max(WRITES, Comparator.comparing(usage::of));
    return rewritten(usage, lost, usual);
  }

  private static Usage rewritten(Usage usage, BigDecimal lost, Meter instead) {
    return usage
        .with(Meter.CACHE_READ, usage.of(Meter.CACHE_READ).subtract(lost))
        .with(instead, usage.of(instead).add(lost));
  }

  /// Tokens that calls would no longer read from a cache.
  ///
  /// @param hourly those of calls that cache for an hour
  record LostPrefixes(long tokens, long hourly) {
    static final LostPrefixes NOTHING = new LostPrefixes(0, 0);

    LostPrefixes plus(LostPrefixes other) {
      return new LostPrefixes(tokens + other.tokens, hourly + other.hourly);
    }

    LostPrefixes minus(LostPrefixes part) {
      return new LostPrefixes(tokens - part.tokens, hourly - part.hourly);
    }

    LostPrefixes atMost(long most) {
      return tokens <= most ? this : new LostPrefixes(most, Math.min(hourly, most));
    }
  }
}
