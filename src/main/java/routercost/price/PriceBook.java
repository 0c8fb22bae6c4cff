package routercost.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Catalog.FixedPrice;
import routercost.price.PriceEntry.BandRates;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// Dated prices of models and services, and the one rule by which a key finds its rates. A book
/// never changes; it remembers what it was asked, as calls by the thousand have one price.
public final class PriceBook {
  private final String id;
  private final String sha256;
  private final Catalog catalog;
  private final ImportedPrices imported;
  private final Map<UsageKey, Quote> quotes = new ConcurrentHashMap<>();
  private final Map<UsageKey, Quote> insteads = new ConcurrentHashMap<>();
  private final Map<UsageKey, Optional<NameLookup.Found>> names = new ConcurrentHashMap<>();

  /// A book of these prices.
  ///
  /// @param id names the book and its overlays in every output
  /// @param sha256 of the files that it was read from, in hexadecimal
  /// @param imported prices of models that the catalog lacks
  public PriceBook(String id, String sha256, Catalog catalog, ImportedPrices imported) {
    this.id = id;
    this.sha256 = sha256;
    this.catalog = catalog;
    this.imported = imported;
  }

  /// A book without imported prices.
  public PriceBook(String id, String sha256, Catalog catalog) {
    this(id, sha256, catalog, ImportedPrices.None.NONE);
  }

  /// The name of the book and its overlays.
  public String id() {
    return id;
  }

  /// The hash of the files that it was read from, in hexadecimal.
  public String sha256() {
    return sha256;
  }

  public Catalog catalog() {
    return catalog;
  }

  /// The prices of models that the catalog lacks.
  public ImportedPrices imported() {
    return imported;
  }

  /// This book with `imported` below it.
  public PriceBook withImported(ImportedPrices prices) {
    return new PriceBook(id, sha256, catalog, prices);
  }

  /// `builtin-2026-11-12@77ff0add3a9e`: enough to name the prices on one line.
  public String tag() {
    return id + "@" + sha256.substring(0, Math.min(12, sha256.length()));
  }

  /// The price of calls under `key`: at their own day, in their own band, place and service.
  public Quote quote(UsageKey key) {
    return quote(key, NameLookup.Timing.STRICT, quotes);
  }

  /// The price that calls under `key` would have: as `quote`, but on a day before the model's first
  /// price that first price is taken (DESIGN 5.10).
  public Quote quoteInstead(UsageKey key) {
    return quote(key, NameLookup.Timing.FIRST_IF_EARLY, insteads);
  }

  private Quote quote(UsageKey call, NameLookup.Timing timing, Map<UsageKey, Quote> known) {
    var key = call.priced();
    var quote = known.get(key);
    if (quote == null) {
      quote = quote(key, timing);
      known.put(key, quote);
    }
    return quote;
  }

  private Quote quote(UsageKey key, NameLookup.Timing timing) {
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
    var model = model(resolution);
    return model.isEmpty()
        ? new Quote.Unpriced(resolution.id() + " is named by a tier or alias but has no price")
        : quote(model.get(), found.get(), key, timing);
  }

  /// The stretches of days on which every price is the same.
  public PricePeriods periods() {
    return PricePeriods.of(this);
  }

  /// `cube` with those days taken together between which no price changes: it costs the same, in
  /// fewer cells. Each cell is under the first of its days, unless it has no price.
  public UsageCube inPricePeriods(UsageCube cube) {
    var keys = pricePeriods(cube);
    return UsageCube.of(
        cube.slices().map(slice -> new Slice(keys.apply(slice.key()), slice.usage())));
  }

  /// The key under which `inPricePeriods` keeps each key of `cube`.
  public UnaryOperator<UsageKey> pricePeriods(UsageCube cube) {
    return periods().keys(PricePeriods.days(cube));
  }

  /// The days, none after `last`, from which some price is another.
  public Stream<LocalDate> changes(LocalDate last) {
    return periods().starts().headSet(last, true).stream();
  }

  /// Names for each day the first on which every price is what it is on that day.
  public UnaryOperator<LocalDate> firstDays() {
    return periods()::first;
  }

  /// The resolution of `logged` on `day`; empty if it is not in this book.
  public Optional<Resolution> resolve(String logged, LocalDate day) {
    return found(logged, day).map(NameLookup.Found::resolution);
  }

  private Optional<NameLookup.Found> found(String logged, LocalDate day) {
    var key = UsageKey.of(day, "", logged);
    var found = names.get(key);
    if (found == null) {
      found = new NameLookup(catalog, imported).find(logged, day, NameLookup.Timing.STRICT);
      names.put(key, found);
    }
    return found;
  }

  /// `key` with the service and place that its model's name tells, where the log tells none.
  public UsageKey served(UsageKey key) {
    var found = found(key.model(), key.day());
    return found.isPresent() ? found.get().name().served(key) : key;
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

  /// The model of a resolution; empty for a service with a fixed price.
  public Optional<Model> model(Resolution found) {
    return model(found.id());
  }

  /// The model with an id of this book, or the full name of an imported one.
  public Optional<Model> model(String id) {
    var model = catalog.models().get(id);
    return model == null && !catalog.services().containsKey(id)
        ? imported.named(id).stream().findFirst()
        : Optional.ofNullable(model);
  }

  /// Whether some price of the model `id` depends on the length of the prompt.
  public boolean hasBands(String id) {
    var model = model(id);
    return model.isPresent()
        && model.get().prices().stream().anyMatch(entry -> entry.bands().size() > 1);
  }

  /// All thresholds over which some model has another price, in tokens.
  public SortedSet<Long> thresholds() {
    return catalog.models().values().stream()
        .flatMap(model -> Stream.concat(model.prices().stream(), model.fast().stream()))
        .flatMap(entry -> entry.bands().stream())
        .map(BandRates::over)
        .filter(over -> over > 0)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The tokens of family `to` per token of family `from` for equal text; one if both are equal,
  /// empty if the book does not say.
  public Optional<BigDecimal> tokenizerFactor(String from, String to) {
    if (!from.isEmpty() && from.equals(to)) {
      return Optional.of(BigDecimal.ONE);
    }
    return catalog.tokenizerFactors().stream()
        .filter(factor -> factor.from().equals(from) && factor.to().equals(to))
        .map(Catalog.TokenizerFactor::factor)
        .findFirst();
  }

  /// This book with `overlay` on top.
  ///
  /// @param overlayId named in outputs after this book's own id
  /// @param combinedSha256 of both
  public PriceBook overlaid(String overlayId, String combinedSha256, Catalog overlay) {
    return new PriceBook(id + "+" + overlayId, combinedSha256, catalog.overlaid(overlay), imported);
  }

  /// All exact ids and aliases, for hints.
  public Iterable<String> names() {
    return catalog.names();
  }

  /// This book with `tier` naming `model` on every day.
  public PriceBook withTier(String tier, String model) {
    var changed =
        new Catalog(
            catalog.models(),
            catalog.services(),
            catalog.aliases(),
            catalog.tiers().with(tier, model),
            catalog.multipliers(),
            catalog.fees(),
            catalog.tokenizerFactors(),
            catalog.discounts());
    return new PriceBook(id, sha256, changed, imported);
  }
}
