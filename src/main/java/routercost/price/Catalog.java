package routercost.price;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import routercost.usage.Place;

/// What one price file says, built-in or overlay, before anything is asked of it.
///
/// @param models by exact id, in the order of the file
/// @param services by exact id, in the order of the file
/// @param aliases further exact ids, each naming one model
/// @param multipliers by place, on token meters
/// @param tokenizerFactors how many tokens of one family the same text has in another
public record Catalog(
    SequencedMap<String, Model> models,
    SequencedMap<String, FixedPrice> services,
    Map<String, String> aliases,
    Tiers tiers,
    Map<Place, Multiplier> multipliers,
    List<Fee> fees,
    List<TokenizerFactor> tokenizerFactors,
    List<Discount> discounts) {
  /// Tokens of a text in family `to` = tokens in family `from` × `factor` (prices.md section 0,
  /// point 8).
  public record TokenizerFactor(String from, String to, BigDecimal factor) {}

  public Catalog {
    models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
    services = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(services));
    aliases = Map.copyOf(aliases);
    multipliers = Map.copyOf(multipliers);
    fees = List.copyOf(fees);
    tokenizerFactors = List.copyOf(tokenizerFactors);
    discounts = List.copyOf(discounts);
  }

  /// The id in this catalog that `name` is exactly, or is listed as an alias of.
  Optional<String> exactId(String name) {
    return knows(name) ? Optional.of(name) : Optional.ofNullable(aliases.get(name));
  }

  /// Whether `id` is itself a model or service of this catalog.
  boolean knows(String id) {
    return models.containsKey(id) || services.containsKey(id);
  }

  /// All exact ids and aliases, for hints.
  Iterable<String> names() {
    return Stream.of(models.keySet(), services.keySet(), aliases.keySet())
        .flatMap(java.util.Set::stream)
        .sorted()
        .toList();
  }

  /// This catalog with what `overlay` says added or in place of its own. A model that both know
  /// keeps what the overlay leaves out, such as its tier and limits.
  Catalog overlaid(Catalog overlay) {
    var allModels = new LinkedHashMap<>(models);
    overlay.models.forEach(
        (id, model) -> allModels.merge(aliases.getOrDefault(id, id), model, Catalog::merged));
    allModels.keySet().removeAll(overlay.services.keySet());
    var allServices = new LinkedHashMap<>(services);
    allServices.keySet().removeAll(overlay.models.keySet());
    allServices.putAll(overlay.services);
    var allAliases = new LinkedHashMap<>(aliases);
    allAliases.putAll(overlay.aliases);
    var allMultipliers = new LinkedHashMap<>(multipliers);
    allMultipliers.putAll(overlay.multipliers);
    return new Catalog(
        allModels,
        allServices,
        allAliases,
        tiers.overlaid(overlay.tiers),
        allMultipliers,
        replaced(fees, overlay.fees),
        Stream.concat(overlay.tokenizerFactors.stream(), tokenizerFactors.stream()).toList(),
        Stream.concat(discounts.stream(), overlay.discounts.stream()).toList());
  }

  private static List<Fee> replaced(List<Fee> fees, List<Fee> overlay) {
    var kept =
        fees.stream()
            .filter(
                fee ->
                    overlay.stream()
                        .noneMatch(
                            other ->
                                other.meter() == fee.meter()
                                    && other.provider().equals(fee.provider())));
    return Stream.concat(kept, overlay.stream()).toList();
  }

  private static Model merged(Model base, Model overlay) {
    return new Model(
        base.id(),
        either(overlay.provider(), base.provider()),
        either(overlay.tier(), base.tier()),
        either(overlay.tokenizer(), base.tokenizer()),
        overlay.lifecycle().equals(Model.Lifecycle.UNKNOWN)
            ? base.lifecycle()
            : overlay.lifecycle(),
        overlay.limits().equals(Model.Limits.UNKNOWN) ? base.limits() : overlay.limits(),
        overlay.places().isEmpty() ? base.places() : overlay.places(),
        overlay.prices().isEmpty() ? base.prices() : overlay.prices(),
        overlay.fast().isEmpty() ? base.fast() : overlay.fast());
  }

  private static String either(String first, String second) {
    return first.isEmpty() ? second : first;
  }
}
