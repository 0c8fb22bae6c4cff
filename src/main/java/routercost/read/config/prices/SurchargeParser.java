package routercost.read.config.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Catalog.Fee;
import routercost.price.Catalog.Multiplier;
import routercost.price.Discount;
import routercost.price.RateCard.Rate;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.SafeText;

/// Reads what a price file adds to and takes off the rates: multipliers of places, fees, discounts.
///
/// @param root the whole file
/// @param rows for the provenance of fees
record SurchargeParser(YamlNode.Fields root, RateParser rows) {
  Map<Place, Multiplier> multipliers() {
    var byPlace = new EnumMap<Place, Multiplier>(Place.class);
    root.find("multipliers")
        .map(node -> node.asFields("multipliers"))
        .ifPresent(
            fields ->
                fields
                    .byName()
                    .forEach(
                        (name, field) ->
                            byPlace.put(
                                ModelParser.place(field.place(), name), multiplier(field))));
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
      throw fields.require("others").refusal("others", "list_price, or nothing");
    }
    return new Multiplier(fields.require("value").asAmount("value"), !others.isEmpty());
  }

  List<Fee> fees() {
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
                        .formatted(place, SafeText.cut(name), feeNames())));
  }

  private static String feeNames() {
    return Stream.of(Meter.values())
        .filter(meter -> meter.isBilled() && !meter.countsTokens())
        .map(Meter::id)
        .collect(Collectors.joining(", "));
  }

  List<Discount> discounts() {
    return PriceFile.named(root, "discounts", node -> node.asFields("a discount"))
        .entrySet()
        .stream()
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
        RateParser.validity(fields));
  }
}
