package routercost.price;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.Slice;

/// A slice and what it costs, down to the arithmetic.
public final class Charge {
  private final Slice slice;
  private final RateCard card;
  private final @Nullable List<Component> stated;
  private final Money list;

  /// A named reduction of the list price.
  public record Reduction(Discount discount, Money amount) {}

  /// A slice at the prices of a card.
  public Charge(Slice slice, RateCard card) {
    this.slice = slice;
    this.card = card;
    stated = null;
    list = card.cost(slice.usage()); // reports ask for it a dozen times
  }

  /// A slice whose arithmetic a report states.
  public Charge(Slice slice, RateCard card, List<Component> components) {
    this.slice = slice;
    this.card = card;
    stated = List.copyOf(components);
    list = Money.sum(stated.stream().map(Component::amount).toList());
  }

  public Slice slice() {
    return slice;
  }

  public RateCard card() {
    return card;
  }

  /// The arithmetic. It is worked out anew at each call: a year has it for a million charges, of
  /// which few reports show more than the sum.
  public List<Component> components() {
    return stated == null ? card.components(slice.usage()) : stated;
  }

  /// The sum of the components.
  public Money list() {
    return list;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Charge charge
        && slice.equals(charge.slice)
        && card.equals(charge.card)
        && Objects.equals(stated, charge.stated);
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
      return new Component(meter, quantity, rate, factors, amount(quantity, rate, factors));
    }

    static Money amount(BigDecimal quantity, Rate rate, List<Factor> factors) {
      return rate.cost(quantity).times(Factor.product(factors));
    }

    /// All factors as one.
    public BigDecimal multiplier() {
      return Factor.product(factors);
    }
  }
}
