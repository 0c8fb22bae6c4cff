package routercost.read.config.prices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Catalog;
import routercost.price.Catalog.Fee;
import routercost.price.Catalog.FixedPrice;
import routercost.price.Catalog.Multiplier;
import routercost.price.Catalog.Tiers;
import routercost.price.Discount;
import routercost.price.Model;
import routercost.price.RateCard.Rate;
import routercost.read.config.FileKind;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.SafeText;

/// A price file, built-in or overlay: one schema for both (docs/prices.md).
final class PriceFile {
  record Root(
      YamlNode.Fields self,
      @Default("1") YamlFile.Version version,
      @Default String id,
      @Default String collected,
      @Default("USD") YamlFile.Currency currency,
      @Default Map<String, String> sources,
      Optional<YamlNode> tokenizers,
      @Default List<Factor> tokenizerFactors,
      @Default Map<String, List<TierModel>> tiers,
      @Default YamlNode.Fields multipliers,
      @Default YamlNode.Fields fees,
      @Default Map<String, String> aliases,
      @Default Map<String, YamlNode> models,
      @Default Map<String, Service> services,
      @Default Map<String, DiscountRow> discounts) {}

  record Factor(
      String from,
      String to,
      BigDecimal factor,
      @Default List<String> source,
      @Default String note) {}

  record TierModel(LocalDate from, String model) {}

  record MultiplierRow(
      YamlNode.Fields self,
      BigDecimal value,
      @Default String others,
      @Default Set<String> listPriceOf,
      @Default Set<String> allOf,
      @Inline ModelParser.Citation citation) {}

  record FeeRow(
      YamlNode.Fields self,
      @Default String provider,
      @Default("1") long per,
      BigDecimal cost,
      @Default String unit,
      @Inline ModelParser.Citation citation) {}

  record Service(
      @Default String provider,
      String unit,
      Optional<BigDecimal> unitCost,
      @Inline ModelParser.Citation citation) {}

  record DiscountRow(
      BigDecimal percent,
      @Default String provider,
      @Default Set<String> models,
      @Inline ModelParser.Days days) {}

  private final Root root;
  private final ModelParser rows;
  private final Map<String, String> aliases;

  private PriceFile(Root root, ModelParser rows) {
    this.root = root;
    this.rows = rows;
    this.aliases = new LinkedHashMap<>(root.aliases());
  }

  /// The name and the content of a price file.
  record Contents(String id, Catalog catalog) {}

  /// @param fallbackId the id of a file that names none
  /// @throws ConfigurationProblem naming what is not as it should be
  static Contents parse(String name, String fallbackId, byte[] bytes) {
    return FileKind.PRICES.read(
        name, bytes, root -> contents(root.as(Root.class, "the price file"), fallbackId));
  }

  private static Contents contents(Root root, String fallbackId) {
    var id = root.id().isEmpty() ? fallbackId : root.id();
    return new Contents(id, new PriceFile(root, new ModelParser(id, root.sources())).catalog());
  }

  private Catalog catalog() {
    var models = new LinkedHashMap<String, Model>();
    root.models().forEach((id, node) -> models.put(id, model(id, row(id, node))));
    var services = new LinkedHashMap<String, FixedPrice>();
    root.services().forEach((id, row) -> services.put(id, service(id, row)));
    return new Catalog(
        models,
        services,
        aliases,
        tiers(),
        multipliers(),
        fees(),
        root.tokenizerFactors().stream()
            .map(row -> new Catalog.TokenizerFactor(row.from(), row.to(), row.factor()))
            .toList(),
        discounts());
  }

  /// A model is its mapping, or the list of its dated prices alone.
  private static ModelParser.ModelRow row(String id, YamlNode node) {
    if (node instanceof YamlNode.Items(var place, var dates) && dates.isEmpty()) {
      throw new ConfigurationProblem(
          "%s: %s is an empty list; expected dated prices".formatted(place, SafeText.cut(id)));
    }
    var fields =
        node instanceof YamlNode.Items dated
            ? YamlNode.Fields.empty(node.place()).with("prices", dated)
            : node;
    return fields.as(ModelParser.ModelRow.class, id);
  }

  private Model model(String id, ModelParser.ModelRow row) {
    row.aliases().forEach(alias -> claim(alias, id));
    return rows.model(id, row);
  }

  private void claim(YamlNode alias, String id) {
    var name = alias.asText("an alias");
    var owner = aliases.put(name, id);
    if (owner != null && !owner.equals(id)) {
      throw new ConfigurationProblem(
          "%s: '%s' is already an alias of %s".formatted(alias.place(), SafeText.cut(name), owner));
    }
  }

  private FixedPrice service(String id, Service row) {
    return new FixedPrice(
        id,
        row.provider(),
        row.unit(),
        row.unitCost().map(usd -> new Rate(usd, 1)),
        rows.provenance(row.citation()));
  }

  private Tiers tiers() {
    var timelines = new LinkedHashMap<String, NavigableMap<LocalDate, String>>();
    root.tiers()
        .forEach(
            (name, models) -> {
              var timeline = new TreeMap<LocalDate, String>();
              models.forEach(row -> timeline.put(row.from(), row.model()));
              timelines.put(name, timeline);
            });
    return new Tiers(timelines);
  }

  private Map<Place, Multiplier> multipliers() {
    var byPlace = new EnumMap<Place, Multiplier>(Place.class);
    root.multipliers()
        .byName()
        .forEach(
            (name, field) ->
                byPlace.put(
                    ModelParser.place(field.place(), name),
                    multiplier(field.value().as(MultiplierRow.class, "a multiplier"))));
    return byPlace;
  }

  private static Multiplier multiplier(MultiplierRow row) {
    if (!row.others().isEmpty() && !row.others().equals("list_price")) {
      throw row.self().refusalOf("others", "list_price, or nothing");
    }
    return new Multiplier(row.value(), !row.others().isEmpty(), row.listPriceOf(), row.allOf());
  }

  private List<Fee> fees() {
    var fees = new ArrayList<Fee>();
    root.fees()
        .byName()
        .forEach(
            (name, field) ->
                fees.add(
                    fee(feeMeter(name, field.place()), field.value().as(FeeRow.class, "a fee"))));
    return fees;
  }

  private Fee fee(Meter meter, FeeRow row) {
    if (!Rate.isPowerOfTen(row.per())) {
      throw row.self().refusalOf("per", "1, 10, 100, 1000, …");
    }
    return new Fee(
        meter,
        row.provider(),
        row.unit(),
        new Rate(row.cost(), row.per()),
        rows.provenance(row.citation()));
  }

  private static Meter feeMeter(String name, String place) {
    var meters =
        Stream.of(Meter.values())
            .filter(meter -> meter.isBilled() && !meter.whole().countsTokens())
            .toList();
    return meters.stream()
        .filter(meter -> meter.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "%s: unknown fee '%s'; allowed: %s"
                        .formatted(
                            place,
                            SafeText.cut(name),
                            meters.stream().map(Meter::id).collect(Collectors.joining(", ")))));
  }

  private List<Discount> discounts() {
    return root.discounts().entrySet().stream()
        .map(entry -> discount(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Discount discount(String name, DiscountRow row) {
    if (row.percent().compareTo(BigDecimal.valueOf(100)) > 0) {
      throw row.days().self().refusalOf("percent", "a number from 0 to 100");
    }
    return new Discount(
        name,
        row.percent(),
        row.provider().toLowerCase(Locale.ROOT),
        row.models(),
        row.days().range());
  }
}
