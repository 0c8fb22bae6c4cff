package routercost.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A reduction by contract, shown as its own line after the list price.
///
/// @param percent of the list price: 15 takes 15 % off
/// @param provider whose models; empty for all
/// @param models which models; empty for all of the provider
public record Discount(
    String name, BigDecimal percent, String provider, Set<String> models, DateRange valid) {
  public Discount {
    models = Set.copyOf(models);
  }

  /// This discount with the exact ids of the models that it names.
  Discount naming(Function<String, Optional<String>> exactId) {
    var ids =
        models.stream().map(name -> exactId.apply(name).orElse(name)).collect(Collectors.toSet());
    return new Discount(name, percent, provider, ids, valid);
  }

  public boolean appliesTo(String model, String modelProvider, LocalDate day) {
    return valid.contains(day)
        && (provider.isEmpty() || provider.equals(modelProvider))
        && (models.isEmpty() || models.contains(model));
  }

  public Money off(Money list) {
    return Money.ZERO.minus(list.times(percent.movePointLeft(2)));
  }
}
