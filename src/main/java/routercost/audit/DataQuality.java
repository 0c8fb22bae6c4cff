package routercost.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.price.Catalog;
import routercost.price.Catalog.Tiers;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.usage.Identified;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The money next to a bill: amounts that were removed from it, and errors that are possible
/// because the log is not complete.
///
/// @param duplicates the amount that copies of calls would have added
/// @param skipped the amount that sums above calls, and hits of a gateway's own cache, would have
///     added
public record DataQuality(Money duplicates, Money skipped, List<Doubt> doubts) {
  public DataQuality {
    doubts = List.copyOf(doubts);
  }

  /// A gap in a log.
  public enum Kind implements Identified {
    /// The lifetime of written caches. Five minutes are assumed; amounts: what an hour adds.
    CACHE_LIFETIME,
    /// The rate of cache reads, which is not published. The input rate is an upper bound; amounts,
    /// below zero: what the bill falls by if reads are free.
    CACHE_READ_RATE,
    /// The rate of a meter that its model lacks; amounts: at the rates of other models.
    METER_RATE,
    /// The rate of audio of an input, which its provider does not list; that of text is taken.
    /// Amounts: what audio of other models costs more.
    AUDIO_AS_TEXT,
    /// The length of the output, counted at its beginning; amounts: what the text suggests.
    OUTPUT_LOWER_BOUND,
    /// The price of a model; amounts: all of it on the cheapest and on the most expensive tier.
    UNPRICED
  }

  /// The amount by which a bill could be too low.
  ///
  /// @param count calls; for caches tokens, for rates of meters what they count
  /// @param low the least amount, at `lowAt`
  /// @param high the largest amount, at `highAt`
  public record Doubt(
      Kind kind, BigDecimal count, Money low, Money high, String lowAt, String highAt) {}

  /// The quality of the data behind `ledger`.
  ///
  /// @param unseen output that calls are likely to have had beyond the counted output
  /// @param quotes the prices of the ledger
  public static DataQuality of(
      Ledger ledger,
      UsageCube duplicates,
      UsageCube skipped,
      UsageCube unseen,
      Function<UsageKey, Quote> quotes,
      Catalog catalog) {
    var doubts = new ArrayList<Doubt>();
    cacheLifetime(ledger, quotes).ifPresent(doubts::add);
    cacheReadRate(ledger).ifPresent(doubts::add);
    doubts.addAll(UnratedMeters.doubts(ledger, quotes, catalog));
    unseenOutput(unseen, quotes).ifPresent(doubts::add);
    unpriced(ledger, quotes, catalog.tiers()).ifPresent(doubts::add);
    return new DataQuality(
        Ledger.of(duplicates, quotes).total(), Ledger.of(skipped, quotes).total(), doubts);
  }

  private static Optional<Doubt> cacheLifetime(Ledger ledger, Function<UsageKey, Quote> quotes) {
    var written =
        ledger.charges().stream()
            .filter(charge -> charge.slice().usage().of(Meter.CACHE_WRITE_UNKNOWN).signum() != 0)
            .toList();
    var more = Money.sum(written.stream().map(charge -> ifOneHour(charge, quotes)).toList());
    return more.isZero()
        ? Optional.empty()
        : Optional.of(
            new Doubt(
                Kind.CACHE_LIFETIME,
                written.stream()
                    .map(charge -> charge.slice().usage().of(Meter.CACHE_WRITE_UNKNOWN))
                    .reduce(BigDecimal.ZERO, BigDecimal::add),
                Money.ZERO,
                more,
                "5m",
                "1h"));
  }

  /// The amount that a charge would cost more if all writes of unknown lifetime lived an hour; zero
  /// if the model has one price for both.
  public static Money ifOneHour(Charge charge, Function<UsageKey, Quote> quotes) {
    var usage = charge.slice().usage();
    var moved =
        usage
            .with(
                Meter.CACHE_WRITE_1H,
                usage.of(Meter.CACHE_WRITE_1H).add(usage.of(Meter.CACHE_WRITE_UNKNOWN)))
            .with(Meter.CACHE_WRITE_UNKNOWN, BigDecimal.ZERO);
    var hour = Ledger.of(List.of(new Slice(charge.slice().key(), moved)), quotes);
    return hour.isComplete() ? hour.total().minus(charge.total()) : Money.ZERO;
  }

  private static Optional<Doubt> cacheReadRate(Ledger ledger) {
    var tokens = BigDecimal.ZERO;
    var amount = Money.ZERO;
    for (var charge : ledger.charges()) {
      for (var component : charge.components()) {
        var meter = component.meter();
        if (meter.whole() == Meter.CACHE_READ && charge.card().atInput().contains(meter)) {
          tokens = tokens.add(component.quantity());
          amount = amount.minus(component.amount());
        }
      }
    }
    return amount.isZero()
        ? Optional.empty()
        : Optional.of(new Doubt(Kind.CACHE_READ_RATE, tokens, amount, Money.ZERO, "free", "input"));
  }

  private static Optional<Doubt> unseenOutput(UsageCube unseen, Function<UsageKey, Quote> quotes) {
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Doubt(
                Kind.OUTPUT_LOWER_BOUND,
                unseen.total().of(Meter.CALLS),
                Money.ZERO,
                Ledger.of(unseen, quotes).total(),
                "",
                ""));
  }

  /// The range of costs of unpriced usage over the tiers that can price all of it.
  private static Optional<Doubt> unpriced(
      Ledger ledger, Function<UsageKey, Quote> quotes, Tiers tiers) {
    var unpriced =
        UsageCube.of(
            ledger.uncharged().stream()
                .filter(uncharged -> !uncharged.partly())
                .map(UnpricedSlice::slice));
    var tiersByCost = new TreeMap<Money, String>();
    for (var tier : unpriced.isEmpty() ? Set.<String>of() : tiers.names()) {
      var onTier =
          unpriced.slices().map(slice -> new Slice(slice.key().withModel(tier), slice.usage()));
      var there = Ledger.of(onTier.toList(), quotes);
      if (there.isComplete()) {
        tiersByCost.putIfAbsent(there.total(), tier);
      }
    }
    if (tiersByCost.isEmpty()) {
      return Optional.empty();
    }
    var low = tiersByCost.firstEntry();
    var high = tiersByCost.lastEntry();
    return Optional.of(
        new Doubt(
            Kind.UNPRICED,
            unpriced.total().of(Meter.CALLS),
            low.getKey(),
            high.getKey(),
            low.getValue(),
            high.getValue()));
  }
}
