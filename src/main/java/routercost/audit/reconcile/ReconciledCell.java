package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.price.RateCard;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// What a bill and the logs say of one key, until the difference is split.
final class ReconciledCell {
  /// Digits of a quotient: more than any price or count has.
  static final MathContext DIGITS = new MathContext(40);

  /// Decimals of an explained amount: more than any product of a count and a price has, fewer than
  /// a quotient.
  private static final int DECIMALS = 24;

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  final CellKey key;
  final ProviderBill bill;
  final Prices prices;
  final List<BillLine> lines = new ArrayList<>();
  final List<Logged> logged = new ArrayList<>();
  final EnumMap<BillCause, BigDecimal> causes = new EnumMap<>(BillCause.class);
  private int unpriced;

  /// The price of a key; empty if it has none.
  interface Prices {
    Quote quote(UsageKey key);
  }

  /// A component of the cost of logged calls.
  record Logged(Charge charge, Component component) {
    BigDecimal list() {
      return component.amount().usd();
    }

    BigDecimal total() {
      return list().multiply(charge.rest());
    }
  }

  /// What one side says of one variant.
  ///
  /// @param quantity empty if a bill does not state it
  /// @param lines of the bill; 0 on our side
  record Side(Optional<BigDecimal> quantity, BigDecimal list, int lines) {
    Side plus(Side other) {
      return new Side(
          quantity.isPresent() && other.quantity.isPresent()
              ? Optional.of(quantity.get().add(other.quantity.get()))
              : Optional.empty(),
          list.add(other.list),
          lines + other.lines);
    }
  }

  ReconciledCell(CellKey key, ProviderBill bill, Prices prices) {
    this.key = key;
    this.bill = bill;
    this.prices = prices;
  }

  void addUnpriced() {
    unpriced++;
  }

  boolean isUnpriced() {
    return unpriced > 0;
  }

  void explain(BillCause cause, BigDecimal amount) {
    var rounded = amount.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    if (rounded.signum() != 0) {
      causes.merge(cause, rounded, BigDecimal::add);
    }
  }

  BigDecimal theirs() {
    return sum(lines.stream().map(line -> line.billed().usd()).toList());
  }

  BigDecimal ours() {
    return sum(logged.stream().map(Logged::total).toList());
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// What causes do not explain yet.
  BigDecimal residual() {
    return theirs().subtract(ours()).subtract(sum(List.copyOf(causes.values())));
  }

  /// Whether quantities are of a meter; else amounts stand for them.
  boolean isMetered() {
    return key.meter().isPresent();
  }

  /// The usage that the bill has, by variant. A usage report gives the quantities that a bill
  /// without them lacks.
  SequencedMap<Variant, Side> billed() {
    var billed = new LinkedHashMap<Variant, Side>();
    var reported = new LinkedHashMap<Variant, BigDecimal>();
    for (var line : lines) {
      if (line.kind() == BillLine.Kind.USAGE) {
        var variant = variant(line.item());
        if (line.isUsageOnly()) {
          reported.merge(variant, line.quantity().orElseThrow(), BigDecimal::add);
        } else {
          var quantity = isMetered() ? line.quantity() : Optional.of(line.listed().usd());
          billed.merge(variant, new Side(quantity, line.listed().usd(), 1), Side::plus);
        }
      }
    }
    reported.forEach(
        (variant, quantity) ->
            billed.computeIfPresent(
                variant,
                (_, side) ->
                    side.quantity().isPresent()
                        ? side
                        : new Side(Optional.of(quantity), side.list(), side.lines())));
    return billed;
  }

  private Variant variant(BillLine.Item item) {
    return new Variant(
        bill.statesServices()
            ? Optional.of(item.service().orElse(ServiceTier.STANDARD))
            : Optional.empty(),
        bill.statesPlaces() ? Optional.of(item.place().orElse(Place.GLOBAL)) : Optional.empty(),
        bill.statesLifetimes() ? item.meter() : key.meter());
  }

  /// The usage that the logs have, by the same variants.
  SequencedMap<Variant, Side> used() {
    var used = new LinkedHashMap<Variant, Side>();
    for (var part : logged) {
      var served = part.charge().slice().key();
      var meter = part.component().meter();
      var variant =
          variant(
              new BillLine.Item(
                  "",
                  Optional.of(known(meter)),
                  Optional.of(served.service()),
                  Optional.of(served.place()),
                  "",
                  "",
                  ""));
      var quantity = isMetered() ? part.component().quantity() : part.list();
      used.merge(variant, new Side(Optional.of(quantity), part.list(), 0), Side::plus);
    }
    return used;
  }

  /// Cache writes of unknown lifetime are priced as those of five minutes.
  private static Meter known(Meter meter) {
    return meter == Meter.CACHE_WRITE_UNKNOWN ? Meter.CACHE_WRITE_5M : meter.whole();
  }

  /// The list price of one unit of a variant; empty if it has none. What the logs say of the band
  /// of prompts holds for the bill too.
  Optional<BigDecimal> rate(Variant variant) {
    if (!isMetered()) {
      return Optional.of(BigDecimal.ONE);
    }
    var side = used().get(variant);
    if (side != null && side.quantity().orElseThrow().signum() != 0) {
      return Optional.of(side.list().divide(side.quantity().orElseThrow(), DIGITS));
    }
    var base =
        logged.isEmpty()
            ? UsageKey.of(key.from(), "", key.model())
            : logged.getFirst().charge().slice().key();
    var meter = variant.meter().orElseThrow();
    return prices.quote(variant.of(base)) instanceof Quote.Priced(RateCard card)
            && card.rates().containsKey(meter)
        ? Optional.of(cost(card, meter).divide(MILLION, DIGITS))
        : Optional.empty();
  }

  private static BigDecimal cost(RateCard card, Meter meter) {
    return card.cost(Usage.of(meter, MILLION.longValue())).usd();
  }

  /// What the logged usage would cost at list price under other keys; empty if that has no price.
  Optional<BigDecimal> repriced(UnaryOperator<UsageKey> change) {
    var total = BigDecimal.ZERO;
    for (var part : logged) {
      var served = change.apply(part.charge().slice().key());
      var meter = part.component().meter();
      if (!(prices.quote(served) instanceof Quote.Priced(RateCard card))
          || !card.rates().containsKey(meter)) {
        return Optional.empty();
      }
      total = total.add(cost(card, meter).multiply(part.component().quantity()).divide(MILLION));
    }
    return Optional.of(total);
  }

  ReconciledLine line() {
    var named = new EnumMap<BillCause, Money>(BillCause.class);
    causes.forEach((cause, amount) -> named.put(cause, new Money(amount)));
    named.values().removeIf(Money::isZero);
    return new ReconciledLine(
        key.bill(),
        key.from(),
        key.to().minusDays(1),
        key.model(),
        key.meter(),
        key.workspace(),
        key.key(),
        new Money(theirs()),
        new Money(ours()),
        Map.copyOf(named),
        new Money(residual()));
  }
}
