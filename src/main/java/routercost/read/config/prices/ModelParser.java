package routercost.read.config.prices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import routercost.price.DateRange;
import routercost.price.Model;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.price.PriceEntry.TierTerms;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.SafeText;
import routercost.usage.ServiceTier;

/// A converter of the models of a price file and their dated prices.
///
/// @param book the id of the file, for the provenance of every price
/// @param sources the texts that short names in `source` stand for
public record ModelParser(String book, Map<String, String> sources) {
  /// A model as a price file has it.
  ///
  /// @param only the price of a model that has one alone, without `prices` around it
  public record ModelRow(
      YamlNode.Fields self,
      @Default String provider,
      @Default String tier,
      @Default String status,
      Optional<LocalDate> released,
      Optional<LocalDate> deprecated,
      Optional<LocalDate> retires,
      Optional<LocalDate> notRetiredBefore,
      @Default List<YamlNode> aliases,
      @Default String tokenizer,
      @Default("0") long contextWindow,
      @Default("0") long maxOutput,
      @Default("0") long minCacheTokens,
      Optional<ToolTokens> toolPromptTokens,
      @Default List<YamlNode> places,
      @Default List<PriceRow> prices,
      @Default List<PriceRow> fast,
      @Inline PriceRow only) {}

  record ToolTokens(@Default("0") long auto, @Default("0") long forced) {}

  record PriceRow(
      @Inline Days days,
      @Default String asOf,
      @Default String status,
      @Default String cacheWrite,
      @Default List<BandRow> bands,
      @Inline Citation citation,
      @Inline RateRow rates) {}

  record BandRow(long over, @Inline RateRow rates) {}

  /// Days from `from` (inclusive) to `to` (exclusive).
  record Days(YamlNode.Fields self, Optional<LocalDate> from, Optional<LocalDate> to) {
    DateRange range() {
      if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
        throw self.require("to")
            .unexpected("to", to.get().toString(), "a day after from, " + from.get());
      }
      return new DateRange(from, to);
    }
  }

  record Citation(
      @Default List<String> source,
      @Default String confidence,
      @Default String note,
      @Default String disputed,
      Optional<PublishedRates> otherwise) {}

  record RateRow(
      YamlNode.Fields self,
      @Inline PublishedRates standard,
      Optional<Terms> batch,
      Optional<Terms> flex,
      Optional<Terms> priority,
      Optional<Terms> ultrafast,
      Optional<Terms> peak,
      Optional<Terms> searchLow,
      Optional<Terms> searchMedium,
      Optional<Terms> searchHigh) {
    private Map<ServiceTier, Terms> terms() {
      var terms = new EnumMap<ServiceTier, Terms>(ServiceTier.class);
      batch.ifPresent(offer -> terms.put(ServiceTier.BATCH, offer));
      flex.ifPresent(offer -> terms.put(ServiceTier.FLEX, offer));
      priority.ifPresent(offer -> terms.put(ServiceTier.PRIORITY, offer));
      ultrafast.ifPresent(offer -> terms.put(ServiceTier.ULTRAFAST, offer));
      peak.ifPresent(offer -> terms.put(ServiceTier.PEAK, offer));
      searchLow.ifPresent(offer -> terms.put(ServiceTier.SEARCH_LOW, offer));
      searchMedium.ifPresent(offer -> terms.put(ServiceTier.SEARCH_MEDIUM, offer));
      searchHigh.ifPresent(offer -> terms.put(ServiceTier.SEARCH_HIGH, offer));
      return terms;
    }
  }

  record Terms(Optional<BigDecimal> multiplier, @Inline PublishedRates rates) {}

  public Model model(String id, ModelRow row) {
    var prices = entries(id, row.prices());
    if (!row.only().rates().standard().byMeter().isEmpty()) {
      if (!prices.isEmpty()) {
        throw new ConfigurationProblem(
            row.self().place() + ": " + id + " has both 'prices' and rates of the short form");
      }
      prices = List.of(entry(row.only()));
    }
    return new Model(
        id,
        row.provider(),
        row.tier(),
        row.tokenizer(),
        new Model.Lifecycle(
            status(row), row.released(), row.deprecated(), row.retires(), row.notRetiredBefore()),
        new Model.Limits(
            row.contextWindow(),
            row.maxOutput(),
            row.minCacheTokens(),
            row.toolPromptTokens().map(ToolTokens::auto).orElse(0L),
            row.toolPromptTokens().map(ToolTokens::forced).orElse(0L)),
        row.places().stream()
            .map(node -> place(node.place(), node.asText("a place")))
            .collect(Collectors.toSet()),
        prices,
        entries(id, row.fast()));
  }

  private static String status(ModelRow row) {
    var allowed = new HashSet<>(List.of("", "active", "legacy", "deprecated", "retired"));
    Arrays.stream(PriceEntry.State.values()).map(PriceEntry.State::id).forEach(allowed::add);
    if (!allowed.contains(row.status())) {
      throw row.self().refusalOf("status", "active, legacy, deprecated or retired");
    }
    return row.status();
  }

  /// The place called `name`; home is not one of them, as it has no multiplier.
  static Place place(String position, String name) {
    var places = Arrays.stream(Place.values()).filter(place -> place != Place.GLOBAL).toList();
    return places.stream()
        .filter(place -> place.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "%s: unknown place '%s'; allowed: %s"
                        .formatted(
                            position,
                            SafeText.cut(name),
                            places.stream().map(Place::id).collect(Collectors.joining(", ")))));
  }

  /// Dated prices, refusing two for one day.
  private List<PriceEntry> entries(String id, List<PriceRow> rows) {
    var entries = new ArrayList<PriceEntry>();
    for (var row : rows) {
      var entry = entry(row);
      if (entry.prices()
          && entries.stream()
              .anyMatch(earlier -> earlier.prices() && earlier.valid().overlaps(entry.valid()))) {
        throw new ConfigurationProblem(
            row.days().self().place() + ": " + id + " has another price on some of the same days");
      }
      entries.add(entry);
    }
    return entries;
  }

  private PriceEntry entry(PriceRow row) {
    var bands = new ArrayList<BandRates>();
    bands.add(band(0, row.rates(), row.rates()));
    row.bands().forEach(band -> bands.add(band(over(band), band.rates(), row.rates())));
    var state =
        Arrays.stream(PriceEntry.State.values())
            .filter(known -> known.id().equals(row.status()))
            .findFirst()
            .orElse(PriceEntry.State.ACTIVE);
    return new PriceEntry(
        row.days().range(), state, bands, writesAtInput(row), provenance(row.citation()));
  }

  private static boolean writesAtInput(PriceRow row) {
    if (!row.cacheWrite().isEmpty() && !row.cacheWrite().equals("input")) {
      throw row.days()
          .self()
          .refusalOf("cache_write", "input, or cache_write_5m and cache_write_1h with a rate");
    }
    return !row.cacheWrite().isEmpty();
  }

  private static long over(BandRow band) {
    if (!Band.BREAKPOINTS.contains(band.over())) {
      throw band.rates()
          .self()
          .refusalOf(
              "over",
              "one of the published breakpoints "
                  + Band.BREAKPOINTS.stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ")));
    }
    return band.over();
  }

  /// The rates of a band. Without a multiplier of its own it has that of the base rates: there is
  /// one discount for both.
  private static BandRates band(long over, RateRow band, RateRow base) {
    var rates = band.standard().byMeter();
    if (rates.isEmpty()) {
      throw new ConfigurationProblem(
          band.self().place()
              + ": no rate here; expected input and output, in USD per million tokens");
    }
    var terms = new EnumMap<ServiceTier, TierTerms>(ServiceTier.class);
    var usual = base.terms();
    var own = band.terms();
    usual.forEach(
        (service, offer) -> terms.put(service, new TierTerms(offer.multiplier(), Map.of())));
    own.forEach(
        (service, offer) ->
            terms.put(
                service,
                new TierTerms(
                    offer
                        .multiplier()
                        .or(
                            () ->
                                Optional.ofNullable(usual.get(service)).flatMap(Terms::multiplier)),
                    offer.rates().byMeter())));
    terms.forEach((service, offer) -> refuseContradictions(service, offer, rates, band.self()));
    return new BandRates(over, rates, terms);
  }

  private static void refuseContradictions(
      ServiceTier service,
      TierTerms terms,
      Map<Meter, BigDecimal> standard,
      YamlNode.Fields fields) {
    terms
        .contradictions(standard)
        .forEach(
            (meter, contradiction) -> {
              throw new ConfigurationProblem(
                  "%s: %s.%s: %s"
                      .formatted(fields.place(), service.id(), meter.id(), contradiction));
            });
  }

  Provenance provenance(Citation citation) {
    var cited =
        citation.source().stream()
            .map(name -> sources.getOrDefault(name, name))
            .collect(Collectors.joining("; "));
    return new Provenance(
        book,
        cited,
        citation.confidence(),
        citation.note(),
        citation.disputed(),
        citation.otherwise().map(PublishedRates::byMeter).orElse(Map.of()));
  }
}
