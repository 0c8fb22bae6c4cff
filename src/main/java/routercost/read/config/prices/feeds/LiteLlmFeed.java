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

  /// What is sold by the unit, by the mode of an entry. Elsewhere these keys say something else,
  /// such as what an hour of a rented machine costs.
  private static final List<Map.Entry<String, Meter>> UNITS =
      List.of(
          Map.entry("image_generation.output_cost_per_image", Meter.UNITS),
          Map.entry("image_generation.input_cost_per_image", Meter.UNITS),
          Map.entry("image_edit.output_cost_per_image", Meter.UNITS),
          Map.entry("audio_transcription.input_cost_per_second", Meter.SECONDS),
          Map.entry("audio_transcription.output_cost_per_second", Meter.SECONDS),
          Map.entry("video_generation.output_cost_per_second", Meter.SECONDS),
          Map.entry("video_generation.output_cost_per_video_per_second", Meter.SECONDS),
          Map.entry("audio_speech.input_cost_per_character", Meter.CHARACTERS),
          Map.entry("ocr.ocr_cost_per_page", Meter.PAGES),
          Map.entry("rerank.input_cost_per_query", Meter.SEARCH_UNITS),
          Map.entry("search.input_cost_per_query", Meter.SEARCH_UNITS));

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
    if (RATES.keySet().stream().noneMatch(key -> FeedModel.isPositive(entry, key))
        && UNITS.stream()
            .anyMatch(unit -> unitRate(model, entry, unit.getKey(), unit.getValue()))) {
      return model;
    }
    rates(model, 0, entry, "");
    if (entry.find("search_context_cost_per_query").orElse(null) instanceof Fields searches) {
      model.unitRate(Meter.WEB_SEARCH, searches, "search_context_size_medium");
    }
    model.unitRate(Meter.CALLS, entry, "input_cost_per_request");
    for (long over : Band.BREAKPOINTS) {
      rates(model, over, entry, "_above_" + over / 1000 + "k_tokens");
    }
    PriceFeed.items(entry, "tiered_pricing").forEach(tier -> tier(model, tier));
    return model;
  }

  /// Takes a price by the unit, if the entry has one under `key`, a mode and a name.
  private static boolean unitRate(FeedModel model, Fields entry, String key, Meter meter) {
    var parts = key.split("\\.", -1);
    boolean sold =
        FeedModel.isPositive(entry, parts[1])
            && entry.find("mode").orElse(null) instanceof YamlNode.Scalar(_, String mode)
            && mode.equals(parts[0]);
    if (sold) {
      model.unitRate(meter, entry, parts[1]);
    }
    return sold;
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
