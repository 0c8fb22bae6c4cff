package routercost.read.config.routing;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.read.config.Versions;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.pipelines.RouteParser;
import routercost.read.config.prices.RateParser;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.whatif.routing.Answers.Role;
import routercost.whatif.routing.Complexity;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.Tier;

/// Reads a routing file (docs/routing.md): the registry that people keep.
final class RoutingFile {
  private static final Set<String> ROOT = Set.of("version", "name", "default", "tasks", "rules");
  private static final Set<String> TASK =
      Set.of("tier", "role", "scores", "reason", "override", "interactive", "verifiable");
  private static final Set<String> RULE = RateParser.union(TASK, Set.of("tasks"));
  private static final Set<String> OVERRIDE = Set.of("tier", "reason");

  private final PriceBook book;
  private final LocalDate day;

  /// @param day on which tiers are read as the model that they name
  RoutingFile(PriceBook book, LocalDate day) {
    this.book = book;
    this.day = day;
  }

  /// @throws ConfigurationProblem at the first thing that is not as it should be
  Routing parse(String name, byte[] bytes) {
    var root = YamlFile.parse(name, bytes).asFields("the routing file").allowing(ROOT);
    Versions.require(root);
    return routing(root);
  }

  /// The registry that stands in `root`.
  Routing routing(YamlNode.Fields root) {
    SortedMap<String, Routing.Assignment> tasks = new TreeMap<>();
    root.find("tasks")
        .map(node -> node.asFields("tasks").byName())
        .ifPresent(
            byName -> byName.forEach((task, field) -> tasks.put(task, task(field.value(), task))));
    return new Routing(
        root.find("default").map(node -> target(node, "default")).orElse(Tier.USUAL.id()),
        tasks,
        root.find("rules").stream().flatMap(YamlNode::items).flatMap(this::rules).toList());
  }

  private java.util.stream.Stream<Routing.Pattern> rules(YamlNode node) {
    var fields = node.asFields("a rule").allowing(RULE);
    var assignment = assignment(fields, "a rule");
    return fields.require("tasks").asTexts("tasks").stream()
        .map(pattern -> new Routing.Pattern(pattern, assignment));
  }

  /// A task is a mapping, or in short its tier.
  private Routing.Assignment task(YamlNode node, String task) {
    return switch (node) {
      case YamlNode.Scalar scalar -> Routing.Assignment.to(target(scalar, task), "");
      case YamlNode.Fields fields -> assignment(fields.allowing(TASK), task);
      case YamlNode.Items items -> throw items.unexpected(task, "a list", "a tier or a mapping");
    };
  }

  private Routing.Assignment assignment(YamlNode.Fields fields, String task) {
    var target = decided(fields, task);
    return new Routing.Assignment(
        target,
        fields.text("reason"),
        fields.find("override").map(node -> override(node, target)),
        fields.find("interactive").map(node -> AnswerParser.flag(node, "interactive")),
        fields.find("verifiable").map(node -> AnswerParser.flag(node, "verifiable")));
  }

  /// The tier that stands there, else that of the role, else that of the scores.
  private String decided(YamlNode.Fields fields, String task) {
    return fields
        .find("tier")
        .map(node -> target(node, "tier"))
        .or(
            () ->
                fields
                    .find("role")
                    .map(node -> AnswerParser.role(node))
                    .map(Role::tier)
                    .map(Tier::id))
        .or(
            () ->
                fields.find("scores").map(AnswerParser::scores).map(Complexity::tier).map(Tier::id))
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "%s: %s has no tier; expected tier, role or scores"
                        .formatted(fields.place(), SafeText.cut(task))));
  }

  private Routing.Raise override(YamlNode node, String target) {
    var fields = node.asFields("override").allowing(OVERRIDE);
    var to = fields.require("tier");
    var higher = target(to, "override");
    if (!isAbove(higher, target)) {
      throw to.refusal("override", "a tier above " + target + ": overrides go up");
    }
    return new Routing.Raise(higher, fields.text("reason"));
  }

  private boolean isAbove(String higher, String lower) {
    return tier(higher)
        .filter(high -> tier(lower).filter(low -> high.isAbove(low)).isPresent())
        .isPresent();
  }

  private Optional<Tier> tier(String target) {
    return Tier.named(target)
        .or(() -> book.resolve(target, day).map(Resolution::tier).flatMap(Tier::named));
  }

  private String target(YamlNode node, String what) {
    return RouteParser.exact(book, day).name(node, what);
  }

  /// What the routing file at `path` says.
  static Routing read(String path, PriceBook book, LocalDate day) {
    var bytes = TextFiles.bytes(path, 64, "expected a routing file in YAML");
    return new RoutingFile(book, day).parse(path, bytes);
  }
}
