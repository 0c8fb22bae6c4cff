package routercost.price;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import routercost.usage.UsageKey;

/// The lookup of model names in logs: an id, an alias, a platform's spelling of one of them, or a
/// tier on its day.
record NameLookup(Catalog catalog, ImportedPrices imported) {
  /// The rule for days before the first model of a tier or the first price of a model.
  enum Timing {
    /// Nothing is found.
    STRICT,
    /// The first one is used.
    FIRST_IF_EARLY
  }

  /// An entry of the catalog, and the reading of the name that led to it.
  record Found(Resolution resolution, ModelName name) {}

  /// The entry of the catalog that `logged` names on `day`.
  Optional<Found> find(String logged, LocalDate day, Timing timing) {
    var literal = reading(ModelName.literal(logged), logged, day, timing);
    if (literal.isPresent()) {
      return literal;
    }
    for (var name : Hosts.spellings(logged.strip())) {
      var found = find(name, logged, day, timing);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Found> find(String name, String logged, LocalDate day, Timing timing) {
    var fullName = Hosts.fullName(name);
    var hosted = fullName.flatMap(full -> hosted(full, logged).or(() -> hosted(name, logged)));
    return hosted.isPresent()
        ? catalogued(ModelName.withoutHost(fullName.orElse(name)), logged, day, timing)
            .filter(vendor -> isListPrice(hosted.get(), vendor))
            .or(() -> hosted)
        : asWritten(name, logged, day, timing)
            .or(() -> inLowerCase(name, logged, day, timing))
            .or(() -> relaxed(name, logged, day, timing))
            .or(() -> imported(name.toLowerCase(Locale.ROOT), logged, false));
  }

  private Optional<Found> inLowerCase(String name, String logged, LocalDate day, Timing timing) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(name) ? Optional.empty() : asWritten(lower, logged, day, timing);
  }

  private Optional<Found> asWritten(String name, String logged, LocalDate day, Timing timing) {
    return spelt(name, logged, day, timing).or(() -> imported(name, logged, true));
  }

  /// Used only for names that are not in the book literally: the readings need a dozen patterns.
  private Optional<Found> catalogued(String name, String logged, LocalDate day, Timing timing) {
    return spelt(name, logged, day, timing).or(() -> relaxed(name, logged, day, timing));
  }

  private Optional<Found> spelt(String name, String logged, LocalDate day, Timing timing) {
    return ModelName.readings(name).stream()
        .flatMap(reading -> reading(reading, logged, day, timing).stream())
        .findFirst();
  }

  private Optional<Found> relaxed(String name, String logged, LocalDate day, Timing timing) {
    return ModelName.relaxedReadings(name).stream()
        .flatMap(reading -> relaxed(reading, logged, day, timing).stream())
        .findFirst();
  }

  /// The imported model of which `name` is the full name, with its host.
  private Optional<Found> hosted(String name, String logged) {
    return imported.named(name).stream()
        .filter(model -> model.id().equalsIgnoreCase(name))
        .findFirst()
        .map(model -> found(model, logged, ModelName.literal(logged)));
  }

  /// Whether the book has the price of that host, or a host asked what the vendor of the model
  /// asked on the day of the imported list, or somebody has priced the model in a file of his own:
  /// then the book, which has dates, knows better.
  private boolean isListPrice(Found hosted, Found vendor) {
    var model = catalog.models().get(vendor.resolution().id());
    if (model == null || hosted.resolution().id().startsWith(model.provider() + "/")) {
      return true;
    }
    var own = imported.named(hosted.resolution().id()).getFirst().prices().getLast();
    for (var entry : model.prices()) {
      if (!entry.provenance().book().startsWith("builtin-")) {
        return true;
      }
      boolean listed = entry.prices() && entry.valid().contains(imported.day(own));
      if (listed && HostPrices.isCovered(own, entry)) {
        return true;
      }
    }
    return false;
  }

  private static Found found(Model model, String logged, ModelName name) {
    return new Found(
        new Resolution(
            logged,
            model.id(),
            model.provider(),
            model.tier(),
            model.tokenizer(),
            Resolution.How.IMPORTED),
        name);
  }

  /// The model of the imported prices that `spelling` names. Hosts that share the name must agree
  /// on the price.
  ///
  /// @param exactly whether it must be written as it is there
  private Optional<Found> imported(String spelling, String logged, boolean exactly) {
    for (var name : importable(spelling)) {
      var models = imported.named(name.id());
      boolean fits = !exactly || models.stream().anyMatch(model -> model.id().equals(name.id()));
      if (!models.isEmpty() && fits) {
        return HostPrices.agreed(models).map(model -> found(model, logged, name));
      }
    }
    return Optional.empty();
  }

  /// The readings to look up among the imported prices. The book holds every Claude model that
  /// Anthropic sells: an unknown one is not looked up, and a misspelt one does not load the list.
  private static List<ModelName> importable(String logged) {
    return logged.regionMatches(true, 0, "claude", 0, "claude".length())
        ? List.of()
        : ModelName.readings(logged);
  }

  /// The reason why a name that several hosts share has no price; empty if it is none.
  private Optional<String> shared(String logged) {
    return Hosts.spellings(logged).stream()
        .flatMap(spelling -> importable(spelling).stream())
        .map(name -> imported.named(name.id()))
        .filter(models -> !models.isEmpty())
        .findFirst()
        .map(HostPrices::range);
  }

  private Optional<Found> relaxed(ModelName name, String logged, LocalDate day, Timing timing) {
    return reading(name, catalog.alikeId(name.id()), logged, day, timing);
  }

  private Optional<Found> reading(ModelName name, String logged, LocalDate day, Timing timing) {
    return reading(name, catalog.exactId(name.id()), logged, day, timing);
  }

  private Optional<Found> reading(
      ModelName name, Optional<String> exact, String logged, LocalDate day, Timing timing) {
    if (exact.isPresent()) {
      var how =
          !name.id().equals(logged)
              ? Resolution.How.NORMALISED
              : exact.get().equals(logged) ? Resolution.How.EXACT : Resolution.How.ALIAS;
      return Optional.of(new Found(resolution(logged, exact.get(), how), name));
    }
    return tierModel(name.id(), day, timing)
        .flatMap(catalog::exactId)
        .map(id -> new Found(resolution(logged, id, Resolution.How.TIER), name));
  }

  private Optional<String> tierModel(String tier, LocalDate day, Timing timing) {
    var model = catalog.tiers().model(tier, day);
    return model.isPresent() || timing == Timing.STRICT ? model : catalog.tiers().firstModel(tier);
  }

  private Resolution resolution(String logged, String id, Resolution.How how) {
    var model = catalog.models().get(id);
    if (model == null) {
      var service = catalog.services().get(id);
      return new Resolution(logged, id, service == null ? "" : service.provider(), "", "", how);
    }
    return new Resolution(logged, id, model.provider(), model.tier(), model.tokenizer(), how);
  }

  /// The reason why nothing was found, for the person who can add it.
  String unknown(UsageKey key) {
    if (catalog.tiers().names().contains(key.model())) {
      return catalog
          .tiers()
          .model(key.model(), key.day())
          .map(model -> "the tier %s names %s, which has no price".formatted(key.model(), model))
          .orElse("the tier " + key.model() + " names no model on " + key.day());
    }
    var shared = shared(key.model());
    if (shared.isPresent()) {
      return shared.get();
    }
    return ModelName.nearMiss(key.model(), catalog.names())
        .map(near -> "not in the price book; the closest known model is " + near)
        .orElse("not in the price book");
  }
}
