package routercost.price;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import routercost.price.PriceEntry.Provenance;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;

/// A rate card made up for a test: nothing known but what is said.
///
/// @param card what it says
public record DraftCard(RateCard card) {
  /// A card with one rate, per million.
  public static DraftCard of(Meter meter, String usd) {
    return empty().and(meter, usd, Rate.MILLION);
  }

  /// A card without rates.
  public static DraftCard empty() {
    return with(Map.of(), List.of(), List.of());
  }

  /// A further rate, per million.
  public DraftCard and(Meter meter, String usd) {
    return and(meter, usd, Rate.MILLION);
  }

  /// A further rate.
  public DraftCard and(Meter meter, String usd, long per) {
    var rates = new EnumMap<Meter, Rate>(Meter.class);
    rates.putAll(card.rates());
    rates.put(meter, new Rate(new BigDecimal(usd), per));
    return with(rates, card.factors(), card.discounts());
  }

  /// A further factor.
  public DraftCard times(String factor) {
    var further = new Factor("times " + factor, new BigDecimal(factor));
    return with(
        card.rates(),
        Stream.concat(card.factors().stream(), Stream.of(further)).toList(),
        card.discounts());
  }

  /// A further discount.
  public DraftCard less(String percent) {
    var further =
        new Discount(percent + " % off", new BigDecimal(percent), "", Set.of(), DateRange.ALWAYS);
    return with(
        card.rates(),
        card.factors(),
        Stream.concat(card.discounts().stream(), Stream.of(further)).toList());
  }

  private static DraftCard with(
      Map<Meter, Rate> rates, List<Factor> factors, List<Discount> discounts) {
    return new DraftCard(
        new RateCard(
            new Resolution("draft", "draft", "acme", "", "", Resolution.How.EXACT),
            rates,
            factors,
            discounts,
            0,
            DateRange.ALWAYS,
            new Provenance("made up", "", "", "", "")));
  }
}
