package routercost.read.config.prices.feeds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routercost.read.config.YamlNode.Fields;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// The lists of OpenRouter, models.dev and llm-prices.
final class OtherFeeds {
  /// Those who sell their own models: a name without a host is theirs.
  private static final Set<String> VENDORS =
      Set.of(
          "anthropic",
          "openai",
          "google",
          "mistral",
          "x-ai",
          "xai",
          "deepseek",
          "cohere",
          "moonshotai",
          "zhipuai",
          "zai",
          "minimax",
          "perplexity",
          "voyageai",
          "alibaba");

  private static final Map<String, Meter> ROUTE =
      Map.of(
          "prompt", Meter.INPUT,
          "completion", Meter.OUTPUT,
          "input_cache_read", Meter.CACHE_READ,
          "input_cache_write", Meter.CACHE_WRITE_5M,
          "internal_reasoning", Meter.REASONING,
          "audio", Meter.AUDIO_INPUT,
          "input_audio_cache", Meter.AUDIO_CACHE_READ,
          "audio_output", Meter.AUDIO_OUTPUT,
          "image_output", Meter.IMAGE_OUTPUT);

  private static final Map<String, Meter> ROUTE_UNITS =
      Map.of("request", Meter.CALLS, "web_search", Meter.WEB_SEARCH);

  private static final Map<String, Meter> COST =
      Map.of(
          "input", Meter.INPUT,
          "output", Meter.OUTPUT,
          "cache_read", Meter.CACHE_READ,
          "input_cached", Meter.CACHE_READ,
          "cache_write", Meter.CACHE_WRITE_5M,
          "reasoning", Meter.REASONING,
          "input_audio", Meter.AUDIO_INPUT,
          "output_audio", Meter.AUDIO_OUTPUT);

  private OtherFeeds() {}

  /// The name of a model at a host: bare if the host is its vendor.
  static String name(String host, String id) {
    return VENDORS.contains(host) || id.startsWith(host + "/") ? id : host + "/" + id;
  }

  static List<FeedModel> openRouter(Fields root) {
    var models = new ArrayList<FeedModel>();
    PriceFeed.items(root, "data")
        .map(node -> node.asFields("a model"))
        .forEach(
            entry -> {
              var model = new FeedModel(entry.text("id"), "openrouter");
              var pricing = entry.require("pricing").asFields("pricing");
              rates(model, 0, pricing, ROUTE, FeedModel.PER_TOKEN);
              ROUTE_UNITS.forEach((key, meter) -> model.unitRate(meter, pricing, key));
              model.lackAllBut(
                  key ->
                      ROUTE.containsKey(key)
                          || ROUTE_UNITS.containsKey(key)
                          || key.equals("discount"),
                  pricing);
              PriceFeed.items(pricing, "overrides")
                  .map(node -> node.asFields("an override"))
                  .filter(override -> override.find("min_prompt_tokens").isPresent())
                  .forEach(
                      override ->
                          rates(
                              model,
                              override.count("min_prompt_tokens"),
                              override,
                              ROUTE,
                              FeedModel.PER_TOKEN));
              models.add(model);
            });
    return models;
  }

  static List<FeedModel> modelsDev(Fields root) {
    var models = new ArrayList<FeedModel>();
    root.byName()
        .forEach(
            (provider, field) ->
                field
                    .value()
                    .asFields("a provider")
                    .require("models")
                    .asFields("the models")
                    .byName()
                    .forEach(
                        (id, entry) ->
                            models.add(devModel(provider, id, entry.value().asFields("a model")))));
    return models;
  }

  private static FeedModel devModel(String provider, String id, Fields entry) {
    var model = new FeedModel(name(provider, id), provider);
    entry
        .find("cost")
        .map(node -> node.asFields("cost"))
        .ifPresent(
            cost -> {
              rates(model, 0, cost, COST, FeedModel.PER_MILLION);
              model.lackAllBut(COST::containsKey, cost);
              cost.find("context_over_200k")
                  .map(node -> node.asFields("context_over_200k"))
                  .ifPresent(over -> rates(model, 200_000, over, COST, FeedModel.PER_MILLION));
              PriceFeed.items(cost, "tiers")
                  .map(node -> node.asFields("a tier"))
                  .forEach(
                      tier ->
                          rates(
                              model,
                              tier.require("tier").asFields("tier").count("size"),
                              tier,
                              COST,
                              FeedModel.PER_MILLION));
            });
    return model;
  }

  /// A row for each price; those of one id follow each other in time.
  static List<FeedModel> llmPrices(Fields root) {
    var models = new LinkedHashMap<String, FeedModel>();
    PriceFeed.items(root, "prices")
        .map(node -> node.asFields("a price"))
        .forEach(
            row -> {
              var model =
                  models.computeIfAbsent(
                      row.text("id"), id -> new FeedModel(id, row.text("vendor")));
              var from = row.text("from_date");
              var day = from.isEmpty() || from.equals("null") ? LocalDate.MIN : date(row);
              rates(model, day, 0, row, COST, FeedModel.PER_MILLION);
            });
    return List.copyOf(models.values());
  }

  private static LocalDate date(Fields row) {
    return row.require("from_date").asDate("from_date");
  }

  private static void rates(
      FeedModel model, long over, Fields fields, Map<String, Meter> keys, int unit) {
    rates(model, LocalDate.MIN, over, fields, keys, unit);
  }

  private static void rates(
      FeedModel model,
      LocalDate from,
      long over,
      Fields fields,
      Map<String, Meter> keys,
      int unit) {
    keys.forEach(
        (key, meter) -> model.rate(from, over, ServiceTier.STANDARD, meter, fields, key, unit));
  }
}
