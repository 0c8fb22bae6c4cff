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
import java.util.stream.Collectors;
import routercost.price.Charge;
import routercost.price.Discount;
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
    var cells = groups.values().stream().flatMap(servings -> servings.values().stream());
    return new VarianceSide(
        bill, book, Collections.unmodifiableMap(groups), VarianceCell.sum(cells).calls());
  }

  private static ServedModel serving(Charge charge, PriceBook book) {
    var key = book.served(charge.slice().key());
    return new ServedModel(charge.card().priced().id(), key.service(), key.place());
  }

  /// The components of a charge after discounts, which are shares of the list price of all of it.
  private static VarianceCell cell(Charge charge) {
    var off =
        charge.card().discounts().stream()
            .map(Discount::percent)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var rest = BigDecimal.ONE.subtract(off.movePointLeft(2));
    var parts = new TreeMap<UsageKind, VarianceCell.Part>();
    for (var component : charge.components()) {
      parts.put(
          new UsageKind(component.meter(), charge.slice().key().band()),
          new VarianceCell.Part(component.quantity(), component.amount().times(rest)));
    }
    return new VarianceCell(charge.slice().usage().of(Meter.CALLS), parts);
  }

  private Map<ServedModel, VarianceCell> group(List<String> name) {
    return groups.getOrDefault(name, Map.of());
  }

  VarianceCell cell(List<String> group, ServedModel serving) {
    return group(group).getOrDefault(serving, VarianceCell.NONE);
  }

  /// The servings of a group on this side or on `other`.
  SortedSet<ServedModel> servings(List<String> group, VarianceSide other) {
    var servings = new TreeSet<>(group(group).keySet());
    servings.addAll(other.group(group).keySet());
    return servings;
  }

  /// The usage of a group, however it was served.
  VarianceCell total(List<String> group) {
    return VarianceCell.sum(group(group).values().stream());
  }

  /// All groups together.
  SortedMap<LineItem, VarianceCell.Part> items() {
    var items = new TreeMap<LineItem, VarianceCell.Part>();
    for (var servings : groups.values()) {
      servings.forEach(
          (serving, cell) ->
              cell.parts()
                  .forEach(
                      (kind, part) ->
                          items.merge(new LineItem(serving, kind), part, VarianceCell.Part::plus)));
    }
    return items;
  }

  /// The items that were used.
  SortedSet<LineItem> used() {
    return items().entrySet().stream()
        .filter(item -> item.getValue().quantity().signum() != 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The tokens of the items that `which` accepts, and their cost.
  VarianceCell.Part tokens(Predicate<LineItem> which) {
    return items().entrySet().stream()
        .filter(item -> item.getKey().countsTokens() && which.test(item.getKey()))
        .map(Map.Entry::getValue)
        .reduce(VarianceCell.Part.NONE, VarianceCell.Part::plus);
  }

  /// The average price of one unit; where nothing was used, the list price at the end of the
  /// period; empty if there was none.
  Optional<Fraction> price(LineItem item, VarianceCell.Part part) {
    return part.quantity().signum() != 0
        ? Optional.of(Fraction.of(part.cost().usd()).over(Fraction.of(part.quantity())))
        : listed(item).map(Money::usd).map(Fraction::of);
  }

  private Optional<Money> listed(LineItem item) {
    var key =
        UsageKey.of(bill.lastDay(), "", item.serving().model())
            .withService(item.serving().service())
            .withPlace(item.serving().place())
            .withBand(item.kind().band());
    var unit = new Slice(key, Usage.of(item.kind().meter(), 1));
    return Ledger.of(List.of(unit), book::quote).charges().stream().map(Charge::total).findFirst();
  }
}
