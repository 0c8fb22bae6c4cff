package routercost.price;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// The rates that hold for one key: a vector over the same meters as usage.
///
/// @param priced which model or service it belongs to and how its name was found
/// @param rates by meter, before factors
/// @param factors on all token meters
/// @param discounts after the list price
/// @param over the threshold of the band whose rates these are, in tokens; 0 for the base
/// @param valid the days of the entry
public record RateCard(
    Resolution priced,
    Map<Meter, Rate> rates,
    List<Factor> factors,
    List<Discount> discounts,
    long over,
    DateRange valid,
    Provenance provenance) {
  public RateCard {
    rates = Map.copyOf(withUnknownLifetime(rates));
    factors = List.copyOf(factors);
    discounts = List.copyOf(discounts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RateCard card
        && priced.equals(card.priced)
        && rates.equals(card.rates)
        && factors.equals(card.factors)
        && discounts.equals(card.discounts)
        && over == card.over
        && valid.equals(card.valid)
        && provenance.equals(card.provenance);
  }

  @Override
  public int hashCode() {
    return 31 * priced.hashCode() + rates.hashCode();
  }

  /// The card of a model that has no rates, for calls that used nothing.
  static RateCard withoutRates(String model) {
    return new RateCard(
        new Resolution(model, model, "", "", "", Resolution.How.EXACT),
        Map.of(),
        List.of(),
        List.of(),
        0,
        DateRange.ALWAYS,
        new Provenance("", "", "", "", ""));
  }

  /// Cache writes of unknown lifetime take the five-minute rate (DESIGN: and are reported as such).
  private static Map<Meter, Rate> withUnknownLifetime(Map<Meter, Rate> rates) {
    var all = new EnumMap<Meter, Rate>(Meter.class);
    all.putAll(rates);
    Optional.ofNullable(rates.get(Meter.CACHE_WRITE_5M))
        .ifPresent(rate -> all.putIfAbsent(Meter.CACHE_WRITE_UNKNOWN, rate));
    return all;
  }

  /// The meters on which something was used that has no rate. While there is one, the cost is
  /// unknown.
  public List<Meter> lacking(Usage usage) {
    return usage.amounts().keySet().stream()
        .filter(meter -> meter.isBilled() && !rates.containsKey(meter))
        .toList();
  }

  /// The arithmetic of `usage`, in meter order. The components sum to the list price.
  public List<Component> components(Usage usage) {
    return usage.amounts().entrySet().stream()
        .flatMap(used -> rate(used.getKey()).map(rate -> component(used, rate)))
        .toList();
  }

  private Component component(Map.Entry<Meter, java.math.BigDecimal> used, Rate rate) {
    var meter = used.getKey();
    return Component.of(meter, used.getValue(), rate, applied(meter));
  }

  /// The factors on `meter`.
  List<Factor> applied(Meter meter) {
    return meter.countsTokens() ? factors : List.of();
  }

  private Stream<Rate> rate(Meter meter) {
    return Optional.ofNullable(rates.get(meter)).stream();
  }
}
