package routercost.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.PriceEntry.Provenance;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.Place;

/// The content of one price file, built-in or overlay.
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

  /// The id in this catalog whose own name or alias differs from `name` in nothing but letter case
  /// and separators; empty if two ids do.
  Optional<String> alikeId(String name) {
    Optional<String> alike = Optional.empty();
    for (var names : List.of(models.keySet(), services.keySet(), aliases.keySet())) {
      for (String known : names) {
        if (isAlike(known, name)) {
          String id = aliases.getOrDefault(known, known);
          if (alike.isPresent() && !alike.get().equals(id)) {
            return Optional.empty();
          }
          alike = Optional.of(id);
        }
      }
    }
    return alike;
  }

  /// Whether two names are equal when letter case does not count, and any run of blanks, points,
  /// hyphens and underscores is one separator.
  private static boolean isAlike(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      char a = one.charAt(i);
      char b = other.charAt(j);
      if (isSeparator(a) && isSeparator(b)) {
        i = pastSeparators(one, i);
        j = pastSeparators(other, j);
      } else if (Character.toLowerCase(a) == Character.toLowerCase(b)) {
        i++;
        j++;
      } else {
        return false;
      }
    }
    return i == one.length() && j == other.length();
  }

  private static int pastSeparators(String name, int from) {
    int at = from;
    while (at < name.length() && isSeparator(name.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || c == ' ';
  }

  /// Whether `id` is itself a model or service of this catalog.
  boolean knows(String id) {
    return models.containsKey(id) || services.containsKey(id);
  }

  /// The models that are retired before `day`.
  public SortedSet<String> retiredBefore(LocalDate day) {
    var retired = new TreeSet<String>();
    models.forEach(
        (id, model) -> {
          if (model.lifecycle().isRetired(day)) {
            retired.add(id);
          }
        });
    return retired;
  }

  /// All exact ids and aliases in any order, for hints.
  Iterable<String> names() {
    var names = new ArrayList<String>(models.size() + services.size() + aliases.size());
    names.addAll(models.keySet());
    names.addAll(services.keySet());
    names.addAll(aliases.keySet());
    return names;
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

  /// A provider's charge in addition to tokens: web searches, container hours.
  ///
  /// @param provider whose models it comes with
  /// @param unit what is counted
  public record Fee(Meter meter, String provider, String unit, Rate rate, Provenance provenance) {}

  /// A service with one price a unit: an image, a megapixel, a query.
  ///
  /// @param id the exact id
  /// @param unit what is counted
  /// @param rate the price; empty if it is known to exist but not what it is
  public record FixedPrice(
      String id, String provider, String unit, Optional<Rate> rate, Provenance provenance) {
    /// The rate on the meters that may count the units: `units`, and `pages` for a page.
    Map<Meter, Rate> rates(Rate unitRate) {
      var rates = new EnumMap<Meter, Rate>(Meter.class);
      for (var meter : Meter.UNIT_METERS) {
        if (meter == Meter.UNITS || meter.id().equals(unit.replace(' ', '_') + "s")) {
          rates.put(meter, unitRate);
        }
      }
      return rates;
    }
  }

  /// The effect of a place on the rates of token meters.
  ///
  /// @param value for the models that name the place
  /// @param spares whether models that do not name it are sold there at their list price; if not,
  ///     they have no price there
  /// @param spared the providers whose models are, whatever `spares` says
  /// @param providers those all of whose models it is for
  public record Multiplier(
      BigDecimal value, boolean spares, Set<String> spared, Set<String> providers) {
    public Multiplier {
      spared = Set.copyOf(spared);
      providers = Set.copyOf(providers);
    }

    boolean spares(String provider) {
      return spares || spared.contains(provider);
    }
  }

  /// Which model each tier names, by date: the words that people route by.
  ///
  /// @param timeline tier → first day → model id
  public record Tiers(Map<String, NavigableMap<LocalDate, String>> timeline) {
    public static final Tiers NONE = new Tiers(Map.of());

    public Tiers {
      var copy = new TreeMap<String, NavigableMap<LocalDate, String>>();
      timeline.forEach((tier, models) -> copy.put(tier, new TreeMap<>(models)));
      timeline = Collections.unmodifiableMap(copy);
    }

    /// The tiers' names.
    public Set<String> names() {
      return timeline.keySet();
    }

    /// The model that `tier` names on `day`; empty before its first model and for an unknown tier.
    public Optional<String> model(String tier, LocalDate day) {
      return Optional.ofNullable(timeline.get(tier))
          .map(models -> models.floorEntry(day))
          .map(Map.Entry::getValue);
    }

    /// The first model that `tier` ever named.
    Optional<String> firstModel(String tier) {
      return Optional.ofNullable(timeline.get(tier))
          .map(NavigableMap::firstEntry)
          .map(Map.Entry::getValue);
    }

    /// These tiers with `tier` naming `model` on every day.
    public Tiers with(String tier, String model) {
      var changed = new TreeMap<>(timeline);
      changed.put(tier, new TreeMap<>(Map.of(LocalDate.MIN, model)));
      return new Tiers(changed);
    }

    /// These tiers, with those of `overlay` in place of their own.
    Tiers overlaid(Tiers overlay) {
      var all = new TreeMap<>(timeline);
      all.putAll(overlay.timeline);
      return new Tiers(all);
    }
  }
}
