package routercost.price.variance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import routercost.price.variance.Variance.Driver;

/// Price, volume and mix of every item of a group. Volume is counted in tokens; fees have no part
/// in the mix.
///
/// @param apart items that are new or discontinued and have no part in the rest
/// @param tokensBefore of all other items in the base
/// @param tokensAfter of all other items in the head
/// @param meanPrice of such a token in the base
record PriceVolumeMix(
    VarianceSide base,
    VarianceSide head,
    Split split,
    OneSided apart,
    Fraction tokensBefore,
    Fraction tokensAfter,
    Fraction meanPrice) {
  static PriceVolumeMix of(VarianceSide base, VarianceSide head, Split split) {
    var apart =
        switch (split.newLines()) {
          case DRIVERS -> OneSided.NONE;
          case BUCKET -> OneSided.of(base, head);
        };
    var before = base.tokens(apart::excludes);
    var after = Fraction.of(head.tokens(apart::excludes).quantity());
    var quantity = Fraction.of(before.quantity());
    var mean = quantity.isZero() ? Fraction.ZERO : Fraction.of(before.cost().usd()).over(quantity);
    return new PriceVolumeMix(base, head, split, apart, quantity, after, mean);
  }

  /// The effects on one group: the sums of those on its items.
  SequencedMap<Driver, Fraction> effects(List<String> group) {
    var sums = new LinkedHashMap<Driver, Fraction>();
    split.drivers().forEach(driver -> sums.put(driver, Fraction.ZERO));
    for (var serving : base.servings(group, head)) {
      var before = base.cell(group, serving);
      var after = head.cell(group, serving);
      for (var kind : before.kinds(after)) {
        add(new LineItem(serving, kind), before.part(kind), after.part(kind), sums);
      }
    }
    return sums;
  }

  private void add(
      LineItem item,
      VarianceCell.Part before,
      VarianceCell.Part after,
      SequencedMap<Driver, Fraction> sums) {
    var oldCost = Fraction.of(before.cost().usd());
    var newCost = Fraction.of(after.cost().usd());
    if (apart.added().contains(item)) {
      sums.merge(Driver.NEW, newCost, Fraction::plus);
    } else if (apart.discontinued().contains(item)) {
      sums.merge(Driver.DISCONTINUED, Fraction.ZERO.minus(oldCost), Fraction::plus);
    } else {
      var oldPrice = base.price(item, before).or(() -> head.price(item, after)).orElseThrow();
      var newQuantityAtOldPrice = oldPrice.times(Fraction.of(after.quantity()));
      var mix = item.countsTokens() ? mix(before, after, oldPrice) : Fraction.ZERO;
      sums.merge(Driver.VOLUME, newQuantityAtOldPrice.minus(oldCost).minus(mix), Fraction::plus);
      sums.merge(Driver.MIX, mix, Fraction::plus);
      var newPrice = head.price(item, after).orElse(oldPrice);
      var onOldQuantity = newPrice.minus(oldPrice).times(Fraction.of(before.quantity()));
      addPrice(newCost.minus(newQuantityAtOldPrice), onOldQuantity, sums);
    }
  }

  private void addPrice(
      Fraction onNewQuantity, Fraction onOldQuantity, SequencedMap<Driver, Fraction> sums) {
    switch (split.joint()) {
      case PRICE -> sums.merge(Driver.PRICE, onNewQuantity, Fraction::plus);
      case SEPARATE -> {
        sums.merge(Driver.PRICE, onOldQuantity, Fraction::plus);
        sums.merge(Driver.JOINT, onNewQuantity.minus(onOldQuantity), Fraction::plus);
      }
    }
  }

  /// The gain of the item in share times its price above the mean; nothing if a side has no tokens,
  /// as there are no shares then.
  private Fraction mix(VarianceCell.Part before, VarianceCell.Part after, Fraction oldPrice) {
    if (tokensBefore.isZero() || tokensAfter.isZero()) {
      return Fraction.ZERO;
    }
    var share = Fraction.of(before.quantity()).over(tokensBefore);
    var gained = Fraction.of(after.quantity()).minus(share.times(tokensAfter));
    return gained.times(oldPrice.minus(meanPrice));
  }

  /// Items that only one of two bills has.
  ///
  /// @param added not used in the base
  /// @param discontinued not used in the head
  record OneSided(SortedSet<LineItem> added, SortedSet<LineItem> discontinued) {
    static final OneSided NONE =
        new OneSided(Collections.emptySortedSet(), Collections.emptySortedSet());

    static OneSided of(VarianceSide base, VarianceSide head) {
      return new OneSided(without(head.used(), base.used()), without(base.used(), head.used()));
    }

    private static SortedSet<LineItem> without(
        SortedSet<LineItem> these, SortedSet<LineItem> those) {
      var rest = new TreeSet<>(these);
      rest.removeAll(those);
      return Collections.unmodifiableSortedSet(rest);
    }

    /// Whether the item is none of them: on both sides, or on neither.
    boolean excludes(LineItem item) {
      return !added.contains(item) && !discontinued.contains(item);
    }
  }
}
