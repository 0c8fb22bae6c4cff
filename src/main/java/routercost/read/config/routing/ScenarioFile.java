package routercost.read.config.routing;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.pipelines.RouteOptionsParser;
import routercost.read.config.pipelines.RouteParser;
import routercost.read.config.prices.RateParser;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.whatif.CallFilter;
import routercost.whatif.Effects;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.routing.Load;

/// Reads scenario files: changes of routing under a name, made in the order in which they stand.
///
/// @param routes reads how calls would be served
public record ScenarioFile(RouteParser routes) {
  private static final Set<String> KEYS =
      Set.of("version", "name", "moves", "batch", "cache", "cascade", "confidence", "load", "grow");
  private static final Set<String> OF_A_MOVE = Set.of("where", "share");

  /// The scenario in the file at `path`.
  ///
  /// @param day on which a tier names a model
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Scenario read(String path, PriceBook book, LocalDate day, Effects effects) {
    var bytes = TextFiles.bytes(path, 64, "--scenario takes a scenario file in YAML");
    return parse(path, bytes, book, day, effects);
  }

  /// The scenario in `bytes`.
  static Scenario parse(String path, byte[] bytes, PriceBook book, LocalDate day, Effects effects) {
    var fields = YamlFile.parse(path, bytes).asFields("the scenario").allowing(KEYS);
    if (!fields.text("version").equals("1")) {
      throw fields.require("version").refusal("version", "1");
    }
    var file = new ScenarioFile(RouteParser.exact(book, day));
    var rules = new ArrayList<Rule>();
    fields.byName().forEach((key, field) -> rules.addAll(file.rules(key, field.value())));
    var name = fields.text("name");
    return new Scenario(name.isEmpty() ? fileName(path) : name, rules, effects);
  }

  private static String fileName(String path) {
    return SafeText.cut(String.valueOf(Path.of(path).getFileName()).replaceFirst("\\.ya?ml$", ""));
  }

  private List<Rule> rules(String key, YamlNode node) {
    return switch (key) {
      case "moves" -> node.items().map(this::move).toList();
      case "batch" -> batch(node);
      case "cache" -> node.items().map(some -> served("cache", some)).toList();
      case "cascade" -> node.items().map(some -> stages(some)).toList();
      case "confidence" -> node.items().map(some -> served("confidence", some)).toList();
      case "load" -> node.items().flatMap(this::load).toList();
      case "grow" -> node.items().map(ScenarioFile::grow).toList();
      default -> List.of();
    };
  }

  /// A move: whose calls, which share of them, and the route.
  private Rule move(YamlNode node) {
    var fields = node.asFields("a move").allowing(RateParser.union(RouteParser.KEYS, OF_A_MOVE));
    return moved(fields, without(fields, OF_A_MOVE));
  }

  private Rule moved(YamlNode.Fields fields, YamlNode.Fields route) {
    if (route.byName().isEmpty()) {
      throw new ConfigurationProblem(fields.place() + ": 'to' is missing");
    }
    return new Rule.Move(
        where(fields), Rule.Move.share(routes.exactly(route, "to"), share(fields)));
  }

  private static YamlNode.Fields without(YamlNode.Fields fields, Set<String> keys) {
    var rest = new LinkedHashMap<>(fields.byName());
    rest.keySet().removeAll(keys);
    return new YamlNode.Fields(fields.place(), rest);
  }

  /// All calls through the batch service, or those of a condition.
  private List<Rule> batch(YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      return RouteOptionsParser.isTrue(one(node.place(), "batch", node), "batch")
          ? List.of(moved(one(node.place(), "batch", node), one(node.place(), "batch", node)))
          : List.of();
    }
    return node.items()
        .map(
            some -> {
              var fields = some.asFields("batch").allowing(OF_A_MOVE);
              var yes = new YamlNode.Scalar(fields.place(), "true");
              return moved(fields, one(fields.place(), "batch", yes));
            })
        .toList();
  }

  private static YamlNode.Fields one(String place, String name, YamlNode node) {
    var fields = new LinkedHashMap<String, YamlNode.Fields.Field>();
    fields.put(name, new YamlNode.Fields.Field(place, node));
    return new YamlNode.Fields(place, fields);
  }

  /// What stands at `name` is how some calls are served; beside it, whose.
  private Rule served(String name, YamlNode node) {
    var fields = node.asFields(name);
    return moved(fields, one(fields.place(), name, without(fields, OF_A_MOVE)));
  }

  /// A cascade, with its stages at `stages`.
  private Rule stages(YamlNode node) {
    var fields = node.asFields("cascade");
    var stages = fields.require("stages");
    var route = new LinkedHashMap<>(without(fields, OF_A_MOVE).byName());
    route.remove("stages");
    route.put("cascade", new YamlNode.Fields.Field(stages.place(), stages));
    var cascade = new YamlNode.Fields(fields.place(), route);
    return moved(fields, cascade.allowing(RouteParser.KEYS));
  }

  /// Calls made while many or few others were under way, on another tier each.
  private Stream<Rule> load(YamlNode node) {
    var fields = node.asFields("load").allowing(Set.of("where", "high", "low", "busy", "idle"));
    long high = fields.find("high").map(some -> some.asCount("high")).orElse(Load.ARTICLE.high());
    long low = fields.find("low").map(some -> some.asCount("low")).orElse(Load.ARTICLE.low());
    if (low > high) {
      throw new ConfigurationProblem(
          "%s: low is %d and high is %d; expected low to be the lower"
              .formatted(fields.place(), low, high));
    }
    var load = new Load(high, low);
    if (fields.find("busy").isEmpty() && fields.find("idle").isEmpty()) {
      throw new ConfigurationProblem(fields.place() + ": 'busy' or 'idle' is missing");
    }
    return Stream.of(Load.BUSY, Load.IDLE)
        .flatMap(
            state ->
                fields.find(state).stream()
                    .map(
                        target ->
                            new Rule.Move(
                                where(fields).and(load.label(), state),
                                routes.exactly(target, state))));
  }

  /// Usage that grows or shrinks.
  private static Rule grow(YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      return new Rule.Grow(CallFilter.ALL, node.asAmount("grow"));
    }
    var fields = node.asFields("grow").allowing(Set.of("where", "by"));
    return new Rule.Grow(where(fields), fields.require("by").asAmount("by"));
  }

  private static BigDecimal share(YamlNode.Fields fields) {
    var share = fields.amount("share").orElse(BigDecimal.ONE);
    if (share.signum() == 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw fields.require("share").refusal("share", "a number over 0 and up to 1, such as 0.9");
    }
    return share;
  }

  /// Whose calls: a task, or conditions that must all hold; all calls if nothing is said.
  private static CallFilter where(YamlNode.Fields fields) {
    var node = fields.find("where");
    if (node.isEmpty()) {
      return CallFilter.ALL;
    }
    if (node.get() instanceof YamlNode.Scalar(_, String task)) {
      return CallFilter.task(task);
    }
    Map<String, YamlNode.Fields.Field> conditions = node.get().asFields("where").byName();
    return new CallFilter(
        conditions.entrySet().stream()
            .map(
                condition ->
                    Condition.of(
                        condition.getKey(),
                        condition.getValue().value().asText(condition.getKey())))
            .toList());
  }
}
