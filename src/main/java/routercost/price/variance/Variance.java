package routercost.price.variance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.PriceVolumeMix.OneSided;
import routercost.price.variance.Split.Method;
import routercost.usage.Identified;

/// The change of a bill from base to head, split among drivers that sum to it to the last digit,
/// for each group and so in total.
///
/// Drivers are computed as exact fractions and cut at the eighteenth decimal in a way that keeps
/// their sum exact.
///
/// @param lines one per group, the largest change first
/// @param newModels used in the head but without a price in the base: their first price is used
///     instead
public record Variance(Split split, List<Line> lines, SortedSet<String> newModels) {
  private static final int DECIMALS = 18;
  private static final Comparator<Line> LARGEST_FIRST =
      (one, other) -> {
        int order = other.change().usd().abs().compareTo(one.change().usd().abs());
        return order != 0 ? order : compare(one.group(), other.group());
      };

  /// The cost of one group and the reasons for its change.
  ///
  /// @param group its values of the attributes that the variance is grouped by
  /// @param drivers the effect of each driver of the method, in its order
  public record Line(
      List<String> group, Total base, Total head, SequencedMap<Driver, Money> drivers) {
    public Line {
      group = List.copyOf(group);
      drivers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(drivers));
    }

    /// Head less base: the sum of the drivers.
    public Money change() {
      return head.cost().minus(base.cost());
    }
  }

  /// Priced calls, failed ones among them, and their cost.
  public record Total(BigDecimal calls, Money cost) {
    public boolean isNothing() {
      return calls.signum() == 0 && cost.isZero();
    }

    private static Total sum(Stream<Total> totals) {
      return totals.reduce(new Total(BigDecimal.ZERO, Money.ZERO), Total::plus);
    }

    private Total plus(Total other) {
      return new Total(calls.add(other.calls), cost.plus(other.cost));
    }
  }

  public Variance {
    lines = List.copyOf(lines);
    newModels = Collections.unmodifiableSortedSet(new TreeSet<>(newModels));
  }

  /// Splits the change from `base` to `head`.
  ///
  /// @param book the prices for usage that one side lacks
  /// @param group the group that a charge belongs to, usually its task
  public static Variance of(
      VarianceBill base,
      VarianceBill head,
      PriceBook book,
      Function<Charge, List<String>> group,
      Split split) {
    var before = VarianceSide.of(base, book, group);
    var after = VarianceSide.of(head, book, group);
    var names = new TreeSet<List<String>>(Variance::compare);
    names.addAll(before.groups().keySet());
    names.addAll(after.groups().keySet());
    var effects = effects(before, after, split);
    var lines =
        names.stream()
            .map(name -> line(name, total(before, name), total(after, name), effects.apply(name)))
            .sorted(LARGEST_FIRST)
            .toList();
    return new Variance(split, lines, newModels(before, after));
  }

  private static Function<List<String>, SequencedMap<Driver, Fraction>> effects(
      VarianceSide base, VarianceSide head, Split split) {
    Function<List<String>, Factors> factors = name -> new Factors(base, head, name);
    return switch (split.method()) {
      case STEPS -> factors.andThen(Factors::steps);
      case SHAPLEY -> factors.andThen(Factors::shapley);
      case PVM ->
          switch (split.volume()) {
            case TOKENS -> PriceVolumeMix.of(base, head, split)::effects;
            case CALLS -> factors.andThen(Factors::byCalls);
          };
    };
  }

  private static SortedSet<String> newModels(VarianceSide base, VarianceSide head) {
    return OneSided.of(base, head).added().stream()
        .filter(item -> base.price(item, VarianceCell.Part.NONE).isEmpty())
        .map(item -> item.serving().model())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Splits the change of each task in steps.
  public static Variance byTask(VarianceBill base, VarianceBill head, PriceBook book) {
    return of(
        base, head, book, charge -> List.of(charge.slice().key().task()), Split.of(Method.STEPS));
  }

  private static int compare(List<String> one, List<String> other) {
    return Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));
  }

  private static Total total(VarianceSide side, List<String> name) {
    var all = side.total(name);
    return new Total(all.calls(), all.cost());
  }

  private static Line line(
      List<String> name, Total before, Total after, SequencedMap<Driver, Fraction> effects) {
    int decimals =
        Math.max(DECIMALS, Math.max(before.cost().usd().scale(), after.cost().usd().scale()));
    return new Line(name, before, after, closed(effects, decimals));
  }

  /// Decimals with the sum of the fractions: each is the difference of two rounded sums.
  private static SequencedMap<Driver, Money> closed(
      SequencedMap<Driver, Fraction> effects, int decimals) {
    var closed = new LinkedHashMap<Driver, Money>();
    var sum = Fraction.ZERO;
    var rounded = Money.ZERO;
    for (var effect : effects.entrySet()) {
      sum = sum.plus(effect.getValue());
      var upTo = new Money(sum.rounded(decimals));
      closed.put(effect.getKey(), upTo.minus(rounded));
      rounded = upTo;
    }
    return closed;
  }

  /// The total of all groups in the base.
  public Total base() {
    return Total.sum(lines.stream().map(Line::base));
  }

  /// The total of all groups in the head.
  public Total head() {
    return Total.sum(lines.stream().map(Line::head));
  }

  /// Head less base: the sum of the drivers.
  public Money change() {
    return head().cost().minus(base().cost());
  }

  /// The effect of each driver on all groups.
  public SequencedMap<Driver, Money> drivers() {
    var sums = new LinkedHashMap<Driver, Money>();
    split.drivers().forEach(driver -> sums.put(driver, Money.ZERO));
    lines.forEach(
        line ->
            line.drivers().forEach((driver, effect) -> sums.merge(driver, effect, Money::plus)));
    return sums;
  }

  /// The effect of one driver on all groups; zero if the method does not have it.
  public Money effect(Driver driver) {
    return drivers().getOrDefault(driver, Money.ZERO);
  }

  /// A reason for the change of a bill.
  public enum Driver implements Identified {
    /// More or fewer calls.
    CALLS,
    /// Calls of other tasks.
    TASK_MIX,
    /// Other models, services or places for calls of a task.
    ROUTING,
    /// More or less usage per call of a task on a model.
    TOKENS_PER_CALL,
    /// Other prices for equal usage.
    PRICE,
    /// More or less usage: finance's name for quantity, in tokens.
    VOLUME,
    /// A shift to more expensive or cheaper tokens.
    MIX,
    /// The change of price times the change of quantity.
    JOINT,
    /// Items that the base did not use.
    NEW,
    /// Items that the head no longer uses.
    DISCONTINUED;
  }

  /// The cost of a period: one side of a variance.
  ///
  /// @param ledger its charges; unpriced slices are ignored
  /// @param lastDay of the period; items that it did not use have the list price of this day
  public record VarianceBill(Ledger ledger, LocalDate lastDay) {
    /// The bill of `ledger` up to its last charge.
    ///
    /// @param otherwise the last day if nothing is charged
    public static VarianceBill of(Ledger ledger, LocalDate otherwise) {
      return new VarianceBill(
          ledger,
          ledger.charges().stream()
              .map(charge -> charge.slice().key().day())
              .max(LocalDate::compareTo)
              .orElse(otherwise));
    }
  }
}
