package routercost.price.variance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.PriceBook;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.LineItem.UsageKind;
import routercost.price.variance.PriceVolumeMix.OneSided;
import routercost.price.variance.Variance.Driver;
import routercost.price.variance.Variance.VarianceBill;

/// Finds the largest cause of each of the five drivers of a variance.
public final class Causes {
  private final Variance variance;
  private final VarianceSide base;
  private final VarianceSide head;

  private Causes(Variance variance, VarianceSide base, VarianceSide head) {
    this.variance = variance;
    this.base = base;
    this.head = head;
  }

  /// The causes of those drivers that have an effect and a single thing to name for it.
  ///
  /// @param variance of the other arguments
  public static SequencedMap<Driver, Cause> of(
      Variance variance,
      VarianceBill base,
      VarianceBill head,
      PriceBook book,
      Function<Charge, List<String>> group) {
    var causes =
        new Causes(
            variance, VarianceSide.of(base, book, group), VarianceSide.of(head, book, group));
    var found = new LinkedHashMap<Driver, Cause>();
    for (var driver : variance.split().drivers()) {
      causes.of(driver).ifPresent(cause -> found.put(driver, cause));
    }
    return found;
  }

  private Optional<Cause> of(Driver driver) {
    return switch (driver) {
      case CALLS -> calls(driver);
      case TASK_MIX -> most(driver).map(this::share);
      case ROUTING -> most(driver).flatMap(this::rerouted);
      case TOKENS_PER_CALL -> most(driver).flatMap(this::perCall);
      case PRICE -> unitPrice();
      case VOLUME ->
          variance.split().volume() == Split.Volume.CALLS ? calls(driver) : Optional.empty();
      case NEW -> oneLine(OneSided.of(base, head).added(), head);
      case DISCONTINUED -> oneLine(OneSided.of(base, head).discontinued(), base);
      case MIX, JOINT -> Optional.empty();
    };
  }

  private Optional<Cause> calls(Driver driver) {
    return variance.effect(driver).isZero()
        ? Optional.empty()
        : Optional.of(new Cause.Calls(base.calls(), head.calls()));
  }

  /// The group on which a driver has its largest effect.
  private Optional<List<String>> most(Driver driver) {
    return variance.lines().stream()
        .filter(line -> size(line, driver).signum() != 0)
        .max(Comparator.comparing(line -> size(line, driver)))
        .map(Variance.Line::group);
  }

  private static BigDecimal size(Variance.Line line, Driver driver) {
    return Optional.ofNullable(line.drivers().get(driver))
        .map(effect -> effect.usd().abs())
        .orElse(BigDecimal.ZERO);
  }

  private Cause share(List<String> group) {
    return new Cause.Share(
        group,
        quotient(base.total(group).calls(), base.calls()),
        quotient(head.total(group).calls(), head.calls()));
  }

  private static BigDecimal quotient(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : part.divide(whole, MathContext.DECIMAL128).stripTrailingZeros();
  }

  private Optional<Cause> rerouted(List<String> group) {
    var gains = new TreeMap<ServedModel, BigDecimal>();
    for (var serving : servings(group)) {
      gains.put(serving, share(head, group, serving).subtract(share(base, group, serving)));
    }
    Comparator<Map.Entry<ServedModel, BigDecimal>> byGain = Map.Entry.comparingByValue();
    var gained = gains.entrySet().stream().max(byGain);
    var lost = gains.entrySet().stream().min(byGain);
    return gained.flatMap(
        to ->
            lost.map(
                from ->
                    new Cause.Rerouted(
                        group,
                        from.getKey(),
                        to.getKey(),
                        to.getValue().min(from.getValue().negate()))));
  }

  private SortedSet<ServedModel> servings(List<String> group) {
    var all = new TreeSet<>(base.group(group).keySet());
    all.addAll(head.group(group).keySet());
    return all;
  }

  private static BigDecimal share(VarianceSide side, List<String> group, ServedModel serving) {
    return quotient(cell(side, group, serving).calls(), side.total(group).calls());
  }

  private static VarianceCell cell(VarianceSide side, List<String> group, ServedModel serving) {
    return side.group(group).getOrDefault(serving, VarianceCell.NONE);
  }

  /// A cause with its effect, to be compared with others.
  private record Weighed(Cause cause, BigDecimal effect) {
    static Optional<Cause> largest(Stream<Weighed> all) {
      return all.filter(one -> one.effect.signum() != 0)
          .max(Comparator.comparing(one -> one.effect.abs()))
          .map(Weighed::cause);
    }
  }

  private Optional<Cause> perCall(List<String> group) {
    return Weighed.largest(servings(group).stream().flatMap(serving -> perCall(group, serving)));
  }

  private Stream<Weighed> perCall(List<String> group, ServedModel serving) {
    var before = cell(base, group, serving);
    var after = cell(head, group, serving);
    if (before.isUncounted() || after.isUncounted()) {
      return Stream.empty();
    }
    return kinds(before, after).stream()
        .map(
            kind -> {
              var was = quotient(before.part(kind).quantity(), before.calls());
              var is = quotient(after.part(kind).quantity(), after.calls());
              var effect =
                  is.subtract(was)
                      .multiply(after.calls())
                      .multiply(paid(serving, kind, before, after));
              return new Weighed(new Cause.PerCall(group, serving, kind, was, is), effect);
            });
  }

  /// What a unit cost in the base, or else in the head.
  private BigDecimal paid(
      ServedModel serving, UsageKind kind, VarianceCell before, VarianceCell after) {
    return base.price(serving, kind, before.part(kind))
        .or(() -> head.price(serving, kind, after.part(kind)))
        .map(Causes::decimal)
        .orElse(BigDecimal.ZERO);
  }

  private static BigDecimal decimal(Fraction price) {
    return quotient(new BigDecimal(price.above()), new BigDecimal(price.below()));
  }

  private static SortedSet<UsageKind> kinds(VarianceCell before, VarianceCell after) {
    var kinds = new TreeSet<>(before.parts().keySet());
    kinds.addAll(after.parts().keySet());
    return kinds;
  }

  /// The quantity on which a change of price is price.
  private BigDecimal weight(VarianceCell.Part before, VarianceCell.Part after) {
    boolean apart =
        variance.split().newLines() == Split.NewLines.BUCKET && before.quantity().signum() == 0;
    return apart || variance.split().joint() == Split.Joint.SEPARATE
        ? before.quantity()
        : after.quantity();
  }

  /// The dearest of some items.
  private static Optional<Cause> oneLine(SortedSet<LineItem> some, VarianceSide side) {
    return Weighed.largest(
        side.items().entrySet().stream()
            .filter(item -> some.contains(item.getKey()))
            .map(
                item ->
                    new Weighed(
                        new Cause.OneLine(item.getKey().serving(), item.getKey().kind()),
                        item.getValue().cost().usd())));
  }

  private Optional<Cause> unitPrice() {
    var before = base.byServing();
    var after = head.byServing();
    return Weighed.largest(
        after.entrySet().stream()
            .flatMap(
                cell ->
                    unitPrices(
                        cell.getKey(),
                        before.getOrDefault(cell.getKey(), VarianceCell.NONE),
                        cell.getValue())));
  }

  private Stream<Weighed> unitPrices(ServedModel serving, VarianceCell before, VarianceCell after) {
    return after.parts().entrySet().stream()
        .map(
            part -> {
              var was = paid(serving, part.getKey(), before, after);
              var is = quotient(part.getValue().cost().usd(), part.getValue().quantity());
              var cause = new Cause.UnitPrice(serving, part.getKey(), was, is);
              var weight = weight(before.part(part.getKey()), part.getValue());
              return new Weighed(cause, is.subtract(was).multiply(weight));
            });
  }
}
