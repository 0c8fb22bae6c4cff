package routercost.read.config.prices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.price.Catalog;
import routercost.price.Catalog.FixedPrice;
import routercost.price.Catalog.Tiers;
import routercost.price.Model;
import routercost.price.RateCard.Rate;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;

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
  private final RateParser rows;
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private PriceFile(YamlNode.Fields root, RateParser rows) {
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
    return new Contents(id, new PriceFile(root, new RateParser(id, sources(root))).catalog());
  }

  private static void checkHead(YamlNode.Fields root) {
    root.find("version")
        .filter(version -> !version.asText("version").equals("1"))
        .ifPresent(
            version -> {
              throw version.refusal("version", "1");
            });
    root.find("currency")
        .filter(currency -> !currency.asText("currency").equals("USD"))
        .ifPresent(
            currency -> {
              throw currency.refusal("currency", "USD");
            });
  }

  private static Map<String, String> sources(YamlNode.Fields root) {
    return named(root, "sources", node -> node.asText("a source"));
  }

  /// What stands under the names of the mapping at `key`.
  static <T> Map<String, T> named(
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
    var surcharges = new SurchargeParser(root, rows);
    return new Catalog(
        models,
        services,
        aliases,
        tiers(),
        surcharges.multipliers(),
        surcharges.fees(),
        tokenizerFactors(),
        surcharges.discounts());
  }

  private Model model(String id, YamlNode.Fields fields) {
    fields.allowing(ModelParser.MODEL_KEYS);
    fields.find("aliases").ifPresent(node -> node.items().forEach(alias -> claim(alias, id)));
    return new ModelParser(rows).model(id, fields);
  }

  private void claim(YamlNode alias, String id) {
    var name = alias.asText("an alias");
    var other = aliases.put(name, id);
    if (other != null && !other.equals(id)) {
      throw new ConfigurationProblem(
          "%s: '%s' is already an alias of %s".formatted(alias.place(), SafeText.cut(name), other));
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
}
