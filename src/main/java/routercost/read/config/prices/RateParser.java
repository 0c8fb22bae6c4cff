package routercost.read.config.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.DateRange;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.price.PriceEntry.TierTerms;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// Reads the dated rows of rates of a model.
///
/// @param book the id of the file, for the provenance of every row
/// @param sources what the short names in `source` stand for
public record RateParser(String book, Map<String, String> sources) {
  private static final Map<String, Meter> RATES =
      Stream.of(
              Meter.INPUT,
              Meter.OUTPUT,
              Meter.CACHE_READ,
              Meter.CACHE_WRITE_5M,
              Meter.CACHE_WRITE_1H,
              Meter.CALLS)
          .collect(Collectors.toUnmodifiableMap(RateParser::rateName, meter -> meter));
  private static final Map<String, ServiceTier> TERMS =
      Stream.of(ServiceTier.BATCH, ServiceTier.FLEX, ServiceTier.PRIORITY)
          .collect(Collectors.toUnmodifiableMap(ServiceTier::id, service -> service));
  private static final Set<String> PROVENANCE = Set.of("source", "confidence", "note", "disputed");
  private static final Set<String> BAND_KEYS =
      union(Set.of("over"), union(RATES.keySet(), TERMS.keySet()));

  /// Everything that a row may say.
  static final Set<String> ROW_KEYS =
      union(
          Set.of("from", "to", "as_of", "status", "bands"),
          union(PROVENANCE, union(RATES.keySet(), TERMS.keySet())));

  /// Both sets.
  public static Set<String> union(Set<String> first, Set<String> second) {
    return Stream.concat(first.stream(), second.stream()).collect(Collectors.toUnmodifiableSet());
  }

  private static String rateName(Meter meter) {
    return meter == Meter.CALLS ? "call" : meter.id();
  }

  /// Whether rates stand in the model itself: the short form.
  static boolean isShortForm(YamlNode.Fields fields) {
    return RATES.keySet().stream().anyMatch(key -> fields.find(key).isPresent());
  }

  /// The rows under `key`, refusing two for one day.
  List<PriceEntry> rows(String id, YamlNode.Fields fields, String key) {
    var entries = new ArrayList<PriceEntry>();
    fields
        .find(key)
        .ifPresent(
            node ->
                node.items()
                    .forEach(
                        item -> {
                          var entry = entry(item.asFields("a price").allowing(ROW_KEYS));
                          refuseOverlap(id, item, entry, entries);
                          entries.add(entry);
                        }));
    return entries;
  }

  private static void refuseOverlap(
      String id, YamlNode item, PriceEntry entry, List<PriceEntry> earlier) {
    if (entry.prices()
        && earlier.stream()
            .anyMatch(other -> other.prices() && other.valid().overlaps(entry.valid()))) {
      throw new ConfigurationProblem(
          item.place() + ": " + id + " has another price on some of the same days");
    }
  }

  /// One row.
  PriceEntry entry(YamlNode.Fields fields) {
    var bands = new ArrayList<BandRates>();
    bands.add(band(fields, 0, fields));
    fields.find("bands").stream()
        .flatMap(YamlNode::items)
        .map(node -> node.asFields("a band").allowing(BAND_KEYS))
        .forEach(band -> bands.add(band(band, over(band), fields)));
    return new PriceEntry(validity(fields), state(fields), bands, provenance(fields));
  }

  private static long over(YamlNode.Fields band) {
    var node = band.require("over");
    long over = node.asCount("over");
    if (!Band.BREAKPOINTS.contains(over)) {
      throw node.unexpected(
          "over",
          "'" + over + "'",
          "one of the published breakpoints "
              + Band.BREAKPOINTS.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return over;
  }

  private static PriceEntry.State state(YamlNode.Fields fields) {
    var text = fields.text("status");
    return Arrays.stream(PriceEntry.State.values())
        .filter(state -> state.id().equals(text))
        .findFirst()
        .orElse(PriceEntry.State.ACTIVE);
  }

  private BandRates band(YamlNode.Fields fields, long over, YamlNode.Fields row) {
    var rates = rates(fields);
    if (rates.isEmpty()) {
      throw new ConfigurationProblem(
          fields.place() + ": no rate here; expected input and output, in USD per million tokens");
    }
    return new BandRates(over, rates, terms(fields, rates, row));
  }

  private static Map<Meter, BigDecimal> rates(YamlNode.Fields fields) {
    var rates = new EnumMap<Meter, BigDecimal>(Meter.class);
    RATES.forEach((name, meter) -> fields.amount(name).ifPresent(usd -> rates.put(meter, usd)));
    return rates;
  }

  /// A band without its own multiplier takes that of its row: the discount is one, the rates are
  /// two.
  private static Map<ServiceTier, TierTerms> terms(
      YamlNode.Fields fields, Map<Meter, BigDecimal> standard, YamlNode.Fields row) {
    var terms = new EnumMap<ServiceTier, TierTerms>(ServiceTier.class);
    TERMS.forEach(
        (name, service) -> {
          var own = fields.find(name).map(node -> fieldsOfTerms(node, name));
          var ofRow = row.find(name).map(node -> fieldsOfTerms(node, name));
          own.or(() -> ofRow)
              .ifPresent(
                  _ -> {
                    var multiplier =
                        own.flatMap(some -> some.amount("multiplier"))
                            .or(() -> ofRow.flatMap(some -> some.amount("multiplier")));
                    var published = own.map(RateParser::rates).orElse(Map.of());
                    var all = new TierTerms(multiplier, published);
                    refuseContradictions(all, standard, name, fields);
                    terms.put(service, all);
                  });
        });
    return terms;
  }

  private static YamlNode.Fields fieldsOfTerms(YamlNode node, String name) {
    return node.asFields(name).allowing(union(Set.of("multiplier"), RATES.keySet()));
  }

  private static void refuseContradictions(
      TierTerms terms, Map<Meter, BigDecimal> standard, String name, YamlNode.Fields fields) {
    terms
        .contradictions(standard)
        .forEach(
            (meter, contradiction) -> {
              throw new ConfigurationProblem(
                  "%s: %s.%s: %s".formatted(fields.place(), name, meter.id(), contradiction));
            });
  }

  /// The days from `from` (inclusive) to `to` (exclusive).
  static DateRange validity(YamlNode.Fields fields) {
    var range = new DateRange(fields.date("from"), fields.date("to"));
    if (range.from().isPresent()
        && range.to().isPresent()
        && !range.from().get().isBefore(range.to().get())) {
      throw fields
          .require("to")
          .unexpected("to", range.to().get().toString(), "a day after from, " + range.from().get());
    }
    return range;
  }

  Provenance provenance(YamlNode.Fields fields) {
    var cited =
        fields.find("source").map(node -> node.asTexts("source")).orElse(List.of()).stream()
            .map(name -> sources.getOrDefault(name, name))
            .collect(Collectors.joining("; "));
    return new Provenance(
        book, cited, fields.text("confidence"), fields.text("note"), fields.text("disputed"));
  }
}
