package routercost.whatif.pipeline;

import routercost.price.Money;

/// What something costs, by what it is paid for.
///
/// @param models tokens and fees of language models
/// @param services fixed prices by the unit
/// @param failures what wrong answers cost
/// @param waiting what the time of who waits costs
public record Costs(Money models, Money services, Money failures, Money waiting) {
  public static final Costs NONE = new Costs(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

  static Costs ofModels(Money models) {
    return new Costs(models, Money.ZERO, Money.ZERO, Money.ZERO);
  }

  static Costs ofServices(Money services) {
    return new Costs(Money.ZERO, services, Money.ZERO, Money.ZERO);
  }

  /// All together.
  public Money total() {
    return models.plus(services).plus(failures).plus(waiting);
  }

  public Costs plus(Costs other) {
    return new Costs(
        models.plus(other.models),
        services.plus(other.services),
        failures.plus(other.failures),
        waiting.plus(other.waiting));
  }
}
