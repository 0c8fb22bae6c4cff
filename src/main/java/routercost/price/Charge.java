package routercost.price;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.Slice;

/// A slice and what it costs, down to the arithmetic.
///
/// @param list the sum of the components: reports ask for it a dozen times
public record Charge(Slice slice, RateCard card, List<Component> components, Money list) {
  /// A named reduction of the list price.
  public record Reduction(Discount discount, Money amount) {}

  public Charge {
    components = List.copyOf(components);
  }

  public Charge(Slice slice, RateCard card, List<Component> components) {
    this(slice, card, components, sum(components));
  }

  private static Money sum(List<Component> components) {
    var usd = BigDecimal.ZERO;
    for (var component : components) {
      usd = usd.add(component.amount().usd());
    }
    return new Money(usd);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Charge charge
        && slice.equals(charge.slice)
        && card.equals(charge.card)
        && components.equals(charge.components);
  }

  @Override
  public int hashCode() {
    return 31 * slice.hashCode() + card.hashCode();
  }

  /// The discounts that apply, each on the list price.
  public List<Reduction> reductions() {
    return card.discounts().stream()
        .map(discount -> new Reduction(discount, discount.off(list)))
        .toList();
  }

  /// The list price less the discounts.
  public Money total() {
    return card.discounts().isEmpty()
        ? list
        : list.plus(Money.sum(reductions().stream().map(Reduction::amount).toList()));
  }

  /// What the discounts leave of one dollar of the list price.
  public BigDecimal rest() {
    var rest = BigDecimal.ONE;
    for (var discount : card.discounts()) {
      rest = rest.subtract(discount.percent().movePointLeft(2));
    }
    return rest;
  }

  /// One line of arithmetic: quantity × rate × factors = amount.
  public record Component(
      Meter meter, BigDecimal quantity, Rate rate, List<Factor> factors, Money amount) {
    public Component {
      factors = List.copyOf(factors);
    }

    static Component of(Meter meter, BigDecimal quantity, Rate rate, List<Factor> factors) {
      var amount = rate.cost(quantity).times(Factor.product(factors));
      return new Component(meter, quantity, rate, factors, amount);
    }

    /// All factors as one.
    public BigDecimal multiplier() {
      return Factor.product(factors);
    }
  }
}
