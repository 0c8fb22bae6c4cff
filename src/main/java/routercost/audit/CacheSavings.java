package routercost.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Meter;

/// What caching changed of a bill: the same tokens as plain input would have cost more or less.
///
/// @param reads what cache reads would have cost more as plain input
/// @param writes what cache writes cost more than plain input
/// @param readTokens prompt tokens that were read from a cache
/// @param promptTokens all prompt tokens
public record CacheSavings(
    Money reads, Money writes, BigDecimal readTokens, BigDecimal promptTokens) {
  private static final List<Meter> READS = List.of(Meter.CACHE_READ, Meter.AUDIO_CACHE_READ);
  private static final List<Meter> WRITES =
      List.of(Meter.CACHE_WRITE_5M, Meter.CACHE_WRITE_1H, Meter.CACHE_WRITE_UNKNOWN);

  /// The savings within a bill; empty if nothing in it was cached.
  public static Optional<CacheSavings> of(Ledger bill) {
    var reads = Money.ZERO;
    var writes = Money.ZERO;
    var readTokens = BigDecimal.ZERO;
    var promptTokens = BigDecimal.ZERO;
    boolean isCached = false;
    for (var charge : bill.charges()) {
      var usage = charge.slice().usage();
      promptTokens = promptTokens.add(usage.prompt());
      readTokens = readTokens.add(usage.of(Meter.CACHE_READ));
      isCached |= usage.prompt().compareTo(usage.of(Meter.INPUT)) > 0;
      reads = reads.minus(excess(charge, READS));
      writes = writes.plus(excess(charge, WRITES));
    }
    return isCached
        ? Optional.of(new CacheSavings(reads, writes, readTokens, promptTokens))
        : Optional.empty();
  }

  /// What tokens under these meters cost more than as plain input; nothing where input has no
  /// price.
  private static Money excess(Charge charge, List<Meter> meters) {
    var input = charge.card().rates().get(Meter.INPUT);
    var list = Money.ZERO;
    for (var component : charge.components()) {
      if (input != null && meters.contains(component.meter())) {
        var plain = input.cost(component.quantity()).times(component.multiplier());
        list = list.plus(component.amount().minus(plain));
      }
    }
    return list.times(charge.rest());
  }

  /// What the cached tokens would have cost more as plain input; negative if less.
  public Money saved() {
    return reads.minus(writes);
  }
}
