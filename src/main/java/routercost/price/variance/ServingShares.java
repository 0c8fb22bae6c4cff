package routercost.price.variance;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.Driver;

/// Splits the change of one group among the five drivers, exactly.
record ServingShares(Factors factors) {
  private static final List<Driver> DRIVERS = Method.STEPS.drivers();

  /// Each driver after those before it.
  SequencedMap<Driver, Fraction> steps() {
    var effects = new LinkedHashMap<Driver, Fraction>();
    var atHead = EnumSet.noneOf(Driver.class);
    var before = factors.cost(atHead);
    for (var driver : DRIVERS) {
      atHead.add(driver);
      var after = factors.cost(atHead);
      effects.put(driver, after.minus(before));
      before = after;
    }
    return effects;
  }

  /// Price, volume and mix with calls as the unit of volume: what else a call became is mix.
  SequencedMap<Driver, Fraction> byCalls() {
    var three = new LinkedHashMap<Driver, Fraction>();
    Method.PVM.drivers().forEach(driver -> three.put(driver, Fraction.ZERO));
    steps().forEach((driver, effect) -> three.merge(byCalls(driver), effect, Fraction::plus));
    return three;
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
    var costs = costs();
    var effects = new LinkedHashMap<Driver, Fraction>();
    for (int i = 0; i < DRIVERS.size(); i++) {
      effects.put(DRIVERS.get(i), mean(i, costs));
    }
    return effects;
  }

  /// The cost for every choice of factors, at the number whose bits are the drivers at head.
  private List<Fraction> costs() {
    return IntStream.range(0, 1 << DRIVERS.size())
        .mapToObj(choice -> factors.cost(atHead(choice)))
        .toList();
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

  /// In which share of all orders exactly `before` given drivers stand before another.
  private static Fraction weight(int before) {
    return Fraction.of(factorial(before).multiply(factorial(DRIVERS.size() - 1 - before)))
        .over(Fraction.of(factorial(DRIVERS.size())));
  }

  private static BigDecimal factorial(int n) {
    return n <= 1 ? BigDecimal.ONE : BigDecimal.valueOf(n).multiply(factorial(n - 1));
  }
}
