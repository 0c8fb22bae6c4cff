package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// Puts bills and logged calls next to each other, and splits what differs into causes.
///
/// Each logged charge is compared with the first bill that names its model, else with one of its
/// provider, else with one that names no models.
public final class Reconciler {
  private final List<ProviderBill> bills;
  private final CellKeys keys;
  private final Optional<Days> days;
  private final Function<UsageKey, Quote> quotes;
  private final Map<CellKey, ReconciledCell> cells = new TreeMap<>();
  private final Map<BilledModel, Optional<ProviderBill>> billsOf = new HashMap<>();
  private BigDecimal outside = BigDecimal.ZERO;
  private BigDecimal uncovered = BigDecimal.ZERO;
  private int unpriced;

  /// The labels of calls that hold what bills call workspace and key; empty to compare without.
  public record Labels(String workspace, String key) {
    public static final Labels NONE = new Labels("", "");
  }

  /// The days to compare.
  ///
  /// @param to the day after the last
  public record Days(LocalDate from, LocalDate to) {
    boolean contains(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(to);
    }

    long count() {
      return to.toEpochDay() - from.toEpochDay();
    }
  }

  private Reconciler(
      List<ProviderBill> bills,
      Labels labels,
      Optional<Days> days,
      Function<UsageKey, Quote> quotes) {
    this.bills = withReports(bills);
    keys = new CellKeys(labels);
    this.days = days;
    this.quotes = quotes;
  }

  /// The bills next to the calls of a ledger.
  ///
  /// @param days those of the bills if empty
  /// @param terms what they add to our side
  /// @param quotes the prices that the ledger has
  public static Reconciliation of(
      List<ProviderBill> bills,
      Ledger ledger,
      Labels labels,
      Optional<Days> days,
      Terms terms,
      Function<UsageKey, Quote> quotes) {
    var reconciler = new Reconciler(bills, labels, days, quotes);
    reconciler.place(ledger);
    return reconciler.settled(terms);
  }

  /// Gives the lines of usage reports to the bills that lack quantities.
  private static List<ProviderBill> withReports(List<ProviderBill> all) {
    var reports =
        all.stream().filter(bill -> bill.lines().stream().allMatch(BillLine::isUsageOnly)).toList();
    var bills = new ArrayList<>(all);
    bills.removeAll(reports);
    var counts = new HashMap<ProviderBill, List<BillLine>>();
    for (var line : reports.stream().flatMap(report -> report.lines().stream()).toList()) {
      bills.stream()
          .filter(bill -> bill.names(line.item().model()))
          .findFirst()
          .ifPresent(bill -> counts.computeIfAbsent(bill, _ -> new ArrayList<>()).add(line));
    }
    bills.replaceAll(
        bill -> counts.containsKey(bill) ? bill.with(counts.getOrDefault(bill, List.of())) : bill);
    return bills;
  }

  private void place(Ledger ledger) {
    for (var bill : bills) {
      for (var line : bill.lines()) {
        cell(line.isUsageOnly() ? keys.reported(bill, line) : keys.billed(bill, line), bill)
            .lines
            .add(line);
      }
    }
    for (var charge : ledger.charges()) {
      place(charge);
    }
    for (var slice : ledger.uncharged()) {
      place(slice);
    }
  }

  private ReconciledCell cell(CellKey key, ProviderBill bill) {
    return cells.computeIfAbsent(key, _ -> new ReconciledCell(key, bill, quotes::apply));
  }

  private void place(Charge charge) {
    var key = charge.slice().key();
    var priced = charge.card().priced();
    var bill = bill(priced.id(), priced.provider(), key.day());
    for (var component : charge.components()) {
      var part = new ReconciledCell.Logged(charge, component);
      if (bill.isEmpty()) {
        uncovered = uncovered.add(part.total());
      } else if (!isCovered(bill.get(), key.day())) {
        outside = outside.add(part.total());
      } else {
        cell(keys.used(bill.get(), key, priced.id(), component.meter()), bill.get())
            .logged
            .add(part);
      }
    }
  }

  private void place(UnpricedSlice slice) {
    var key = slice.slice().key();
    var bill = bill(key.model(), "", key.day()).filter(of -> isCovered(of, key.day()));
    unpriced++;
    if (bill.isPresent()) {
      slice.slice().usage().meters().stream()
          .filter(Meter::isBilled)
          .forEach(
              meter ->
                  cell(keys.used(bill.get(), key, key.model(), meter), bill.get()).addUnpriced());
    }
  }

  /// The bill that calls on a model belong to.
  private Optional<ProviderBill> bill(String model, String provider, LocalDate day) {
    return billsOf.computeIfAbsent(
        new BilledModel(model, provider, day), _ -> found(model, provider, day));
  }

  private record BilledModel(String model, String provider, LocalDate day) {}

  private Optional<ProviderBill> found(String model, String provider, LocalDate day) {
    var naming = bills.stream().filter(bill -> bill.names(model)).toList();
    return naming.stream()
        .filter(bill -> isCovered(bill, day))
        .findFirst()
        .or(() -> naming.stream().findFirst())
        .or(() -> bills.stream().filter(of -> of.providers().contains(provider)).findFirst())
        .or(() -> bills.stream().filter(of -> !of.statesModels()).findFirst());
  }

  private boolean isCovered(ProviderBill bill, LocalDate day) {
    var of = days.or(() -> bill.from().map(from -> new Days(from, bill.to().orElse(from))));
    return of.filter(covered -> covered.contains(day)).isPresent();
  }

  private Reconciliation settled(Terms terms) {
    var settlements = cells.values().stream().map(Settlement::new).toList();
    settlements.forEach(Settlement::settlePlainly);
    var ratios = PriceRatios.of(settlements);
    var open = settlements.stream().flatMap(of -> of.settleUsage(ratios).stream()).toList();
    LateUsage.settled(open).forEach(Settlement::settle);
    cells.values().forEach(Settlement::settleDust);
    var lines = new ArrayList<>(cells.values().stream().map(ReconciledCell::line).toList());
    var usage = Money.sum(lines.stream().map(ReconciledLine::ours).toList());
    return new Reconciliation(
        withTerms(lines, terms.lines(usage)),
        usage,
        bills.stream().filter(of -> !of.statesQuantities()).map(ProviderBill::name).toList(),
        new Money(outside),
        new Money(uncovered),
        unpriced);
  }

  /// Adds the lines that terms have: each to the line of the bill that is for it by its name.
  private List<ReconciledLine> withTerms(List<ReconciledLine> lines, List<Terms.Line> added) {
    var all = new ArrayList<>(lines);
    for (var line : added) {
      var same =
          all.stream()
              .filter(of -> of.model().equalsIgnoreCase(line.name()) && of.ours().isZero())
              .findFirst();
      same.ifPresent(all::remove);
      same.or(() -> lines.stream().findFirst())
          .map(like -> added(line, like, same.map(ReconciledLine::theirs).orElse(Money.ZERO)))
          .ifPresent(all::add);
    }
    return all;
  }

  private ReconciledLine added(Terms.Line line, ReconciledLine like, Money theirs) {
    var differs = theirs.minus(line.amount());
    boolean isRounded = differs.usd().abs().compareTo(bills.getFirst().halfUnit()) <= 0;
    var cause =
        isRounded
            ? BillCause.ROUNDING
            : theirs.isZero() ? BillCause.NOT_BILLED : BillCause.LIST_DIFFERENCE;
    return new ReconciledLine(
        like.bill(),
        like.from(),
        like.to(),
        line.name(),
        Optional.empty(),
        "",
        "",
        theirs,
        line.amount(),
        differs.isZero() ? Map.of() : Map.of(cause, differs),
        Money.ZERO);
  }
}
