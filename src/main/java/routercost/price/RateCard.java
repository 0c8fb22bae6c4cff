package routercost.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routercost.price.Charge.Component;
import routercost.price.PriceEntry.Provenance;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// The rates for one key: a vector over the meters of usage.
///
/// @param priced the model or service, and how its name was found
/// @param rates by meter, before factors
/// @param factors on all token meters
/// @param discounts after the list price
/// @param atInput the meters that have no rate of their own and cost what input costs
/// @param unplaced whether the place of the calls has no price here, so that these are list prices
/// @param over the threshold of the band, in tokens; 0 for the base
/// @param valid the days of the entry
public record RateCard(
    Resolution priced,
    Map<Meter, Rate> rates,
    List<Factor> factors,
    List<Discount> discounts,
    Set<Meter> atInput,
    boolean unplaced,
    long over,
    DateRange valid,
    Provenance provenance) {
  /// A card on which every rate is published.
  public RateCard(
      Resolution priced,
      Map<Meter, Rate> rates,
      List<Factor> factors,
      List<Discount> discounts,
      long over,
      DateRange valid,
      Provenance provenance) {
    this(priced, rates, factors, discounts, Set.of(), false, over, valid, provenance);
  }

  public RateCard {
    rates = Map.copyOf(withUnknownLifetime(rates));
    factors = List.copyOf(factors);
    discounts = List.copyOf(discounts);
    atInput = Set.copyOf(atInput);
  }

  /// The card of a model without rates, for calls without usage.
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

  /// Cache writes of unknown lifetime have the five-minute rate; reports say so.
  private static Map<Meter, Rate> withUnknownLifetime(Map<Meter, Rate> rates) {
    var all = new EnumMap<Meter, Rate>(Meter.class);
    all.putAll(rates);
    if (rates.containsKey(Meter.CACHE_WRITE_5M)) {
      all.putIfAbsent(Meter.CACHE_WRITE_UNKNOWN, rates.get(Meter.CACHE_WRITE_5M));
    }
    return all;
  }

  /// The part of `usage` on cache writes that cost what input costs, as they have no fee.
  public BigDecimal freeWrites(Usage usage) {
    var free = BigDecimal.ZERO;
    if (atInput.contains(Meter.CACHE_WRITE_5M)) {
      free = usage.of(Meter.CACHE_WRITE_5M).add(usage.of(Meter.CACHE_WRITE_UNKNOWN));
    }
    return atInput.contains(Meter.CACHE_WRITE_1H) ? free.add(usage.of(Meter.CACHE_WRITE_1H)) : free;
  }

  /// The billed meters in `usage` without a rate. If there is one, the cost is a lower bound. The
  /// tokens of what is sold by the unit are no such meters.
  public List<Meter> lacking(Usage usage) {
    boolean byUnit = false;
    for (var meter : Meter.UNIT_METERS) {
      byUnit |= rates.containsKey(meter) && usage.of(meter).signum() != 0;
    }
    var lacking = new ArrayList<Meter>();
    for (var meter : usage.meters()) {
      boolean unrated = meter.isBilled() && !rates.containsKey(meter);
      unrated &= !byUnit || !meter.whole().countsTokens();
      if (unrated && usage.without(meter, this::isApart).signum() != 0) {
        lacking.add(meter);
      }
    }
    return lacking;
  }

  /// The arithmetic of `usage`, in meter order. The components sum to the list price.
  public List<Component> components(Usage usage) {
    var components = new ArrayList<Component>();
    for (var meter : usage.meters()) {
      var rate = rates.get(meter);
      var quantity = usage.without(meter, this::isApart);
      if (rate != null && quantity.signum() != 0) {
        components.add(Component.of(meter, quantity, rate, applied(meter)));
      }
    }
    return components;
  }

  /// The list price of `usage`: the sum of its components.
  public Money cost(Usage usage) {
    var usd = BigDecimal.ZERO;
    for (var meter : usage.meters()) {
      var rate = rates.get(meter);
      if (rate != null) {
        var quantity = usage.without(meter, this::isApart);
        usd = usd.add(Component.amount(quantity, rate, applied(meter)).usd());
      }
    }
    return new Money(usd);
  }

  /// Whether a part of a meter is not billed like the rest of it.
  boolean isApart(Meter part) {
    return part.isBilled() || rates.containsKey(part);
  }

  List<Factor> applied(Meter meter) {
    return meter.whole().countsTokens() ? factors : List.of();
  }

  /// A named multiplier on rates: `batch` 0.5, `inference_geo_us` 1.1.
  public record Factor(String name, BigDecimal value) {
    public Factor {
      value = value.stripTrailingZeros();
    }

    /// All factors as one.
    public static BigDecimal product(List<Factor> factors) {
      var product = BigDecimal.ONE;
      for (var factor : factors) {
        product = product.multiply(factor.value);
      }
      return product;
    }
  }

  /// A price per number of units: `0.80` US dollars per 1,000,000 tokens, `10.00` per 1,000
  /// searches.
  ///
  /// @param per a power of ten, so that every cost is a finite decimal
  public record Rate(BigDecimal usd, long per) {
    public static final long MILLION = 1_000_000;

    public Rate {
      if (!isPowerOfTen(per)) {
        throw new IllegalArgumentException("per is " + per + "; expected 1, 10, 100, …");
      }
    }

    public static Rate perMillion(BigDecimal usd) {
      return new Rate(usd, MILLION);
    }

    public static boolean isPowerOfTen(long per) {
      long rest = per;
      while (rest >= 10 && rest % 10 == 0) {
        rest /= 10;
      }
      return rest == 1;
    }

    public Rate times(BigDecimal factor) {
      return new Rate(usd.multiply(factor), per);
    }

    /// The exact cost of `quantity` units.
    public Money cost(BigDecimal quantity) {
      int digits = per == MILLION ? 6 : Long.toString(per).length() - 1;
      return new Money(quantity.multiply(usd).movePointLeft(digits));
    }
  }
}
