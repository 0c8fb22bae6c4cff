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
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.PriceBook;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.PriceVolumeMix.OneSided;
import routercost.price.variance.Variance.Driver;
import routercost.price.variance.Variance.VarianceBill;

/// The search for the largest cause of each driver of a variance.
public final class Causes {
  private final Variance variance;
  private final VarianceSide base;
  private final VarianceSide head;

  private Causes(Variance variance, VarianceSide base, VarianceSide head) {
    this.variance = variance;
    this.base = base;
    this.head = head;
  }

  /// The causes of the drivers that have an effect with a single cause.
  ///
  /// @param variance of `base` and `head` by `group`
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
    for (var serving : base.servings(group, head)) {
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

  private static BigDecimal share(VarianceSide side, List<String> group, ServedModel serving) {
    return quotient(side.cell(group, serving).calls(), side.total(group).calls());
  }

  /// A cause with its effect, to be compared with others.
  private record Weighed(Cause cause, BigDecimal effect) {
    static Optional<Cause> largest(Stream<Weighed> causes) {
      return causes
          .filter(cause -> cause.effect.signum() != 0)
          .max(Comparator.comparing(cause -> cause.effect.abs()))
          .map(Weighed::cause);
    }
  }

  private Optional<Cause> perCall(List<String> group) {
    return Weighed.largest(
        base.servings(group, head).stream().flatMap(serving -> perCall(group, serving)));
  }

  private Stream<Weighed> perCall(List<String> group, ServedModel serving) {
    var before = base.cell(group, serving);
    var after = head.cell(group, serving);
    if (before.isUncounted() || after.isUncounted()) {
      return Stream.empty();
    }
    return before.kinds(after).stream()
        .map(
            kind -> {
              var item = new LineItem(serving, kind);
              var usedBefore = quotient(before.part(kind).quantity(), before.calls());
              var usedAfter = quotient(after.part(kind).quantity(), after.calls());
              var effect =
                  usedAfter
                      .subtract(usedBefore)
                      .multiply(after.calls())
                      .multiply(oldPrice(item, before.part(kind), after.part(kind)));
              return new Weighed(new Cause.PerCall(group, item, usedBefore, usedAfter), effect);
            });
  }

  /// The price of a unit in the base, or else in the head.
  private BigDecimal oldPrice(LineItem item, VarianceCell.Part before, VarianceCell.Part after) {
    return base.price(item, before)
        .or(() -> head.price(item, after))
        .map(price -> quotient(new BigDecimal(price.above()), new BigDecimal(price.below())))
        .orElse(BigDecimal.ZERO);
  }

  /// The most expensive of `items`.
  private static Optional<Cause> oneLine(SortedSet<LineItem> items, VarianceSide side) {
    return Weighed.largest(
        side.items().entrySet().stream()
            .filter(item -> items.contains(item.getKey()))
            .map(
                item ->
                    new Weighed(new Cause.OneLine(item.getKey()), item.getValue().cost().usd())));
  }

  private Optional<Cause> unitPrice() {
    var before = base.items();
    return Weighed.largest(
        head.items().entrySet().stream()
            .map(
                item ->
                    unitPrice(
                        item.getKey(),
                        before.getOrDefault(item.getKey(), VarianceCell.Part.NONE),
                        item.getValue())));
  }

  private Weighed unitPrice(LineItem item, VarianceCell.Part before, VarianceCell.Part after) {
    var oldPrice = oldPrice(item, before, after);
    var newPrice = quotient(after.cost().usd(), after.quantity());
    var cause = new Cause.UnitPrice(item, oldPrice, newPrice);
    return new Weighed(cause, newPrice.subtract(oldPrice).multiply(weight(before, after)));
  }

  /// The quantity that a change of price is multiplied by.
  private BigDecimal weight(VarianceCell.Part before, VarianceCell.Part after) {
    boolean apart =
        variance.split().newLines() == Split.NewLines.BUCKET && before.quantity().signum() == 0;
    return apart || variance.split().joint() == Split.Joint.SEPARATE
        ? before.quantity()
        : after.quantity();
  }
}
