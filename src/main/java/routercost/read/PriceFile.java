package routercost.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Catalog;
import routercost.price.Discount;
import routercost.price.Fee;
import routercost.price.FixedPrice;
import routercost.price.Model;
import routercost.price.Multiplier;
import routercost.price.Rate;
import routercost.price.Tiers;
import routercost.usage.Meter;
import routercost.usage.Place;

/// Reads a price file, built-in or overlay: one schema for both (docs/prices.md).
final class PriceFile {
  private static final Set<String> KEYS =
      Set.of(
          "version",
          "id",
          "collected",
          "currency",
          "sources",
          "tokenizers",
          "tokenizer_factors",
          "tiers",
          "multipliers",
          "fees",
          "aliases",
          "models",
          "services",
          "discounts");

  private final YamlNode.Fields root;
  private final RateRows rows;
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private PriceFile(YamlNode.Fields root, RateRows rows) {
    this.root = root;
    this.rows = rows;
  }

  /// What a price file is called and what it says.
  record Contents(String id, Catalog catalog) {}

  /// @param fallbackId the id of a file that names none
  /// @throws ConfigurationProblem at the first thing that is not as it should be
  static Contents parse(String name, String fallbackId, byte[] bytes) {
    var root = YamlFile.parse(name, bytes).asFields("the price file").allowing(KEYS);
    checkHead(root);
    var id = root.text("id").isEmpty() ? fallbackId : root.text("id");
    return new Contents(id, new PriceFile(root, new RateRows(id, sources(root))).catalog());
  }

  private static void checkHead(YamlNode.Fields root) {
    root.find("version")
        .filter(version -> !version.asText("version").equals("1"))
        .ifPresent(version -> refuse(version, "version", "1"));
    root.find("currency")
        .filter(currency -> !currency.asText("currency").equals("USD"))
        .ifPresent(currency -> refuse(currency, "currency", "USD"));
  }

  private static void refuse(YamlNode node, String what, String expected) {
    throw node.unexpected(what, "'" + Printable.cut(node.asText(what)) + "'", expected);
  }

  private static Map<String, String> sources(YamlNode.Fields root) {
    return named(root, "sources", node -> node.asText("a source"));
  }

  private static <T> Map<String, T> named(
      YamlNode.Fields parent, String key, Function<YamlNode, T> reading) {
    var all = new LinkedHashMap<String, T>();
    parent
        .find(key)
        .map(node -> node.asFields(key))
        .ifPresent(
            fields ->
                fields
                    .byName()
                    .forEach((name, field) -> all.put(name, reading.apply(field.value()))));
    return all;
  }

  private Catalog catalog() {
    aliases.putAll(named(root, "aliases", node -> node.asText("an alias")));
    var models = new LinkedHashMap<String, Model>();
    named(root, "models", node -> node.asFields("a model"))
        .forEach((id, fields) -> models.put(id, model(id, fields)));
    var services = new LinkedHashMap<String, FixedPrice>();
    named(root, "services", node -> node.asFields("a service"))
        .forEach((id, fields) -> services.put(id, service(id, fields)));
    return new Catalog(
        models, services, aliases, tiers(), multipliers(), fees(), tokenizerFactors(), discounts());
  }

  private Model model(String id, YamlNode.Fields fields) {
    fields.allowing(ModelRows.MODEL_KEYS);
    fields.find("aliases").ifPresent(node -> node.items().forEach(alias -> claim(alias, id)));
    return new ModelRows(rows).model(id, fields);
  }

  private void claim(YamlNode alias, String id) {
    var name = alias.asText("an alias");
    var other = aliases.put(name, id);
    if (other != null && !other.equals(id)) {
      throw new ConfigurationProblem(
          "%s: '%s' is already an alias of %s"
              .formatted(alias.place(), Printable.cut(name), other));
    }
  }

  private FixedPrice service(String id, YamlNode.Fields fields) {
    fields.allowing(
        Set.of("provider", "unit", "unit_cost", "source", "confidence", "note", "disputed"));
    return new FixedPrice(
        id,
        fields.text("provider"),
        fields.require("unit").asText("unit"),
        fields.amount("unit_cost").map(usd -> new Rate(usd, 1)),
        rows.provenance(fields));
  }

  private Tiers tiers() {
    return new Tiers(named(root, "tiers", PriceFile::timeline));
  }

  private static NavigableMap<java.time.LocalDate, String> timeline(YamlNode node) {
    var models = new TreeMap<java.time.LocalDate, String>();
    node.items()
        .map(item -> item.asFields("a tier's model").allowing(Set.of("from", "model")))
        .forEach(
            fields ->
                models.put(
                    fields.require("from").asDate("from"),
                    fields.require("model").asText("model")));
    return models;
  }

  private Map<Place, Multiplier> multipliers() {
    var byPlace = new EnumMap<Place, Multiplier>(Place.class);
    root.find("multipliers")
        .map(node -> node.asFields("multipliers"))
        .ifPresent(
            fields ->
                fields
                    .byName()
                    .forEach(
                        (name, field) ->
                            byPlace.put(ModelRows.place(field.place(), name), multiplier(field))));
    return byPlace;
  }

  private static Multiplier multiplier(YamlNode.Fields.Field field) {
    var fields =
        field
            .value()
            .asFields("a multiplier")
            .allowing(Set.of("value", "others", "source", "confidence", "note", "disputed"));
    var others = fields.text("others");
    if (!others.isEmpty() && !others.equals("list_price")) {
      refuse(fields.require("others"), "others", "list_price, or nothing");
    }
    return new Multiplier(fields.require("value").asAmount("value"), !others.isEmpty());
  }

  private List<Fee> fees() {
    var fees = new ArrayList<Fee>();
    root.find("fees")
        .map(node -> node.asFields("fees"))
        .ifPresent(fields -> fields.byName().forEach((name, field) -> fees.add(fee(name, field))));
    return fees;
  }

  private Fee fee(String name, YamlNode.Fields.Field field) {
    var fields =
        field
            .value()
            .asFields("a fee")
            .allowing(
                Set.of(
                    "provider", "per", "cost", "unit", "source", "confidence", "note", "disputed"));
    long per = fields.find("per").map(node -> node.asCount("per")).orElse(1L);
    if (!Rate.isPowerOfTen(per)) {
      throw fields.require("per").unexpected("per", "'" + per + "'", "1, 10, 100, 1000, …");
    }
    return new Fee(
        feeMeter(name, field.place()),
        fields.text("provider"),
        fields.text("unit"),
        new Rate(fields.require("cost").asAmount("cost"), per),
        rows.provenance(fields));
  }

  private static Meter feeMeter(String name, String place) {
    return Stream.of(Meter.values())
        .filter(meter -> meter.isBilled() && !meter.countsTokens() && meter.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "%s: unknown fee '%s'; allowed: %s"
                        .formatted(place, Printable.cut(name), feeNames())));
  }

  private static String feeNames() {
    return Stream.of(Meter.values())
        .filter(meter -> meter.isBilled() && !meter.countsTokens())
        .map(Meter::id)
        .collect(Collectors.joining(", "));
  }

  private List<Catalog.TokenizerFactor> tokenizerFactors() {
    return root.find("tokenizer_factors").stream()
        .flatMap(YamlNode::items)
        .map(
            node ->
                node.asFields("a tokenizer factor")
                    .allowing(Set.of("from", "to", "factor", "source", "note")))
        .map(
            fields ->
                new Catalog.TokenizerFactor(
                    fields.require("from").asText("from"),
                    fields.require("to").asText("to"),
                    fields.require("factor").asAmount("factor")))
        .toList();
  }

  private List<Discount> discounts() {
    return named(root, "discounts", node -> node.asFields("a discount")).entrySet().stream()
        .map(entry -> discount(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Discount discount(String name, YamlNode.Fields fields) {
    fields.allowing(Set.of("percent", "provider", "models", "from", "to"));
    var percent = fields.require("percent").asAmount("percent");
    if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw fields
          .require("percent")
          .unexpected("percent", "'" + percent.toPlainString() + "'", "a number from 0 to 100");
    }
    return new Discount(
        name,
        percent,
        fields.text("provider").toLowerCase(Locale.ROOT),
        fields.find("models").map(node -> Set.copyOf(node.asTexts("models"))).orElse(Set.of()),
        RateRows.validity(fields));
  }
}
