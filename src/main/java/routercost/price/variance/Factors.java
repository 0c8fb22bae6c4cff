package routercost.price.variance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.LineItem.UsageKind;
import routercost.price.variance.Variance.Driver;

/// The cost of one group as a product of the five drivers: calls × share of the group among calls ×
/// share of each serving among them × usage of each kind per call × its price.
///
/// Each factor can be taken from the base or from the head. A factor that one side does not have,
/// such as the usage per call of a model that it did not use, is taken from the other side, so that
/// it has no effect of its own.
record Factors(VarianceSide base, VarianceSide head, List<String> group) {
  /// The exact cost with those factors from the head that are named, the others from the base.
  Fraction cost(Set<Driver> atHead) {
    var servings = servings();
    var perCall = sum(servings.stream().map(one -> share(one, atHead).times(perCall(one, atHead))));
    var uncounted = sum(servings.stream().map(one -> uncounted(one, atHead)));
    var calls = Fraction.of(side(atHead.contains(Driver.CALLS)).calls());
    return calls.times(shareOfGroup(atHead)).times(perCall).plus(uncounted);
  }

  private static Fraction sum(Stream<Fraction> terms) {
    return terms.reduce(Fraction.ZERO, Fraction::plus);
  }

  private VarianceSide side(boolean atHead) {
    return atHead ? head : base;
  }

  private Set<ServedModel> servings() {
    var names = new TreeSet<>(base.group(group).keySet());
    names.addAll(head.group(group).keySet());
    return names;
  }

  private Fraction shareOfGroup(Set<Driver> atHead) {
    boolean asked = atHead.contains(Driver.TASK_MIX);
    boolean known = side(asked).calls().signum() != 0 ? asked : !asked;
    return ratio(calls(known), side(known).calls());
  }

  private BigDecimal calls(boolean atHead) {
    return side(atHead).total(group).calls();
  }

  private Fraction share(ServedModel serving, Set<Driver> atHead) {
    boolean asked = atHead.contains(Driver.ROUTING);
    boolean known = calls(asked).signum() != 0 ? asked : !asked;
    return ratio(cell(serving, known).calls(), calls(known));
  }

  private static Fraction ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? Fraction.ZERO : Fraction.of(part).over(Fraction.of(whole));
  }

  private VarianceCell cell(ServedModel serving, boolean atHead) {
    return side(atHead).group(group).getOrDefault(serving, VarianceCell.NONE);
  }

  /// What a call costs that is served so.
  private Fraction perCall(ServedModel serving, Set<Driver> atHead) {
    boolean asked = atHead.contains(Driver.TOKENS_PER_CALL);
    var cell = cell(serving, cell(serving, asked).isUncounted() ? !asked : asked);
    return cell.isUncounted()
        ? Fraction.ZERO
        : priced(cell, serving, atHead).over(Fraction.of(cell.calls()));
  }

  /// Usage that no call was counted for stays out of the shares: only usage and price move it.
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
                        .times(price(serving, part.getKey(), atHead))));
  }

  private Fraction price(ServedModel serving, UsageKind kind, Set<Driver> atHead) {
    boolean asked = atHead.contains(Driver.PRICE);
    return price(serving, kind, asked).or(() -> price(serving, kind, !asked)).orElseThrow();
  }

  private Optional<Fraction> price(ServedModel serving, UsageKind kind, boolean atHead) {
    return side(atHead).price(serving, kind, cell(serving, atHead).part(kind));
  }
}
