package routercost.price;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Hosts that sell models of others at prices of their own, by the names that logs give them.
public final class Hosts {
  /// The name in price lists, then what logs call it besides, in letters alone.
  private static final Map<String, String> NAMES =
      named(
          "azure azureopenai azureaiopenai azaiopenai",
          "azure_ai azureaiinference azaiinference",
          "fireworks_ai fireworks",
          "together_ai together",
          "vertex_ai",
          "bedrock",
          "anyscale",
          "baseten",
          "cerebras",
          "databricks",
          "deepinfra",
          "friendliai",
          "gradient_ai",
          "groq",
          "hyperbolic",
          "lambda_ai",
          "nebius",
          "novita",
          "nscale",
          "oci",
          "openrouter",
          "ovhcloud",
          "replicate",
          "sambanova",
          "snowflake",
          "wandb",
          "watsonx");

  /// Those who sell their own models. Their name decides only where others sell the same.
  private static final Map<String, String> VENDORS =
      named(
          "cohere",
          "dashscope alibaba alibabacloud qwen",
          "deepseek",
          "gemini google googleaistudio googlegenai",
          "minimax",
          "mistral mistralai",
          "moonshot moonshotai",
          "perplexity perplexityai",
          "voyage voyageai",
          "xai",
          "zai zhipu zhipuai");

  private Hosts() {}

  private static Map<String, String> named(String... lines) {
    var names = new HashMap<String, String>();
    for (var line : lines) {
      var words = line.split(" ");
      for (var word : words) {
        names.put(letters(word), words[0]);
      }
    }
    return names;
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  /// Whether a logged name begins with a host that may have a price of its own for it. Every Claude
  /// model has its price in the book, also at these.
  static boolean isHosted(String logged) {
    int slash = logged.indexOf('/');
    return slash > 0
        && NAMES.containsValue(logged.substring(0, slash))
        && !logged.contains("claude");
  }

  /// `model` with its host before it, if that is how a price list names it.
  ///
  /// @param provider what the log calls the host
  public static String hosted(String model, String provider, ImportedPrices imported) {
    var letters = letters(provider);
    var host = NAMES.getOrDefault(letters, VENDORS.getOrDefault(letters, ""));
    var name = host + "/" + model;
    boolean asked =
        NAMES.containsKey(letters)
            || (!host.isEmpty() && imported.named(model).size() > 1 && !model.contains("/"));
    return asked
            && imported.named(name).stream().anyMatch(listed -> listed.id().equalsIgnoreCase(name))
        ? name
        : model;
  }
}
