package routercost.read.config.prices.feeds;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  private static final Pattern SIZE = Pattern.compile("(\\d{2,5})-x-(\\d{2,5})");
  private static final Pattern ABOVE = Pattern.compile("_above_(\\d{1,9})k_tokens");
  private static final Pattern ENDING =
      Pattern.compile("(?:_above_\\d+k_tokens)?(?:_batches|_flex|_priority)?$");

  private LiteLlmFeed() {}

  static List<FeedModel> models(Fields root) {
    var models = new ArrayList<FeedModel>();
    root.byName()
        .forEach(
            (name, field) -> {
              if (name.equals("sample_spec")) {
                return;
              }
              if (field.value() instanceof Fields entry
                  && entry.find("litellm_provider").isPresent()) {
                models.add(model(name, entry));
              } else {
                models.add(new FeedModel(name, "")); // named as one without a price
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
    if (RATES.keySet().stream().noneMatch(key -> FeedModel.isPositive(entry, key))) {
      for (var unit : UNITS) {
        if (unitRate(model, entry, unit.getKey(), unit.getValue())) {
          model.lackAllBut(key -> isKnown(key) || unit.getKey().endsWith("." + key), entry);
          return model;
        }
      }
      if (pixelRate(model, name, entry)) {
        return model;
      }
    }
    model.lackAllBut(LiteLlmFeed::isKnown, entry);
    rates(model, 0, entry, "");
    if (entry.find("search_context_cost_per_query").orElse(null) instanceof Fields searches) {
      boolean byCall = provider.equals("perplexity") && !name.endsWith("deep-research");
      var size = byCall ? "search_context_size_low" : "search_context_size_medium";
      model.unitRate(byCall ? Meter.CALLS : Meter.WEB_SEARCH, searches, size);
      model.lackOther(searches, size);
    }
    model.unitRate(Meter.CALLS, entry, "input_cost_per_request");
    for (long over : Band.BREAKPOINTS) {
      rates(model, over, entry, "_above_" + over / 1000 + "k_tokens");
    }
    PriceFeed.items(entry, "tiered_pricing").forEach(tier -> tier(model, tier));
    return model;
  }

  /// Takes the price of an image from that of its pixels, if the name says how many these are.
  private static boolean pixelRate(FeedModel model, String name, Fields entry) {
    var size = SIZE.matcher(name);
    if (!size.find()) {
      return false;
    }
    for (var key : List.of("input_cost_per_pixel", "output_cost_per_pixel")) {
      if (FeedModel.isPositive(entry, key)) {
        var pixels = new BigDecimal(size.group(1)).multiply(new BigDecimal(size.group(2)));
        var usd = new BigDecimal(entry.text(key)).multiply(pixels).round(new MathContext(4));
        model.put(
            LocalDate.MIN,
            0,
            ServiceTier.STANDARD,
            Meter.UNITS,
            usd.toString(),
            FeedModel.PER_UNIT);
        return true;
      }
    }
    return false;
  }

  /// Whether a key is read, is none of a price, or says another one in other units.
  private static boolean isKnown(String key) {
    var over = ABOVE.matcher(key);
    if (over.find() && !Band.BREAKPOINTS.contains(Long.parseLong(over.group(1)) * 1000)) {
      return false;
    }
    var rate = ENDING.matcher(key).replaceFirst("");
    return !key.contains("cost")
        || key.contains("_dbu_")
        || key.equals("input_cost_per_request")
        || RATES.containsKey(rate);
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
