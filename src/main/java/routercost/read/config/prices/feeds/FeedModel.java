package routercost.read.config.prices.feeds;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import routercost.price.DateRange;
import routercost.price.Model;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.price.PriceEntry.TierTerms;
import routercost.read.config.YamlNode;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// A model of a price list while it is read: its rates by first day, threshold, service and meter.
final class FeedModel {
  static final int PER_TOKEN = 6;
  static final int PER_MILLION = 0;
  static final int PER_UNIT = 0;
  static final int PER_THOUSAND = -3;

  private static final Pattern NUMBER =
      Pattern.compile("\\d{1,12}(\\.\\d{1,30})?([eE]-?\\d{1,2})?");

  /// Rates such as 1.0000000000000001e-07 carry the noise of binary numbers.
  private static final MathContext EXACT = new MathContext(12);

  /// OpenRouter has -1 where the price is that of the model to which a call is routed.
  private static final Set<String> NO_PRICE = Set.of("", "null", "-1");

  /// More than any model costs: some lists have prices of a million tokens where those of one
  /// belong.
  private static final BigDecimal MOST = new BigDecimal(1_000);

  private final String id;
  private final String provider;
  private final NavigableMap<
          LocalDate, NavigableMap<Long, Map<ServiceTier, Map<Meter, BigDecimal>>>>
      rates = new TreeMap<>();

  /// Whether some rate is more than any model costs.
  private boolean implausible;

  /// The kinds of prices that a price file cannot express.
  private final SortedSet<String> unexpressed = new TreeSet<>();

  FeedModel(String id, String provider) {
    this.id = id;
    this.provider = provider;
  }

  /// Takes the rate at `key`, if there is one.
  ///
  /// @param from the first day; `LocalDate.MIN` for always
  /// @param unit `PER_TOKEN` or `PER_MILLION`
  void rate(
      LocalDate from,
      long over,
      ServiceTier service,
      Meter meter,
      YamlNode.Fields fields,
      String key,
      int unit) {
    var found = fields.find(key);
    if (found.isEmpty()) {
      return;
    }
    if (found.get() instanceof YamlNode.Scalar(_, String text)
        && (NO_PRICE.contains(text) || NUMBER.matcher(text).matches())) {
      put(from, over, service, meter, text, unit);
    } else {
      unexpressed.add(key);
    }
  }

  /// Takes the price of a unit at `key` for all days, if there is one above 0.
  void unitRate(Meter meter, YamlNode.Fields fields, String key) {
    if (isPositive(fields, key)) {
      rate(LocalDate.MIN, 0, ServiceTier.STANDARD, meter, fields, key, PER_UNIT);
    }
  }

  static boolean isPositive(YamlNode.Fields fields, String key) {
    return fields.find(key).orElse(null) instanceof YamlNode.Scalar(_, String text)
        && NUMBER.matcher(text).matches()
        && new BigDecimal(text).signum() > 0;
  }

  void put(LocalDate from, long over, ServiceTier service, Meter meter, String text, int unit) {
    if (over > 0 && !Band.BREAKPOINTS.contains(over)) {
      unexpressed.add("prompts over " + over);
    } else if (NUMBER.matcher(text).matches()) {
      var usd = new BigDecimal(text).movePointRight(unit).round(EXACT);
      implausible |= usd.compareTo(MOST) > 0;
      rates
          .computeIfAbsent(from, _ -> new TreeMap<>())
          .computeIfAbsent(over, _ -> new EnumMap<>(ServiceTier.class))
          .computeIfAbsent(service, _ -> new EnumMap<>(Meter.class))
          .put(meter, usd);
    }
  }

  /// Remembers a kind of prices that a price file cannot express.
  void lack(String kind) {
    unexpressed.add(kind);
  }

  /// Remembers the keys of `fields` that have a price and are not known.
  void lackAllBut(Predicate<String> known, YamlNode.Fields fields) {
    for (var key : fields.byName().keySet()) {
      if (!known.test(key) && isPositive(fields, key)) {
        unexpressed.add(key);
      }
    }
  }

  /// Remembers those prices of `fields` that are not that at `taken`.
  void lackOther(YamlNode.Fields fields, String taken) {
    var price = fields.text(taken);
    for (var field : fields.byName().entrySet()) {
      if (isPositive(fields, field.getKey()) && !fields.text(field.getKey()).equals(price)) {
        unexpressed.add(field.getKey());
      }
    }
  }

  SortedSet<String> unexpressed() {
    return unexpressed;
  }

  String id() {
    return id;
  }

  /// The model; empty without a price of input or output tokens.
  Optional<Model> model(Provenance provenance) {
    var entries = new ArrayList<PriceEntry>();
    for (var dated : rates.entrySet()) {
      var bands = bands(dated.getValue());
      if (!bands.isEmpty()) {
        entries.add(
            new PriceEntry(
                new DateRange(
                    Optional.of(dated.getKey()).filter(day -> !day.equals(LocalDate.MIN)),
                    Optional.ofNullable(rates.higherKey(dated.getKey()))),
                PriceEntry.State.ACTIVE,
                bands,
                !charges(),
                provenance));
      }
    }
    return entries.isEmpty() || implausible
        ? Optional.empty()
        : Optional.of(model(id, provider, entries));
  }

  static Model model(String id, String provider, List<PriceEntry> entries) {
    return new Model(
        id,
        provider,
        "",
        "",
        Model.Lifecycle.UNKNOWN,
        Model.Limits.UNKNOWN,
        Set.of(),
        entries,
        List.of());
  }

  /// Whether cache writes cost extra, even if the list does not say how much: Anthropic's do.
  private boolean charges() {
    return id.toLowerCase(Locale.ROOT).contains("claude");
  }

  private static List<BandRates> bands(
      NavigableMap<Long, Map<ServiceTier, Map<Meter, BigDecimal>>> byThreshold) {
    var bands = new ArrayList<BandRates>();
    for (var band : byThreshold.entrySet()) {
      var standard = band.getValue().getOrDefault(ServiceTier.STANDARD, Map.of());
      // What is sold by the unit has an output of 0 in some lists, which is not free.
      boolean priced =
          standard.containsKey(Meter.INPUT)
              || standard.keySet().stream().anyMatch(Meter.UNIT_METERS::contains)
              || standard.getOrDefault(Meter.OUTPUT, BigDecimal.ZERO).signum() > 0;
      if (priced && (band.getKey() == 0 || !bands.isEmpty())) {
        band.getValue().values().forEach(FeedModel::leaveOutUsualReasoning);
        bands.add(new BandRates(band.getKey(), standard, terms(band.getValue())));
      }
    }
    return bands;
  }

  /// Reasoning costs what other output costs, unless a list says otherwise.
  private static void leaveOutUsualReasoning(Map<Meter, BigDecimal> rates) {
    var output = rates.get(Meter.OUTPUT);
    var thought = rates.get(Meter.REASONING);
    if (output == null || (thought != null && output.compareTo(thought) == 0)) {
      rates.remove(Meter.REASONING);
    }
  }

  private static Map<ServiceTier, TierTerms> terms(Map<ServiceTier, Map<Meter, BigDecimal>> rates) {
    var terms = new EnumMap<ServiceTier, TierTerms>(ServiceTier.class);
    rates.forEach(
        (service, published) -> {
          if (service != ServiceTier.STANDARD && published.containsKey(Meter.INPUT)) {
            terms.put(service, new TierTerms(Optional.empty(), published));
          }
        });
    return terms;
  }
}
