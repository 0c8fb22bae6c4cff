package routercost.read.config.prices.feeds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.Model;
import routercost.price.PriceEntry.Provenance;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.YamlNode.Fields;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Identified;

/// A public price list that can be imported.
public enum PriceFeed implements Identified {
  LITELLM("litellm"),
  OPENROUTER("openrouter"),
  MODELS_DEV("models.dev"),
  GENAI_PRICES("genai-prices"),
  LLM_PRICES("llm-prices");

  private final String id;

  PriceFeed(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  /// The models of a list.
  ///
  /// @param unpriced the entries without a price that a price file can express
  /// @param partly the models of which a price file cannot express some prices
  /// @param kinds the kinds of prices that it cannot express
  public record Contents(
      List<Model> models, List<String> unpriced, List<String> partly, SortedSet<String> kinds) {
    public Contents {
      models = List.copyOf(models);
      unpriced = List.copyOf(unpriced);
      partly = List.copyOf(partly);
    }
  }

  /// The models of the list in `bytes`; of two with one name the first.
  ///
  /// @param source for their provenance
  /// @throws ConfigurationProblem if it is not such a list
  public Contents parse(String name, String source, byte[] bytes) {
    var root = YamlFile.parseJson(name, bytes);
    var feed = of(root);
    if (feed.isPresent() && feed.get() != this) {
      throw new ConfigurationProblem(
          "%s: not a price list of %s but of %s; import it with 'router-cost prices import %s %s'"
              .formatted(name, id, feed.get().id, feed.get().id, name));
    }
    var provenance = new Provenance("imported", source, "low", "", "");
    var models = new LinkedHashMap<String, Model>();
    var unpriced = new ArrayList<String>();
    var partly = new ArrayList<String>();
    var kinds = new TreeSet<String>();
    for (var model : models(root)) {
      var priced = model.model(provenance);
      priced.ifPresent(some -> models.putIfAbsent(some.id(), some));
      if (priced.isEmpty()) {
        unpriced.add(model.id());
      } else if (!model.unexpressed().isEmpty()) {
        partly.add(model.id());
      }
      kinds.addAll(model.unexpressed());
    }
    if (models.isEmpty()) {
      throw new ConfigurationProblem(
          name + ": no model with a price here; expected the price list of " + id + " in JSON");
    }
    return new Contents(List.copyOf(models.values()), unpriced, partly, kinds);
  }

  private List<FeedModel> models(YamlNode root) {
    return switch (this) {
      case LITELLM -> LiteLlmFeed.models(root.asFields("the price list"));
      case OPENROUTER -> OtherFeeds.openRouter(root.asFields("the price list"));
      case MODELS_DEV -> OtherFeeds.modelsDev(root.asFields("the price list"));
      case GENAI_PRICES -> GenAiFeed.models(root);
      case LLM_PRICES -> OtherFeeds.llmPrices(root.asFields("the price list"));
    };
  }

  /// The feed whose list `root` looks like.
  public static Optional<PriceFeed> of(YamlNode root) {
    if (root instanceof YamlNode.Items(_, var nodes)) {
      return nodes.stream().anyMatch(node -> has(node, "models")) && has(nodes.getFirst(), "id")
          ? Optional.of(GENAI_PRICES)
          : Optional.empty();
    }
    if (!(root instanceof Fields fields)) {
      return Optional.empty();
    }
    var values = fields.byName().values().stream().map(Fields.Field::value).toList();
    if (items(fields, "data").anyMatch(node -> has(node, "pricing"))) {
      return Optional.of(OPENROUTER);
    }
    if (items(fields, "prices").anyMatch(node -> has(node, "vendor"))) {
      return Optional.of(LLM_PRICES);
    }
    if (values.stream().anyMatch(node -> has(node, "litellm_provider"))) {
      return Optional.of(LITELLM);
    }
    return !values.isEmpty() && values.stream().allMatch(node -> has(node, "models"))
        ? Optional.of(MODELS_DEV)
        : Optional.empty();
  }

  private static boolean has(YamlNode node, String key) {
    return node instanceof Fields fields && fields.find(key).isPresent();
  }

  static Stream<YamlNode> items(Fields fields, String key) {
    return fields.find(key).stream().flatMap(YamlNode::items);
  }
}
