package routercost.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routercost.price.Charge.Component;
import routercost.price.PriceEntry.Provenance;
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
    if (rates.containsKey(Meter.CACHE_WRITE_5M)) {
      all.putIfAbsent(Meter.CACHE_WRITE_UNKNOWN, rates.get(Meter.CACHE_WRITE_5M));
    }
    return all;
  }

  /// The meters on which something was used that has no rate. While there is one, the cost is
  /// unknown.
  public List<Meter> lacking(Usage usage) {
    var lacking = new ArrayList<Meter>();
    for (var meter : usage.amounts().keySet()) {
      if (meter.isBilled() && !rates.containsKey(meter)) {
        lacking.add(meter);
      }
    }
    return lacking;
  }

  /// The arithmetic of `usage`, in meter order. The components sum to the list price.
  public List<Component> components(Usage usage) {
    var components = new ArrayList<Component>();
    for (var used : usage.amounts().entrySet()) {
      var meter = used.getKey();
      var rate = rates.get(meter);
      if (rate != null) {
        components.add(Component.of(meter, used.getValue(), rate, applied(meter)));
      }
    }
    return components;
  }

  /// The factors on `meter`.
  List<Factor> applied(Meter meter) {
    return meter.countsTokens() ? factors : List.of();
  }

  /// A named multiplier on rates: `batch` 0.5, `inference_geo_us` 1.1.
  public record Factor(String name, BigDecimal value) {
    public Factor {
      value = value.stripTrailingZeros();
    }
  }

  /// What a number of units costs: `0.80` US dollars per 1,000,000 tokens, `10.00` per 1,000
  /// searches.
  ///
  /// @param usd as published
  /// @param per a power of ten, so that every cost is a finite decimal
  public record Rate(BigDecimal usd, long per) {
    /// Tokens are priced by the million.
    public static final long MILLION = 1_000_000;

    public Rate {
      if (!isPowerOfTen(per)) {
        throw new IllegalArgumentException("per is " + per + "; expected 1, 10, 100, …");
      }
    }

    /// A published rate per million tokens.
    public static Rate perMillion(BigDecimal usd) {
      return new Rate(usd, MILLION);
    }

    /// Whether costs by this many units stay finite decimals.
    public static boolean isPowerOfTen(long per) {
      long rest = per;
      while (rest >= 10 && rest % 10 == 0) {
        rest /= 10;
      }
      return rest == 1;
    }

    /// The exact cost of `quantity` units.
    public Money cost(BigDecimal quantity) {
      int digits = Long.toString(per).length() - 1;
      return new Money(quantity.multiply(usd).movePointLeft(digits));
    }
  }
}
