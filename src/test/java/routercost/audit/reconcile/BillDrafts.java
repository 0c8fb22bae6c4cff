package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.audit.reconcile.BillLine.Item;
import routercost.audit.reconcile.BillLine.Kind;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// Bills and logged usage of Sonnet 4.5 for tests. It takes $3 for a million tokens of input and
/// $15 for one of output; cache writes cost $3.75 for five minutes and $6 for an hour, batch half.
final class BillDrafts {
  static final PriceBook BOOK = PriceBooks.builtIn();
  static final String SONNET = "claude-sonnet-4-5-20250929";
  static final LocalDate DAY = LocalDate.of(2026, 10, 5);

  private BillDrafts() {}

  static Slice used(LocalDate day, Meter meter, long count) {
    return new Slice(UsageKey.of(day, "plan", SONNET), Usage.of(meter, count));
  }

  static Slice input(long count) {
    return used(DAY, Meter.INPUT, count);
  }

  static Ledger ledger(Slice... slices) {
    return Ledger.of(UsageCube.of(Arrays.stream(slices)), BOOK::quote);
  }

  static Item item(Meter meter) {
    return item(SONNET, meter);
  }

  static Item item(String model, Meter meter) {
    return new Item(model, Optional.of(meter), Optional.empty(), Optional.empty(), "", "", "");
  }

  static BillLine line(LocalDate day, Item item, String amount) {
    return line(day, Kind.USAGE, item, Optional.empty(), amount, amount);
  }

  static BillLine line(
      LocalDate day,
      Kind kind,
      Item item,
      Optional<BigDecimal> quantity,
      String amount,
      String list) {
    int decimals = Math.max(2, new BigDecimal(amount).scale());
    return new BillLine(
        day,
        day.plusDays(1),
        kind,
        item,
        quantity,
        Optional.of(Money.of(amount)),
        Optional.of(Money.of(list)),
        BigDecimal.ONE.movePointLeft(Math.max(decimals, 8)));
  }

  /// A line in whole cents.
  static BillLine cents(LocalDate day, Item item, String amount) {
    return spanning(day, day.plusDays(1), item, amount, "0.01");
  }

  /// A line of usage from one day to before another, in units of `unit`.
  static BillLine spanning(LocalDate from, LocalDate to, Item item, String amount, String unit) {
    return new BillLine(
        from,
        to,
        Kind.USAGE,
        item,
        Optional.empty(),
        Optional.of(Money.of(amount)),
        Optional.empty(),
        new BigDecimal(unit));
  }

  /// A line of a usage report.
  static BillLine report(LocalDate day, Item item, String quantity) {
    return new BillLine(
        day,
        day.plusDays(1),
        Kind.USAGE,
        item,
        Optional.of(new BigDecimal(quantity)),
        Optional.empty(),
        Optional.empty(),
        BigDecimal.ONE);
  }

  static ProviderBill bill(BillLine... lines) {
    return bill("bill.csv", lines);
  }

  static ProviderBill bill(String name, BillLine... lines) {
    return new ProviderBill(name, Set.of("anthropic"), List.of(lines));
  }

  static Reconciliation reconciled(Ledger ledger, ProviderBill... bills) {
    return reconciled(ledger, Optional.empty(), Terms.NONE, bills);
  }

  static Reconciliation reconciled(
      Ledger ledger, Optional<Reconciler.Days> days, Terms terms, ProviderBill... bills) {
    return Reconciler.of(List.of(bills), ledger, Reconciler.Labels.NONE, days, terms, BOOK::quote);
  }

  /// What each cause explains, without those that explain nothing.
  static Map<BillCause, String> causes(Reconciliation reconciliation) {
    var causes = new EnumMap<BillCause, String>(BillCause.class);
    for (var cause : BillCause.values()) {
      if (!reconciliation.of(cause).isZero()) {
        causes.put(cause, reconciliation.of(cause).toString());
      }
    }
    return causes;
  }
}
