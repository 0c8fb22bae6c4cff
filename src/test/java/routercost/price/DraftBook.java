package routercost.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.price.Catalog.FixedPrice;
import routercost.price.Catalog.Multiplier;
import routercost.price.Catalog.Tiers;
import routercost.price.PriceEntry.Provenance;
import routercost.price.RateCard.Rate;
import routercost.usage.Place;

/// A price book made up for a test.
///
/// @param catalog what it says
public record DraftBook(Catalog catalog) {
  /// A book of these models.
  public static DraftBook of(DraftModel... models) {
    var byId = new LinkedHashMap<String, Model>();
    for (var model : models) {
      byId.put(model.model().id(), model.model());
    }
    return new DraftBook(
        new Catalog(
            byId,
            new LinkedHashMap<>(),
            Map.of(),
            Tiers.NONE,
            Map.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  public DraftBook alias(String alias, String target) {
    var aliases = new LinkedHashMap<>(catalog.aliases());
    aliases.put(alias, target);
    return new DraftBook(
        new Catalog(
            catalog.models(),
            catalog.services(),
            aliases,
            catalog.tiers(),
            catalog.multipliers(),
            catalog.fees(),
            catalog.tokenizerFactors(),
            catalog.discounts()));
  }

  /// A tier that is a model from a day on.
  public DraftBook tier(String tier, String from, String model) {
    var timeline = new TreeMap<>(catalog.tiers().timeline());
    var models = new TreeMap<>(timeline.getOrDefault(tier, new TreeMap<>()));
    models.put(LocalDate.parse(from), model);
    timeline.put(tier, models);
    return with(new Tiers(timeline), catalog.multipliers());
  }

  public DraftBook multiplier(Place place, String value) {
    return with(
        catalog.tiers(),
        Map.of(place, new Multiplier(new BigDecimal(value), false, Set.of(), Set.of())));
  }

  private DraftBook with(Tiers tiers, Map<Place, Multiplier> multipliers) {
    return new DraftBook(
        new Catalog(
            catalog.models(),
            catalog.services(),
            catalog.aliases(),
            tiers,
            multipliers,
            catalog.fees(),
            catalog.tokenizerFactors(),
            catalog.discounts()));
  }

  /// A service whose price may be unknown.
  public DraftBook service(String id, String unit, Optional<String> cost) {
    var services = new LinkedHashMap<>(catalog.services());
    services.put(
        id,
        new FixedPrice(
            id,
            "acme",
            unit,
            cost.map(usd -> new Rate(new BigDecimal(usd), 1)),
            new Provenance("made up", "", "", "", "")));
    return new DraftBook(
        new Catalog(
            catalog.models(),
            services,
            catalog.aliases(),
            catalog.tiers(),
            catalog.multipliers(),
            catalog.fees(),
            catalog.tokenizerFactors(),
            catalog.discounts()));
  }

  public PriceBook book() {
    return new PriceBook("draft", "", catalog);
  }
}
