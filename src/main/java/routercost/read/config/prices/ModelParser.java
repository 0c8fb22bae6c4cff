package routercost.read.config.prices;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import routercost.price.Model;
import routercost.price.PriceEntry;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Place;
import routercost.usage.SafeText;

/// Reads the models of a price file.
///
/// @param rates reads their rows of rates
public record ModelParser(RateParser rates) {
  private static final Set<String> ABOUT =
      Set.of(
          "provider",
          "tier",
          "status",
          "released",
          "deprecated",
          "retires",
          "not_retired_before",
          "aliases",
          "tokenizer",
          "context_window",
          "max_output",
          "min_cache_tokens",
          "tool_prompt_tokens",
          "places",
          "prices",
          "fast");

  /// Everything that may be said of a model: about it, and its rates in the short form.
  public static final Set<String> MODEL_KEYS = RateParser.union(ABOUT, RateParser.ROW_KEYS);

  public Model model(String id, YamlNode.Fields fields) {
    var prices = rates.rows(id, fields, "prices");
    if (RateParser.isShortForm(fields)) {
      if (!prices.isEmpty()) {
        throw new ConfigurationProblem(
            fields.place() + ": " + id + " has both 'prices' and rates of the short form");
      }
      prices = List.of(rates.entry(fields));
    }
    return new Model(
        id,
        fields.text("provider"),
        fields.text("tier"),
        fields.text("tokenizer"),
        new Model.Lifecycle(
            lifecycleStatus(fields),
            fields.date("released"),
            fields.date("deprecated"),
            fields.date("retires"),
            fields.date("not_retired_before")),
        limits(fields),
        places(fields),
        prices,
        rates.rows(id, fields, "fast"));
  }

  private static String lifecycleStatus(YamlNode.Fields fields) {
    var status = fields.text("status");
    var allowed = List.of("", "active", "legacy", "deprecated", "retired");
    if (!allowed.contains(status) && !isRowStatus(status)) {
      throw fields
          .require("status")
          .unexpected(
              "status", "'" + SafeText.cut(status) + "'", "active, legacy, deprecated or retired");
    }
    return status;
  }

  private static boolean isRowStatus(String status) {
    return Arrays.stream(PriceEntry.State.values()).anyMatch(state -> state.id().equals(status));
  }

  private static Model.Limits limits(YamlNode.Fields fields) {
    var tools =
        fields
            .find("tool_prompt_tokens")
            .map(node -> node.asFields("tool_prompt_tokens").allowing(Set.of("auto", "forced")));
    return new Model.Limits(
        fields.count("context_window"),
        fields.count("max_output"),
        fields.count("min_cache_tokens"),
        tools.map(some -> some.count("auto")).orElse(0L),
        tools.map(some -> some.count("forced")).orElse(0L));
  }

  private static Set<Place> places(YamlNode.Fields fields) {
    return fields.find("places").stream()
        .flatMap(YamlNode::items)
        .map(node -> place(node.place(), node.asText("a place")))
        .collect(Collectors.toSet());
  }

  /// The place called `name`; home is not one of them, as it has no multiplier.
  static Place place(String at, String name) {
    return Arrays.stream(Place.values())
        .filter(place -> place != Place.GLOBAL && place.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "%s: unknown place '%s'; allowed: %s"
                        .formatted(at, SafeText.cut(name), placeNames())));
  }

  private static String placeNames() {
    return Arrays.stream(Place.values())
        .filter(place -> place != Place.GLOBAL)
        .map(Place::id)
        .collect(Collectors.joining(", "));
  }
}
