package routercost.price.variance;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.Driver;

/// The cost of one group as a product of the five drivers: calls × share of the group among calls ×
/// share of each serving among them × usage of each kind per call × its price. The change of the
/// product is split among them exactly.
///
/// Each factor can be taken from the base or from the head. A factor that one side does not have,
/// such as the usage per call of a model that it did not use, is taken from the other side, so that
/// it has no effect of its own.
record Factors(VarianceSide base, VarianceSide head, List<String> group) {
  private static final List<Driver> DRIVERS = Method.STEPS.drivers();

  /// The effect of each driver after those before it.
  SequencedMap<Driver, Fraction> steps() {
    var effects = new LinkedHashMap<Driver, Fraction>();
    var atHead = EnumSet.noneOf(Driver.class);
    var before = cost(atHead);
    for (var driver : DRIVERS) {
      atHead.add(driver);
      var after = cost(atHead);
      effects.put(driver, after.minus(before));
      before = after;
    }
    return effects;
  }

  /// Price, volume and mix with calls as the unit of volume; the other drivers of a call are mix.
  SequencedMap<Driver, Fraction> byCalls() {
    var effects = new LinkedHashMap<Driver, Fraction>();
    Method.PVM.drivers().forEach(driver -> effects.put(driver, Fraction.ZERO));
    steps().forEach((driver, effect) -> effects.merge(byCalls(driver), effect, Fraction::plus));
    return effects;
  }

  private static Driver byCalls(Driver driver) {
    return switch (driver) {
      case CALLS -> Driver.VOLUME;
      case TASK_MIX, ROUTING, TOKENS_PER_CALL -> Driver.MIX;
      case PRICE, VOLUME, MIX, JOINT, NEW, DISCONTINUED -> driver;
    };
  }

  /// The mean effect of each driver over all orders.
  SequencedMap<Driver, Fraction> shapley() {
    // the cost of every choice, at the number whose bits are the drivers at head
    var costs = IntStream.range(0, 1 << DRIVERS.size()).mapToObj(i -> cost(atHead(i))).toList();
    var effects = new LinkedHashMap<Driver, Fraction>();
    for (int i = 0; i < DRIVERS.size(); i++) {
      effects.put(DRIVERS.get(i), mean(i, costs));
    }
    return effects;
  }

  private static Set<Driver> atHead(int choice) {
    var drivers = EnumSet.noneOf(Driver.class);
    for (int i = 0; i < DRIVERS.size(); i++) {
      if ((choice & (1 << i)) != 0) {
        drivers.add(DRIVERS.get(i));
      }
    }
    return drivers;
  }

  private static Fraction mean(int driver, List<Fraction> costs) {
    var mean = Fraction.ZERO;
    for (int without = 0; without < costs.size(); without++) {
      int with = without | (1 << driver);
      if (with != without) {
        var effect = costs.get(with).minus(costs.get(without));
        mean = mean.plus(effect.times(weight(Integer.bitCount(without))));
      }
    }
    return mean;
  }

  /// The share of all orders in which exactly `before` given drivers come before another.
  private static Fraction weight(int before) {
    return Fraction.of(factorial(before).multiply(factorial(DRIVERS.size() - 1 - before)))
        .over(Fraction.of(factorial(DRIVERS.size())));
  }

  private static BigDecimal factorial(int n) {
    return n <= 1 ? BigDecimal.ONE : BigDecimal.valueOf(n).multiply(factorial(n - 1));
  }

  /// The exact cost with the factors `atHead` from the head and the others from the base.
  private Fraction cost(Set<Driver> atHead) {
    var servings = base.servings(group, head);
    var perCall =
        sum(servings.stream().map(each -> share(each, atHead).times(perCall(each, atHead))));
    var uncounted = sum(servings.stream().map(each -> uncounted(each, atHead)));
    var calls = Fraction.of(side(atHead.contains(Driver.CALLS)).calls());
    return calls.times(shareOfGroup(atHead)).times(perCall).plus(uncounted);
  }

  private static Fraction sum(Stream<Fraction> terms) {
    return terms.reduce(Fraction.ZERO, Fraction::plus);
  }

  private VarianceSide side(boolean atHead) {
    return atHead ? head : base;
  }

  private Fraction shareOfGroup(Set<Driver> atHead) {
    boolean wanted = atHead.contains(Driver.TASK_MIX);
    boolean known = side(wanted).calls().signum() != 0 ? wanted : !wanted;
    return ratio(calls(known), side(known).calls());
  }

  private BigDecimal calls(boolean atHead) {
    return side(atHead).total(group).calls();
  }

  private Fraction share(ServedModel serving, Set<Driver> atHead) {
    boolean wanted = atHead.contains(Driver.ROUTING);
    boolean known = calls(wanted).signum() != 0 ? wanted : !wanted;
    return ratio(cell(serving, known).calls(), calls(known));
  }

  private static Fraction ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? Fraction.ZERO : Fraction.of(part).over(Fraction.of(whole));
  }

  private VarianceCell cell(ServedModel serving, boolean atHead) {
    return side(atHead).cell(group, serving);
  }

  private Fraction perCall(ServedModel serving, Set<Driver> atHead) {
    boolean wanted = atHead.contains(Driver.TOKENS_PER_CALL);
    var cell = cell(serving, cell(serving, wanted).isUncounted() ? !wanted : wanted);
    return cell.isUncounted()
        ? Fraction.ZERO
        : priced(cell, serving, atHead).over(Fraction.of(cell.calls()));
  }

  /// Usage without counted calls has no part in the shares: only usage and price move it.
  private Fraction uncounted(ServedModel serving, Set<Driver> atHead) {
    var cell = cell(serving, atHead.contains(Driver.TOKENS_PER_CALL));
    return cell.isUncounted() ? priced(cell, serving, atHead) : Fraction.ZERO;
  }

  private Fraction priced(VarianceCell cell, ServedModel serving, Set<Driver> atHead) {
    return sum(
        cell.parts().entrySet().stream()
            .map(
                part ->
                    Fraction.of(part.getValue().quantity())
                        .times(price(new LineItem(serving, part.getKey()), atHead))));
  }

  private Fraction price(LineItem item, Set<Driver> atHead) {
    boolean wanted = atHead.contains(Driver.PRICE);
    return price(item, wanted).or(() -> price(item, !wanted)).orElseThrow();
  }

  private Optional<Fraction> price(LineItem item, boolean atHead) {
    return side(atHead).price(item, cell(item.serving(), atHead).part(item.kind()));
  }
}
