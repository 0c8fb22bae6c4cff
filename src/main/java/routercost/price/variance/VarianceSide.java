package routercost.price.variance;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.LineItem.UsageKind;
import routercost.price.variance.Variance.VarianceBill;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// A bill laid out as the drivers need it: by group, by who served, by kind of usage.
///
/// @param calls of all groups
record VarianceSide(
    VarianceBill bill,
    PriceBook book,
    Map<List<String>, Map<ServedModel, VarianceCell>> groups,
    BigDecimal calls) {
  static VarianceSide of(VarianceBill bill, PriceBook book, Function<Charge, List<String>> group) {
    var groups = new HashMap<List<String>, Map<ServedModel, VarianceCell>>();
    for (var charge : bill.ledger().charges()) {
      groups
          .computeIfAbsent(group.apply(charge), _ -> new TreeMap<>())
          .merge(serving(charge, book), cell(charge), VarianceCell::plus);
    }
    var all = groups.values().stream().flatMap(cells -> cells.values().stream());
    return new VarianceSide(
        bill, book, Collections.unmodifiableMap(groups), VarianceCell.sum(all).calls());
  }

  private static ServedModel serving(Charge charge, PriceBook book) {
    var key = book.served(charge.slice().key());
    return new ServedModel(charge.card().priced().id(), key.service(), key.place());
  }

  private static VarianceCell cell(Charge charge) {
    var parts = new TreeMap<UsageKind, VarianceCell.Part>();
    var band = charge.slice().key().band();
    for (var component : charge.components()) {
      parts.put(new UsageKind(component.meter(), band), part(charge, component));
    }
    return new VarianceCell(charge.slice().usage().of(Meter.CALLS), parts);
  }

  /// A component after discounts, which are shares of the list price of the whole charge.
  private static VarianceCell.Part part(Charge charge, Component component) {
    var off =
        charge.card().discounts().stream()
            .map(discount -> discount.percent())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var rest = BigDecimal.ONE.subtract(off.movePointLeft(2));
    return new VarianceCell.Part(component.quantity(), component.amount().times(rest));
  }

  Map<ServedModel, VarianceCell> group(List<String> name) {
    return groups.getOrDefault(name, Map.of());
  }

  /// All that a group used, however it was served.
  VarianceCell total(List<String> name) {
    return VarianceCell.sum(group(name).values().stream());
  }

  /// All groups together, by who served.
  Map<ServedModel, VarianceCell> byServing() {
    var all = new TreeMap<ServedModel, VarianceCell>();
    groups
        .values()
        .forEach(cells -> cells.forEach((key, cell) -> all.merge(key, cell, VarianceCell::plus)));
    return all;
  }

  /// All groups together, by item.
  SortedMap<LineItem, VarianceCell.Part> items() {
    var all = new TreeMap<LineItem, VarianceCell.Part>();
    byServing()
        .forEach(
            (serving, cell) ->
                cell.parts().forEach((kind, part) -> all.put(new LineItem(serving, kind), part)));
    return all;
  }

  /// The items of which there was something.
  SortedSet<LineItem> used() {
    var used = new TreeSet<LineItem>();
    items()
        .forEach(
            (item, part) -> {
              if (part.quantity().signum() != 0) {
                used.add(item);
              }
            });
    return used;
  }

  /// The tokens of some items and their cost.
  VarianceCell.Part tokens(Predicate<LineItem> some) {
    return items().entrySet().stream()
        .filter(part -> part.getKey().countsTokens() && some.test(part.getKey()))
        .map(Map.Entry::getValue)
        .reduce(VarianceCell.Part.NONE, VarianceCell.Part::plus);
  }

  /// What one unit was paid for on average; where nothing was used, its price at the end of the
  /// period; empty if there was none.
  Optional<Fraction> price(ServedModel serving, UsageKind kind, VarianceCell.Part part) {
    return part.quantity().signum() != 0
        ? Optional.of(Fraction.of(part.cost().usd()).over(Fraction.of(part.quantity())))
        : listed(serving, kind).map(Money::usd).map(Fraction::of);
  }

  private Optional<Money> listed(ServedModel serving, UsageKind kind) {
    var key =
        UsageKey.of(bill.lastDay(), "", serving.model())
            .withService(serving.service())
            .withPlace(serving.place())
            .withBand(kind.band());
    var unit = new Slice(key, Usage.of(kind.meter(), 1));
    return Ledger.of(List.of(unit), book::quote).charges().stream().map(Charge::total).findFirst();
  }
}
