package routercost.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import routercost.price.Catalog.Tiers;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.usage.Identified;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// How much money stands beside a bill: what was taken out of it, and by how much it could be off
/// because the log does not say something.
///
/// @param duplicates what copies of calls would have added
/// @param skipped what sums above calls, and hits of a gateway's own cache, would have added
/// @param doubts what the log leaves open
public record DataQuality(Money duplicates, Money skipped, List<Doubt> doubts) {
  public DataQuality {
    doubts = List.copyOf(doubts);
  }

  /// What a log may leave open.
  public enum Kind implements Identified {
    /// How long caches live that were written. Five minutes are assumed; amounts: what an hour
    /// adds.
    CACHE_LIFETIME,
    /// How much was written: the count is that of the beginning; amounts: what the text suggests.
    OUTPUT_LOWER_BOUND,
    /// What the model costs; amounts: all of it on the cheapest tier, and on the dearest.
    UNPRICED;
  }

  /// By how much a bill could be too low.
  ///
  /// @param count how many calls it concerns; tokens written for `CACHE_LIFETIME`
  /// @param low the least that is to be added, at `lowAt`
  /// @param high the most, at `highAt`
  public record Doubt(
      Kind kind, BigDecimal count, Money low, Money high, String lowAt, String highAt) {}

  /// What stands beside `ledger`.
  ///
  /// @param unseen output that calls are likely to have had beyond what was counted
  /// @param quotes the prices that the ledger was made with
  public static DataQuality of(
      Ledger ledger,
      UsageCube duplicates,
      UsageCube skipped,
      UsageCube unseen,
      Function<UsageKey, Quote> quotes,
      Tiers tiers) {
    var doubts = new ArrayList<Doubt>();
    cacheLifetime(ledger, quotes).ifPresent(doubts::add);
    unseenOutput(unseen, quotes).ifPresent(doubts::add);
    unpriced(ledger, quotes, tiers).ifPresent(doubts::add);
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

  /// What a charge would cost more if all writes of unknown lifetime lived an hour; nothing where
  /// the model has one price for both.
  private static Money ifOneHour(Charge charge, Function<UsageKey, Quote> quotes) {
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

  private static Optional<Doubt> unseenOutput(UsageCube unseen, Function<UsageKey, Quote> quotes) {
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Doubt(
                Kind.OUTPUT_LOWER_BOUND,
                calls(unseen.slices().toList()),
                Money.ZERO,
                Ledger.of(unseen, quotes).total(),
                "",
                ""));
  }

  /// What has no price, on each tier that can price all of it.
  private static Optional<Doubt> unpriced(
      Ledger ledger, Function<UsageKey, Quote> quotes, Tiers tiers) {
    var slices = ledger.uncharged().stream().map(uncharged -> uncharged.slice()).toList();
    Optional<Doubt> range = Optional.empty();
    for (var tier : slices.isEmpty() ? List.<String>of() : List.copyOf(tiers.names())) {
      var there = Ledger.of(slices.stream().map(slice -> onTier(slice, tier)).toList(), quotes);
      if (there.isComplete()) {
        range = Optional.of(widened(range, calls(slices), there.total(), tier));
      }
    }
    return range;
  }

  private static Slice onTier(Slice slice, String tier) {
    return new Slice(slice.key().withModel(tier), slice.usage());
  }

  private static Doubt widened(Optional<Doubt> range, BigDecimal calls, Money total, String tier) {
    if (range.isEmpty()) {
      return new Doubt(Kind.UNPRICED, calls, total, total, tier, tier);
    }
    var so = range.get();
    boolean lower = total.compareTo(so.low()) < 0;
    boolean higher = total.compareTo(so.high()) > 0;
    return new Doubt(
        Kind.UNPRICED,
        calls,
        lower ? total : so.low(),
        higher ? total : so.high(),
        lower ? tier : so.lowAt(),
        higher ? tier : so.highAt());
  }

  private static BigDecimal calls(List<Slice> slices) {
    return slices.stream()
        .map(slice -> slice.usage().of(Meter.CALLS))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
