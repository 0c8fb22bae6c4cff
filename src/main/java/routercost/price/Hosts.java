package routercost.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Hosts that sell models of others at prices of their own, by the names that logs give them.
public final class Hosts {
  /// The name in price lists, then what logs call it besides, in letters alone.
  private static final Map<String, String> NAMES =
      named(
          "azure azureopenai azureaiopenai azaiopenai",
          "azure_ai azureaiinference azaiinference",
          "fireworks_ai fireworks",
          "together_ai together",
          "vertex_ai vertex googlevertex googlevertexai",
          "bedrock amazonbedrock awsbedrock",
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
          "vercel_ai_gateway vercel",
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

  /// Gateways and editors that forward calls at the price of whoever serves them.
  private static final Map<String, String> GATEWAYS =
      named(
          "chatgpt",
          "gateway aigateway llmgateway",
          "github_copilot copilot copilotchat",
          "helicone",
          "kilocode kilo",
          "litellm litellmproxy",
          "opencode opencodezen",
          "portkey",
          "requesty",
          "cline cursor roo windsurf zed zeddev");

  /// Hosts that ask for a closed model what its vendor asks, as far as lists have both.
  private static final Map<String, String> RESELLERS =
      named("gmi", "heroku", "perplexity", "snowflake");

  private static final List<String> AT_LIST_PRICE = List.of("openrouter", "vercel_ai_gateway");

  private static final List<String> CLOSED = List.of("openai/", "google/", "x-ai/", "anthropic/");

  private static final Pattern CLOSED_MODEL =
      Pattern.compile(
          "(?:(?:anthropic|openai|google|xai|x-ai)/)?(?:claude-|gpt-(?!oss)|o\\d|gemini-|grok-).*");

  /// The word for a host or gateway before a name, and what separates them.
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z][A-Za-z_. -]*)(::?|/)(?=[^/:])");

  private Hosts() {}

  private static Map<String, String> named(String... lines) {
    var names = new HashMap<String, String>();
    for (var line : lines) {
      var words = line.split(" ", -1);
      for (var word : words) {
        names.put(letters(word), words[0]);
      }
    }
    return names;
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  /// The names to look up for a logged one, the first that is found decides: with a slash after its
  /// host whatever separates them, and without the names of gateways and of those who sell a closed
  /// model at the price of its vendor.
  static List<String> spellings(String logged) {
    var prefix = PREFIX.matcher(logged);
    if (!prefix.lookingAt()) {
      return List.of(logged);
    }
    var names = new ArrayList<String>();
    var word = letters(prefix.group(1));
    var model = logged.substring(prefix.end());
    var small = model.toLowerCase(Locale.ROOT);
    boolean resold = RESELLERS.containsKey(word) && CLOSED_MODEL.matcher(small).matches();
    if (resold && small.contains("claude-")) {
      names.add(model); // the book knows every Claude model, and lists do not
    }
    names.add(prefix.group(1) + "/" + model);
    if (prefix.group(1).contains("-")) {
      names.add(prefix.group(1).replace('-', '_') + "/" + model);
    }
    if (GATEWAYS.containsKey(word)) {
      names.addAll(spellings(model));
    } else if (resold) {
      names.add(model);
    }
    names.add(logged);
    return names;
  }

  /// The name that price lists have for a logged one that begins with a host: `groq:llama` is
  /// `groq/llama`. None if the host has no price of its own: every Claude model has its price in
  /// the book, and OpenRouter and Vercel ask what the vendors of closed models ask.
  static Optional<String> fullName(String logged) {
    int end = prefix(logged);
    if (end <= 0 || logged.toLowerCase(Locale.ROOT).contains("claude")) {
      return Optional.empty();
    }
    var host = NAMES.get(letters(logged.substring(0, end)));
    var model = logged.substring(end + 1);
    boolean closed = CLOSED.stream().anyMatch(model::startsWith) && !isOpen(model);
    return host == null || (closed && AT_LIST_PRICE.contains(host))
        ? Optional.empty()
        : Optional.of(host + "/" + model);
  }

  private static boolean isOpen(String model) {
    return model.startsWith("openai/gpt-oss") || model.startsWith("google/gemma");
  }

  private static int prefix(String logged) {
    int slash = logged.indexOf('/');
    int colon = logged.indexOf(':');
    return slash < 0 || (colon >= 0 && colon < slash) ? colon : slash;
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
