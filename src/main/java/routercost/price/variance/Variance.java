package routercost.price.variance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.PriceVolumeMix.OneSided;
import routercost.price.variance.Split.Method;

/// Why a bill moved: its change from base to head, split among drivers that sum to it to the last
/// digit, for each group and so in total.
///
/// The drivers are computed as exact fractions. One that is not a finite decimal is cut at the
/// eighteenth, so that what is added up stays exact.
///
/// @param lines one a group, the largest change first
/// @param newModels used in the head, and without a price in the base yet: their first price stands
///     in for it
public record Variance(Split split, List<Line> lines, SortedSet<String> newModels) {
  private static final int DECIMALS = 18;
  private static final Comparator<Line> LARGEST_FIRST =
      (one, other) -> {
        int order = other.change().usd().abs().compareTo(one.change().usd().abs());
        return order != 0 ? order : compare(one.group(), other.group());
      };

  /// What one group cost, and why that changed.
  ///
  /// @param group its values in the dimensions asked for
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
    /// Whether there was nothing.
    public boolean isNothing() {
      return calls.signum() == 0 && cost.isZero();
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
  /// @param book where usage that one side lacks finds its price of that time
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
    Function<List<String>, ServingShares> shares =
        name -> new ServingShares(new Factors(base, head, name));
    return switch (split.method()) {
      case STEPS -> shares.andThen(ServingShares::steps);
      case SHAPLEY -> shares.andThen(ServingShares::shapley);
      case PVM ->
          switch (split.volume()) {
            case TOKENS -> PriceVolumeMix.of(base, head, split)::effects;
            case CALLS -> shares.andThen(ServingShares::byCalls);
          };
    };
  }

  private static SortedSet<String> newModels(VarianceSide base, VarianceSide head) {
    return OneSided.of(base, head).added().stream()
        .filter(item -> base.price(item.serving(), item.kind(), VarianceCell.Part.NONE).isEmpty())
        .map(item -> item.serving().model())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The same by task.
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

  /// Decimals that sum to what the fractions sum to: each is the difference of two rounded sums.
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

  /// What all groups cost in the base.
  public Total base() {
    return lines.stream()
        .map(Line::base)
        .reduce(new Total(BigDecimal.ZERO, Money.ZERO), Total::plus);
  }

  /// What all groups cost in the head.
  public Total head() {
    return lines.stream()
        .map(Line::head)
        .reduce(new Total(BigDecimal.ZERO, Money.ZERO), Total::plus);
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

  /// The effect of one driver on all groups; nothing if the method does not tell it apart.
  public Money effect(Driver driver) {
    return drivers().getOrDefault(driver, Money.ZERO);
  }

  /// A reason for which a bill moves.
  public enum Driver {
    /// There were more or fewer calls.
    CALLS,
    /// Calls went from some tasks to others.
    TASK_MIX,
    /// Calls of a task went to other models, services or places.
    ROUTING,
    /// A call of a task on a model used more or less of something.
    TOKENS_PER_CALL,
    /// The same usage got dearer or cheaper.
    PRICE,
    /// There was more or less usage: finance's name for quantity, in tokens.
    VOLUME,
    /// Usage went to dearer or cheaper tokens.
    MIX,
    /// What the change of a price did on the change of a quantity.
    JOINT,
    /// What the base did not use at all.
    NEW,
    /// What the head no longer uses at all.
    DISCONTINUED;

    /// The name in machine formats: `task_mix`.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One side of a variance: what a period cost.
  ///
  /// @param ledger its charges; what is uncharged is on neither side of a variance
  /// @param lastDay of the period; what the period did not use takes the list price of this day
  public record VarianceBill(Ledger ledger, LocalDate lastDay) {
    /// The bill of what is in `ledger`, up to the last day that is charged.
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
