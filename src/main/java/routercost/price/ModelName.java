package routercost.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.UsageKey;

/// A model id read step by step: what platforms and gateways write around the provider's own id.
///
/// Each step takes off one documented decoration (docs/prices.md lists them). Nothing here guesses:
/// an id that is not in the book after these steps has no price.
///
/// @param id what is left of the name
/// @param place what the name says of where it was served
/// @param service what the name says of how it was served
record ModelName(String id, Place place, ServiceTier service) {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]*):bedrock:[^:]*:[^:]*:(?:inference-profile|foundation-model)/");
  private static final Pattern PREFIX =
      Pattern.compile(
          "(?:publishers/[a-z]+/)?models/"
              + "|(?:amazon[_-]|aws[_-])?bedrock(?:[_-]converse)?[/:](?:converse/|invoke/)?(?:[a-z]{2}(?:-[a-z]+)+-\\d/)?"
              + "|(?:openrouter/)?~?(?:anthropic|openai|google|mistralai|deepseek|qwen|x-ai|moonshotai|z-ai"
              + "|minimax|meta|cohere|amazon)[/:]"
              + "|(?:vertex[_-]ai|vertex|azure[_-]ai|azure[_-]openai|azure(?:/(?:global(?:-standard)?|eu|us))?|gemini|mistral|xai|moonshot|zai"
              + "|openrouter|vercel(?:[_-]ai[_-]gateway)?|google-(?:gla|vertex)|google[_-](?:genai|vertexai)|googleai|openai-(?:chat|responses))[/:]"
              + "|(?:chat|completion|responses|messages|embeddings?)[/:]"
              + "|@[\\w-]+/");
  private static final Pattern VERTEX_PATH = Pattern.compile("projects/[^/]+/locations/([^/]+)/");
  private static final Pattern REGION =
      Pattern.compile("(us-gov|us|eu|jp|au|apac|global)\\.(?=[a-z]+\\.)");
  private static final Pattern BEDROCK_VENDOR = Pattern.compile("anthropic\\.(?=claude)");
  private static final Pattern BEDROCK_VERSION = Pattern.compile("(?:-v\\d+)?:\\d+$|-v1$");
  private static final Pattern MODE =
      Pattern.compile(
          "(?:[:-]thinking|:(?:online|nitro|floor|exacto|beta)"
              + "|[ -]?\\((?:fallback|retry|thinking|reasoning|online|auto|none|minimal|low|medium|high|xhigh"
              + "|\\d+)\\))+$");
  private static final Pattern EFFORT =
      Pattern.compile(
          "^((?:claude-|gpt-|gemini-|grok-|o\\d).*)-(?:minimal|low|medium|high|xhigh)$");
  private static final Pattern BLANKS = Pattern.compile("[\\s_]+");
  private static final Pattern VERSION_FIRST =
      Pattern.compile("^claude-(\\d+(?:[.-]\\d{1,2})?)-(haiku|sonnet|opus|fable)(?=-|$)");
  /// A Claude model by its tier and version, as people write it.
  private static final Pattern TIER_FIRST = Pattern.compile("^(?=(?:haiku|sonnet|opus|fable)-\\d)");

  private static final Pattern QUOTES = Pattern.compile("^[\"']+|[\"']+$");
  private static final Pattern WINDOW = Pattern.compile("\\[1m]$");
  private static final Pattern VERTEX_DATE = Pattern.compile("@(\\d{8})$");
  private static final Pattern VERTEX_DEFAULT = Pattern.compile("@(?:default|latest)$");
  private static final Pattern DOT = Pattern.compile("^(claude-.*\\d)\\.(\\d.*)$");
  /// `claude-opus-41`, as GitHub Copilot has it.
  private static final Pattern NO_DOT = Pattern.compile("^(claude-[a-z]+-\\d)(\\d)$");

  private static final Pattern DATE = Pattern.compile("-(?:\\d{8}|\\d{4}-\\d{2}-\\d{2})$");

  /// A logged name without its host.
  static String withoutHost(String logged) {
    return logged.substring(logged.indexOf('/') + 1);
  }

  /// The readings of a logged name, the most literal first. Every later one has one more decoration
  /// off.
  static List<ModelName> readings(String logged) {
    var readings = new ArrayList<ModelName>();
    readings.add(literal(logged));
    addSteps(readings, STEPS);
    return readings;
  }

  private static void addSteps(List<ModelName> readings, List<Step> steps) {
    for (var step : steps) {
      var name = readings.getLast();
      var next = step.apply(name);
      if (!next.isSame(name)) {
        readings.add(next);
      }
    }
  }

  /// The readings of a logged name without regard to letter case, blanks, quotes, and the ways in
  /// which people write a Claude id (`claude-4.5-sonnet`, `Sonnet 4.5`).
  static List<ModelName> relaxedReadings(String logged) {
    String lower = BLANKS.matcher(logged.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
    var readings = readings(QUOTES.matcher(lower).replaceAll(""));
    addSteps(readings, RELAXED);
    return readings;
  }

  private boolean isSame(ModelName other) {
    return place == other.place && service == other.service && id.equals(other.id);
  }

  /// The first reading: the name as it stands.
  static ModelName literal(String logged) {
    return new ModelName(logged.strip(), Place.GLOBAL, ServiceTier.STANDARD);
  }

  private interface Step {
    ModelName apply(ModelName name);
  }

  private static final List<Step> STEPS =
      List.of(
          ModelName::withoutArn,
          name -> name.replaced(WINDOW, ""),
          ModelName::withoutVertexPath,
          name -> name.without(PREFIX),
          name -> name.without(PREFIX),
          name -> name.replaced(MODE, ""),
          ModelName::withoutVariant,
          ModelName::withoutRegion,
          name -> name.without(BEDROCK_VENDOR),
          name -> name.replaced(BEDROCK_VERSION, ""),
          name -> name.replaced(VERTEX_DEFAULT, ""),
          name -> name.replaced(VERTEX_DATE, "-$1"),
          name -> name.replaced(DOT, "$1-$2"),
          name -> name.replaced(NO_DOT, "$1-$2"),
          name -> name.replaced(DATE, ""),
          name -> name.replaced(MODE, ""),
          name -> name.replaced(EFFORT, "$1"),
          name -> name.replaced(MODE, ""));

  private static final List<Step> RELAXED =
      List.of(
          name -> name.replaced(TIER_FIRST, "claude-"),
          name -> name.replaced(VERSION_FIRST, "claude-$2-$1"));

  private ModelName replaced(Pattern pattern, String replacement) {
    return new ModelName(pattern.matcher(id).replaceFirst(replacement), place, service);
  }

  private ModelName without(Pattern prefix) {
    var matcher = prefix.matcher(id);
    if (!matcher.lookingAt()) {
      return this;
    }
    return new ModelName(id.substring(matcher.end()), placeOf(matcher.group()), service);
  }

  private Place placeOf(String prefix) {
    if (prefix.equals("azure/eu/") || prefix.equals("azure/us/")) {
      return Place.AZURE_DATA_ZONE;
    }
    return prefix.contains("/us-gov-") ? Place.BEDROCK_US_GOV : place;
  }

  private ModelName withoutVariant() {
    if (id.endsWith(":batch")) {
      return new ModelName(
          id.substring(0, id.length() - ":batch".length()), place, ServiceTier.BATCH);
    }
    if (id.startsWith("claude-") && id.endsWith("-fast")) {
      return new ModelName(
          id.substring(0, id.length() - "-fast".length()), place, ServiceTier.FAST);
    }
    return this;
  }

  private ModelName withoutArn() {
    var matcher = ARN.matcher(id);
    if (!matcher.lookingAt()) {
      return this;
    }
    var where = matcher.group(1).equals("aws-us-gov") ? Place.BEDROCK_US_GOV : place;
    return new ModelName(id.substring(matcher.end()), where, service);
  }

  private ModelName withoutVertexPath() {
    var matcher = VERTEX_PATH.matcher(id);
    if (!matcher.lookingAt()) {
      return this;
    }
    var where = matcher.group(1).equals("global") ? Place.GLOBAL : Place.GOOGLE_REGIONAL;
    return new ModelName(id.substring(matcher.end()), where, service);
  }

  private ModelName withoutRegion() {
    var matcher = REGION.matcher(id);
    if (!matcher.lookingAt()) {
      return this;
    }
    var where = place == Place.BEDROCK_US_GOV ? place : place(matcher.group(1));
    return new ModelName(id.substring(matcher.end()), where, service);
  }

  private static Place place(String region) {
    return switch (region) {
      case "global" -> Place.GLOBAL;
      case "us-gov" -> Place.BEDROCK_US_GOV;
      default -> Place.BEDROCK_REGIONAL;
    };
  }

  /// `key` with the service and place that this name tells, where the key tells none.
  UsageKey served(UsageKey key) {
    return key.withService(key.service() == ServiceTier.STANDARD ? service : key.service())
        .withPlace(key.place() == Place.GLOBAL ? place : key.place());
  }

  /// The known id that looks most like `logged`, for a message; never for a price.
  static Optional<String> nearMiss(String logged, Iterable<String> known) {
    var bare = readings(logged).getLast().id();
    var tail = bare.substring(bare.lastIndexOf('/') + 1);
    return Suggestions.nearest(tail, known);
  }
}
