package routercost.read.config.prices.feeds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import routercost.read.config.YamlNode;
import routercost.read.config.YamlNode.Fields;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// LiteLLM's `model_prices_and_context_window.json`: US dollars per token, one key for each rate.
final class LiteLlmFeed {
  private static final Map<String, Meter> RATES =
      Map.ofEntries(
          Map.entry("input_cost_per_token", Meter.INPUT),
          Map.entry("output_cost_per_token", Meter.OUTPUT),
          Map.entry("cache_read_input_token_cost", Meter.CACHE_READ),
          Map.entry("input_cost_per_token_cache_hit", Meter.CACHE_READ),
          Map.entry("cache_creation_input_token_cost", Meter.CACHE_WRITE_5M),
          Map.entry("cache_creation_input_token_cost_above_1hr", Meter.CACHE_WRITE_1H),
          Map.entry("output_cost_per_reasoning_token", Meter.REASONING),
          Map.entry("input_cost_per_audio_token", Meter.AUDIO_INPUT),
          Map.entry("cache_read_input_audio_token_cost", Meter.AUDIO_CACHE_READ),
          Map.entry("cache_creation_input_audio_token_cost", Meter.AUDIO_CACHE_READ),
          Map.entry("output_cost_per_audio_token", Meter.AUDIO_OUTPUT),
          Map.entry("input_cost_per_image_token", Meter.IMAGE_INPUT),
          Map.entry("output_cost_per_image_token", Meter.IMAGE_OUTPUT));

  private static final Map<String, ServiceTier> SERVICES =
      Map.of(
          "", ServiceTier.STANDARD,
          "_batches", ServiceTier.BATCH,
          "_flex", ServiceTier.FLEX,
          "_priority", ServiceTier.PRIORITY);

  private LiteLlmFeed() {}

  static List<FeedModel> models(Fields root) {
    var models = new ArrayList<FeedModel>();
    root.byName()
        .forEach(
            (name, field) -> {
              if (field.value() instanceof Fields entry
                  && entry.find("litellm_provider").isPresent()
                  && !name.equals("sample_spec")) {
                models.add(model(name, entry));
              }
            });
    return models;
  }

  private static FeedModel model(String name, Fields entry) {
    var provider =
        entry.find("litellm_provider").orElse(null) instanceof YamlNode.Scalar(_, String text)
            ? text
            : "";
    var model = new FeedModel(name, provider);
    rates(model, 0, entry, "");
    for (long over : Band.BREAKPOINTS) {
      rates(model, over, entry, "_above_" + over / 1000 + "k_tokens");
    }
    PriceFeed.items(entry, "tiered_pricing").forEach(tier -> tier(model, tier));
    return model;
  }

  private static void rates(FeedModel model, long over, Fields fields, String suffix) {
    RATES.forEach(
        (key, meter) ->
            SERVICES.forEach(
                (ending, service) ->
                    model.rate(
                        LocalDate.MIN,
                        over,
                        service,
                        meter,
                        fields,
                        key + suffix + ending,
                        FeedModel.PER_TOKEN)));
  }

  /// `{range: [256000, 1000000], input_cost_per_token: …}`.
  private static void tier(FeedModel model, YamlNode tier) {
    if (tier instanceof Fields fields
        && fields.find("range").orElse(null) instanceof YamlNode.Items(_, var ends)
        && !ends.isEmpty()
        && ends.getFirst() instanceof YamlNode.Scalar(_, String start)
        && start.matches("\\d{1,9}(\\.0+)?(e\\d)?")) {
      rates(model, new BigDecimal(start).longValue(), fields, "");
    }
  }
}
