package routercost.read.row;

import java.util.Locale;
import java.util.Map;
import routercost.read.config.prices.feeds.ImportedFile;

/// Hosts of models as logs call them, by the names that they have in price lists.
final class Hosts {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("groq", "groq"),
          Map.entry("together", "together_ai"),
          Map.entry("togetherai", "together_ai"),
          Map.entry("fireworks", "fireworks_ai"),
          Map.entry("fireworksai", "fireworks_ai"),
          Map.entry("deepinfra", "deepinfra"),
          Map.entry("cerebras", "cerebras"),
          Map.entry("sambanova", "sambanova"),
          Map.entry("nebius", "nebius"),
          Map.entry("novita", "novita"),
          Map.entry("hyperbolic", "hyperbolic"),
          Map.entry("nscale", "nscale"),
          Map.entry("replicate", "replicate"),
          Map.entry("databricks", "databricks"),
          Map.entry("azure", "azure"),
          Map.entry("azureopenai", "azure"),
          Map.entry("azureaiopenai", "azure"),
          Map.entry("azaiopenai", "azure"),
          Map.entry("azureai", "azure_ai"),
          Map.entry("azureaiinference", "azure_ai"),
          Map.entry("azaiinference", "azure_ai"));

  private Hosts() {}

  /// `model` with its host before it, if that is how a price list names it.
  static String named(String model, String provider) {
    String letters = provider.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    String host = NAMES.getOrDefault(letters, "");
    String name = host + "/" + model;
    return !host.isEmpty()
            && ImportedFile.later().named(name).stream()
                .anyMatch(listed -> listed.id().equalsIgnoreCase(name))
        ? name
        : model;
  }
}
