package routercost.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routercost.price.PriceEntry.BandRates;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// Dated prices of models and services, and the one rule by which a key finds its rates. A book
/// never changes.
public final class PriceBook {
  private final String id;
  private final String sha256;
  private final Catalog catalog;
  private final ImportedPrices imported;
  private final QuoteRules rules;
  private final boolean remembers;
  private @Nullable PricePeriods periods;
  private final Map<UsageKey, Quote> quotes = new ConcurrentHashMap<>();
  private final Map<UsageKey, Quote> insteads = new ConcurrentHashMap<>();
  private final Map<UsageKey, Optional<NameLookup.Found>> names = new ConcurrentHashMap<>();

  /// A book of these prices.
  ///
  /// @param id names the book and its overlays in every output
  /// @param sha256 of the files that it was read from, in hexadecimal
  /// @param imported prices of models that the catalog lacks
  public PriceBook(String id, String sha256, Catalog catalog, ImportedPrices imported) {
    this(id, sha256, catalog, imported, false);
  }

  private PriceBook(
      String id, String sha256, Catalog catalog, ImportedPrices imported, boolean remembers) {
    this.remembers = remembers;
    this.id = id;
    this.sha256 = sha256;
    this.catalog = catalog;
    this.imported = imported;
    this.rules = new QuoteRules(catalog, imported);
  }

  /// A book without imported prices.
  public PriceBook(String id, String sha256, Catalog catalog) {
    this(id, sha256, catalog, ImportedPrices.None.NONE);
  }

  /// This book, remembering what it was asked: the calls of a run by the thousand have one price.
  public PriceBook remembering() {
    return new PriceBook(id, sha256, catalog, imported, true);
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
    if (!remembers) {
      return rules.quote(key, timing);
    }
    var quote = known.get(key);
    if (quote == null) {
      quote = rules.quote(key, timing);
      known.put(key, quote);
    }
    return quote;
  }

  /// The stretches of days on which every price is the same.
  public PricePeriods periods() {
    var known = periods;
    if (known == null) {
      known = PricePeriods.of(this);
      periods = remembers ? known : null;
    }
    return known;
  }

  /// The stretches of days on which no price is another that matters to calls which stay on their
  /// models or move to these tiers or models.
  public PricePeriods periods(Collection<String> targets) {
    return catalog.tiers().names().containsAll(targets) ? periods().byModel() : periods();
  }

  /// `cube` with those days taken together between which no price changes: it costs the same, in
  /// fewer cells. Each cell is under the first of its days, unless it has no price.
  public UsageCube inPricePeriods(UsageCube cube) {
    return cube.rekeyed(periods().keys(PricePeriods.days(cube)));
  }

  /// The same for calls that move to tiers only, in fewer cells still.
  public UsageCube inTierPeriods(UsageCube cube) {
    return cube.rekeyed(periods().byModel().keys(PricePeriods.days(cube)));
  }

  /// The days, none after `last`, from which some price is another.
  public Stream<LocalDate> changes(LocalDate last) {
    return periods().starts().headSet(last, true).stream();
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
      if (remembers) {
        names.put(key, found);
      }
    }
    return found;
  }

  /// `key` with the service and place that its model's name tells, where the log tells none.
  public UsageKey served(UsageKey key) {
    var found = found(key.model(), key.day());
    return found.isPresent() ? found.get().name().served(key) : key;
  }

  /// The model of a resolution; empty for a service with a fixed price.
  public Optional<Model> model(Resolution found) {
    return model(found.id());
  }

  /// The model with an id of this book, or the full name of an imported one.
  public Optional<Model> model(String id) {
    return rules.model(id);
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
