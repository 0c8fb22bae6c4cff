package routercost.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// A priced cube: charges, and slices without a price.
public record Ledger(List<Charge> charges, List<UnpricedSlice> uncharged) {
  public Ledger {
    charges = List.copyOf(charges);
    uncharged = List.copyOf(uncharged);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ledger ledger
        && charges.equals(ledger.charges)
        && uncharged.equals(ledger.uncharged);
  }

  @Override
  public int hashCode() {
    return 31 * charges.hashCode() + uncharged.hashCode();
  }

  /// Every slice of `cube`, priced by `quotes`.
  public static Ledger of(UsageCube cube, Function<UsageKey, Quote> quotes) {
    return of(cube.slices().toList(), quotes);
  }

  /// Every slice, priced by `quotes`.
  public static Ledger of(List<Slice> slices, Function<UsageKey, Quote> quotes) {
    var charges = new ArrayList<Charge>();
    var uncharged = new ArrayList<UnpricedSlice>();
    for (var slice : slices) {
      var quote = quotes.apply(slice.key());
      if (quote instanceof Quote.Priced(RateCard card)) {
        charge(slice, card, charges, uncharged);
      } else if (!usesAnything(slice)) {
        charges.add(new Charge(slice, RateCard.withoutRates(slice.key().model())));
      } else if (quote instanceof Quote.Unpriced(String reason)) {
        uncharged.add(new UnpricedSlice(slice, reason));
      }
    }
    return new Ledger(charges, uncharged);
  }

  /// Whether there is billed usage: a failed call without tokens costs nothing at any
  /// price.
  private static boolean usesAnything(Slice slice) {
    for (var meter : slice.usage().meters()) {
      if (meter.isBilled()) {
        return true;
      }
    }
    return false;
  }

  private static void charge(
      Slice slice, RateCard card, List<Charge> charges, List<UnpricedSlice> uncharged) {
    var lacking = card.lacking(slice.usage());
    if (lacking.isEmpty()) {
      charges.add(new Charge(slice, card));
      return;
    }
    var known = new Slice(slice.key(), known(slice.usage(), card, lacking));
    boolean partly = usesAnything(known);
    if (partly) {
      charges.add(new Charge(known, card));
    }
    var rest = partly ? new Slice(slice.key(), slice.usage().minus(known.usage())) : slice;
    uncharged.add(new UnpricedSlice(rest, noRate(card, lacking), partly));
  }

  /// `usage` without what is on meters that have no rate.
  private static Usage known(Usage usage, RateCard card, List<Meter> lacking) {
    var known = usage;
    for (var meter : lacking) {
      var whole = meter.whole();
      var unknown = usage.without(meter, card::isApart);
      known = known.with(whole, known.of(whole).subtract(unknown).max(BigDecimal.ZERO));
      for (var part : Meter.parts()) {
        boolean unrated = part == meter || (part.whole() == meter && !card.isApart(part));
        known = unrated ? known.with(part, 0) : known;
      }
    }
    return known;
  }

  private static String noRate(RateCard card, List<Meter> lacking) {
    return lacking.stream().map(Meter::id).collect(Collectors.joining(", "))
        + (lacking.size() == 1 ? " has no price on " : " have no price on ")
        + card.priced().id();
  }

  /// The sum of the charges, without unpriced slices.
  public Money total() {
    var usd = BigDecimal.ZERO;
    for (var charge : charges) {
      usd = usd.add(charge.total().usd());
    }
    return new Money(usd);
  }

  public boolean isComplete() {
    return uncharged.isEmpty();
  }

  public Ledger plus(Ledger other) {
    return sum(List.of(this, other));
  }

  /// All ledgers as one, in their order.
  public static Ledger sum(List<Ledger> ledgers) {
    var charges = new ArrayList<Charge>();
    var uncharged = new ArrayList<UnpricedSlice>();
    for (var ledger : ledgers) {
      charges.addAll(ledger.charges);
      uncharged.addAll(ledger.uncharged);
    }
    return new Ledger(charges, uncharged);
  }

  /// A slice without a price: counted and named, but not included in any total.
  ///
  /// @param partly whether this is the rest of calls whose other usage is charged; it counts no
  ///     calls then
  public record UnpricedSlice(Slice slice, String reason, boolean partly) {
    /// All usage of some calls.
    public UnpricedSlice(Slice slice, String reason) {
      this(slice, reason, false);
    }
  }
}
