package routercost.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Catalog.FixedPrice;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.UsageKey;

/// The one rule by which a key finds its rates: by name, day, band, service and place.
///
/// @param imported prices of models that the catalog lacks
record QuoteRules(Catalog catalog, ImportedPrices imported) {
  /// The price of calls under `key`.
  Quote quote(UsageKey key, NameLookup.Timing timing) {
    var names = new NameLookup(catalog, imported);
    var found = names.find(key.model(), key.day(), timing);
    if (found.isEmpty()) {
      return new Quote.Unpriced(names.unknown(key));
    }
    var resolution = found.get().resolution();
    var fixed = catalog.services().get(resolution.id());
    if (fixed != null) {
      return quote(fixed, resolution, key);
    }
    var model = model(resolution.id());
    return model.isEmpty()
        ? new Quote.Unpriced(resolution.id() + " is named by a tier or alias but has no price")
        : quote(model.get(), found.get(), key, timing);
  }

  private Quote quote(FixedPrice fixed, Resolution resolution, UsageKey key) {
    return fixed
        .rate()
        .<Quote>map(
            rate ->
                new Quote.Priced(
                    new RateCard(
                        resolution,
                        fixed.rates(rate),
                        List.of(),
                        discounts(resolution, key.day()),
                        0,
                        DateRange.ALWAYS,
                        fixed.provenance())))
        .orElseGet(() -> new Quote.Unpriced("the price per " + fixed.unit() + " is not known"));
  }

  private Quote quote(Model model, NameLookup.Found found, UsageKey key, NameLookup.Timing timing) {
    var served = found.name().served(key);
    var service = service(model, served.service());
    var place = served.place();
    var entries = service == ServiceTier.FAST ? model.fast() : model.prices();
    var entry = entry(entries, key.day(), timing);
    if (entry.isEmpty()) {
      return new Quote.Unpriced(noEntry(model, entries, service, key.day()));
    }
    var band = entry.get().rates(key.band());
    var terms = Optional.ofNullable(band.terms().get(service));
    if (terms.isEmpty() && !service.isPricedByItself()) {
      return new Quote.Unpriced("no " + service.id() + " price for " + model.id());
    }
    var regional = factors(model, place);
    boolean isLogged = place == key.place(); // else the name is that of another place's model
    if (regional.isEmpty() && !isLogged) {
      return new Quote.Unpriced("no " + place.id() + " price for " + model.id());
    }
    var factors = new ArrayList<Factor>();
    if (terms.isPresent() && terms.get().multiplier().isPresent()) {
      factors.add(new Factor(service.id(), terms.get().multiplier().get()));
    }
    factors.addAll(regional.orElse(List.of()));
    var rates = new EnumMap<Meter, BigDecimal>(Meter.class);
    rates.putAll(terms.isPresent() ? terms.get().rates(band.rates()) : band.rates());
    for (var rate : entry.get().bands().getFirst().rates().entrySet()) {
      if (!rate.getKey().whole().countsTokens()) {
        rates.putIfAbsent(rate.getKey(), rate.getValue()); // no band or service changes these
      }
    }
    var atInput = entry.get().fill(rates);
    return new Quote.Priced(
        new RateCard(
            found.resolution(),
            withFees(rates, model.provider()),
            factors,
            discounts(found.resolution(), key.day()),
            atInput,
            regional.isEmpty(),
            band.over(),
            entry.get().valid(),
            entry.get().provenance()));
  }

  /// The service whose price holds: OpenAI's answers say priority for fast mode too, so a model
  /// without fast prices is fast at its priority price.
  private static ServiceTier service(Model model, ServiceTier served) {
    return served == ServiceTier.FAST && model.fast().isEmpty() && hasPriority(model)
        ? ServiceTier.PRIORITY
        : served;
  }

  private static boolean hasPriority(Model model) {
    for (var entry : model.prices()) {
      if (entry.bands().getFirst().terms().containsKey(ServiceTier.PRIORITY)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<PriceEntry> entry(
      List<PriceEntry> entries, LocalDate day, NameLookup.Timing timing) {
    Optional<PriceEntry> first = Optional.empty();
    for (var entry : entries) {
      if (entry.prices()) {
        if (entry.valid().contains(day)) {
          return Optional.of(entry);
        }
        first = first.isPresent() ? first : Optional.of(entry);
      }
    }
    return timing == NameLookup.Timing.STRICT
        ? Optional.empty()
        : first.filter(entry -> entry.valid().startsAfter(day));
  }

  private static String noEntry(
      Model model, List<PriceEntry> entries, ServiceTier service, LocalDate day) {
    var kind = service == ServiceTier.FAST ? "fast price" : "price";
    var first =
        entries.stream()
            .filter(PriceEntry::prices)
            .findFirst()
            .flatMap(entry -> entry.valid().from());
    return "no %s for %s on %s%s"
        .formatted(
            kind,
            model.id(),
            day,
            first.filter(day::isBefore).map(from -> "; the first is of " + from).orElse(""));
  }

  /// The factors of `place`: none at home; empty if `model` has no price there.
  private Optional<List<Factor>> factors(Model model, Place place) {
    if (place == Place.GLOBAL) {
      return Optional.of(List.of());
    }
    var multiplier = Optional.ofNullable(catalog.multipliers().get(place));
    return model.places().contains(place)
            || multiplier.filter(row -> row.providers().contains(model.provider())).isPresent()
        ? multiplier.map(some -> List.of(new Factor(place.id(), some.value())))
        : multiplier.filter(row -> row.spares(model.provider())).map(_ -> List.of());
  }

  private Map<Meter, Rate> withFees(Map<Meter, BigDecimal> published, String provider) {
    var rates = new EnumMap<Meter, Rate>(Meter.class);
    for (var price : published.entrySet()) {
      rates.put(price.getKey(), rate(price.getKey(), price.getValue()));
    }
    for (var fee : catalog.fees()) {
      if (fee.provider().isEmpty() || fee.provider().equals(provider)) {
        rates.put(fee.meter(), fee.rate());
      }
    }
    return rates;
  }

  private static Rate rate(Meter meter, BigDecimal usd) {
    return meter.whole().countsTokens() ? Rate.perMillion(usd) : new Rate(usd, 1);
  }

  private List<Discount> discounts(Resolution resolution, LocalDate day) {
    if (catalog.discounts().isEmpty()) {
      return List.of();
    }
    return catalog.discounts().stream()
        .map(discount -> discount.naming(catalog::exactId))
        .filter(discount -> discount.appliesTo(resolution.id(), resolution.provider(), day))
        .toList();
  }

  /// The model with an id of this book, or the full name of an imported one.
  Optional<Model> model(String id) {
    var model = catalog.models().get(id);
    return model == null && !catalog.services().containsKey(id)
        ? imported.named(id).stream().findFirst()
        : Optional.ofNullable(model);
  }
}
