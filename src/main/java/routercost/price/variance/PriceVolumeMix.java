package routercost.price.variance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Price, volume and mix of every item, an item being one kind of usage of one group, served in one
/// way. Volume is counted in tokens; fees have no part in the mix.
///
/// @param tokensBefore of all items in the base
/// @param tokensAfter of all items in the head
/// @param meanPrice of a token in the base
record PriceVolumeMix(
    Side base, Side head, Fraction tokensBefore, Fraction tokensAfter, Fraction meanPrice) {
  static PriceVolumeMix of(Side base, Side head) {
    var before = base.tokens();
    var quantity = Fraction.of(before.quantity());
    var mean = quantity.isZero() ? Fraction.ZERO : Fraction.of(before.cost().usd()).over(quantity);
    return new PriceVolumeMix(base, head, quantity, Fraction.of(head.tokens().quantity()), mean);
  }

  /// The effects on one group: the sums of those on its items.
  SequencedMap<Driver, Fraction> effects(List<String> group) {
    var sums = new LinkedHashMap<Driver, Fraction>();
    Method.PVM.drivers().forEach(driver -> sums.put(driver, Fraction.ZERO));
    var servings = new TreeSet<>(base.group(group).keySet());
    servings.addAll(head.group(group).keySet());
    for (var serving : servings) {
      var before = base.group(group).getOrDefault(serving, Cell.NONE);
      var after = head.group(group).getOrDefault(serving, Cell.NONE);
      var kinds = new TreeMap<>(before.parts());
      kinds.putAll(after.parts());
      for (var kind : kinds.keySet()) {
        add(serving, kind, before.part(kind), after.part(kind), sums);
      }
    }
    return sums;
  }

  private void add(
      Serving serving, Kind kind, Cell.Part before, Cell.Part after, Map<Driver, Fraction> sums) {
    var was = base.price(serving, kind, before).or(() -> head.price(serving, kind, after));
    var oldPrice = was.orElseThrow();
    var mix = kind.meter().countsTokens() ? mix(before, after, oldPrice) : Fraction.ZERO;
    var now = Fraction.of(after.quantity());
    var atOldPrices = oldPrice.times(now);
    var price = Fraction.of(after.cost().usd()).minus(atOldPrices);
    var volume = atOldPrices.minus(Fraction.of(before.cost().usd())).minus(mix);
    sums.merge(Driver.PRICE, price, Fraction::plus);
    sums.merge(Driver.VOLUME, volume, Fraction::plus);
    sums.merge(Driver.MIX, mix, Fraction::plus);
  }

  /// What the item gained in share, at what it costs above the mean; nothing if a side has no
  /// tokens, as there are no shares then.
  private Fraction mix(Cell.Part before, Cell.Part after, Fraction oldPrice) {
    if (tokensBefore.isZero() || tokensAfter.isZero()) {
      return Fraction.ZERO;
    }
    var share = Fraction.of(before.quantity()).over(tokensBefore);
    var gained = Fraction.of(after.quantity()).minus(share.times(tokensAfter));
    return gained.times(oldPrice.minus(meanPrice));
  }
}
