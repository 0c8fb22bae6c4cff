package routercost.price;

import java.math.BigDecimal;
import java.util.List;
import routercost.usage.Meter;

/// One line of arithmetic: quantity × rate × factors = amount.
public record Component(
    Meter meter, BigDecimal quantity, Rate rate, List<Factor> factors, Money amount) {
  public Component {
    factors = List.copyOf(factors);
  }

  static Component of(Meter meter, BigDecimal quantity, Rate rate, List<Factor> factors) {
    var amount = rate.cost(quantity);
    for (var factor : factors) {
      amount = amount.times(factor.value());
    }
    return new Component(meter, quantity, rate, factors, amount);
  }

  /// All factors as one.
  public BigDecimal multiplier() {
    return factors.stream().map(Factor::value).reduce(BigDecimal.ONE, BigDecimal::multiply);
  }
}
