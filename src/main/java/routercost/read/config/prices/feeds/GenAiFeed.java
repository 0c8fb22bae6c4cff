package routercost.read.config.prices.feeds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import routercost.read.config.YamlNode;
import routercost.read.config.YamlNode.Fields;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// The `data.json` of genai-prices: US dollars per million tokens, dated, with bands in each rate.
final class GenAiFeed {
  private static final Map<String, Meter> RATES =
      Map.of(
          "input_mtok", Meter.INPUT,
          "output_mtok", Meter.OUTPUT,
          "cache_read_mtok", Meter.CACHE_READ,
          "cache_write_mtok", Meter.CACHE_WRITE_5M,
          "cache_write_1h_mtok", Meter.CACHE_WRITE_1H,
          "input_audio_mtok", Meter.AUDIO_INPUT,
          "cache_audio_read_mtok", Meter.AUDIO_CACHE_READ,
          "output_audio_mtok", Meter.AUDIO_OUTPUT,
          "input_image_mtok", Meter.IMAGE_INPUT,
          "output_image_mtok", Meter.IMAGE_OUTPUT);

  private static final Map<String, Meter> PER_THOUSAND =
      Map.of(
          "web_searches_kcount", Meter.WEB_SEARCH,
          "requests_kcount", Meter.CALLS,
          "input_document_kpages", Meter.PAGES);

  private GenAiFeed() {}

  static List<FeedModel> models(YamlNode root) {
    var models = new ArrayList<FeedModel>();
    root.items()
        .map(node -> node.asFields("a provider"))
        .forEach(
            provider ->
                PriceFeed.items(provider, "models")
                    .map(node -> node.asFields("a model"))
                    .forEach(
                        entry ->
                            names(entry)
                                .forEach(
                                    name -> models.add(model(provider.text("id"), name, entry)))));
    return models;
  }

  /// The id, and the names that the entry matches as a whole.
  private static Set<String> names(Fields entry) {
    var names = new LinkedHashSet<>(Set.of(entry.text("id")));
    entry.find("match").ifPresent(match -> equal(match).forEach(names::add));
    return names;
  }

  private static Stream<String> equal(YamlNode match) {
    return match instanceof Fields fields
        ? Stream.concat(
            fields.find("equals").stream().map(node -> node.asText("equals")),
            PriceFeed.items(fields, "or").flatMap(GenAiFeed::equal))
        : Stream.of();
  }

  private static FeedModel model(String provider, String name, Fields entry) {
    var model = new FeedModel(OtherFeeds.name(provider, name), provider);
    entry.find("prices").stream()
        .flatMap(YamlNode::items)
        .map(node -> node.asFields("prices"))
        .forEach(price -> dated(model, price));
    return model;
  }

  /// Prices of some hours of the day are left out: those of the other hours stand before them.
  private static void dated(FeedModel model, Fields price) {
    var constraint = price.find("constraint").map(node -> node.asFields("constraint"));
    if (constraint.isPresent() && constraint.get().find("start_date").isEmpty()) {
      model.lack("hours of the day");
      return;
    }
    var from = constraint.map(days -> days.require("start_date").asDate("start_date"));
    var rates = price.find("prices").map(node -> node.asFields("prices")).orElse(price);
    RATES.forEach((key, meter) -> rate(model, from.orElse(LocalDate.MIN), meter, rates, key));
    PER_THOUSAND.forEach(
        (key, meter) ->
            model.rate(
                from.orElse(LocalDate.MIN),
                0,
                ServiceTier.STANDARD,
                meter,
                rates,
                key,
                FeedModel.PER_THOUSAND));
    model.lackAllBut(key -> RATES.containsKey(key) || PER_THOUSAND.containsKey(key), rates);
  }

  private static void rate(FeedModel model, LocalDate from, Meter meter, Fields rates, String key) {
    if (!(rates.find(key).orElse(null) instanceof Fields banded)) {
      model.rate(from, 0, ServiceTier.STANDARD, meter, rates, key, FeedModel.PER_MILLION);
    } else {
      model.rate(from, 0, ServiceTier.STANDARD, meter, banded, "base", FeedModel.PER_MILLION);
      PriceFeed.items(banded, "tiers")
          .map(node -> node.asFields("a tier"))
          .forEach(
              tier ->
                  model.rate(
                      from,
                      tier.count("start"),
                      ServiceTier.STANDARD,
                      meter,
                      tier,
                      "price",
                      FeedModel.PER_MILLION));
    }
  }
}
