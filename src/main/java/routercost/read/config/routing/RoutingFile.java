package routercost.read.config.routing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.read.config.FileKind;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.pipelines.RouteParser;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.whatif.routing.Answers.Role;
import routercost.whatif.routing.Complexity;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.Tier;

/// A reader of routing files (docs/routing.md), the registry that people keep, and of registries in
/// other forms.
///
/// @param day on which tiers are read as the model that they name
public record RoutingFile(PriceBook book, LocalDate day) {
  static final String UNNAMED = "the routing";

  record Root(
      @Default("1") YamlFile.Version version, @Default String name, @Inline Registry registry) {}

  /// @param tasks a mapping each, or in short its tier
  record Registry(
      Optional<YamlNode> default_,
      @Default Map<String, YamlNode> tasks,
      @Default List<Pattern> rules) {}

  /// @param tasks all tasks if there is only a condition
  record Pattern(
      YamlNode.Fields self,
      @Default List<String> tasks,
      Optional<YamlNode> where,
      @Inline Task task) {}

  record Task(
      YamlNode.Fields self,
      Optional<YamlNode> tier,
      Optional<Role> role,
      Optional<Scores> scores,
      @Default String reason,
      Optional<OverrideRow> override,
      Optional<Boolean> interactive,
      Optional<Boolean> verifiable,
      Optional<YamlNode> maxOutput,
      Optional<YamlNode> review) {
    /// Refuses one of the two answers that decide on batch only together.
    private void requireBatchAnswers() {
      if (verifiable.isPresent() && interactive.isEmpty()) {
        throw self.missing("interactive");
      }
      if (verifiable.isEmpty() && interactive.filter(waits -> !waits).isPresent()) {
        throw self.missing("verifiable");
      }
    }
  }

  record OverrideRow(YamlNode tier, @Default String reason) {}

  /// Three scores from 1 to 3.
  record Scores(YamlNode reasoning, YamlNode judgment, YamlNode stakes) {
    Complexity complexity() {
      return new Complexity(
          score(reasoning, "reasoning"), score(judgment, "judgment"), score(stakes, "stakes"));
    }

    private static int score(YamlNode node, String what) {
      var text = node.asText(what);
      if (!text.matches("[123]")) {
        throw node.refusal(what, "1 (low), 2 (medium) or 3 (high)");
      }
      return Integer.parseInt(text);
    }
  }

  /// The routing in the file at `path`.
  ///
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Routing read(String path, PriceBook book, LocalDate day) {
    var file = new RoutingFile(book, day);
    if (Files.isDirectory(TextFiles.path(path))) {
      return new OtherRegistries(file, path).agents();
    }
    var bytes = TextFiles.bytes(path, 64, "expected a routing file in YAML");
    return path.endsWith(".py")
        ? new OtherRegistries(file, path).python(new String(bytes, StandardCharsets.UTF_8))
        : file.parse(path, bytes);
  }

  /// @throws ConfigurationProblem naming what is not as it should be
  Routing parse(String name, byte[] bytes) {
    var yaml = YamlFile.parse(name, bytes);
    var other = new OtherRegistries(this, name).of(yaml);
    if (other.isPresent()) {
      return other.get();
    }
    return FileKind.ROUTING.read(
        name, bytes, root -> routing(root.as(Root.class, "the routing file")));
  }

  private Routing routing(Root root) {
    return routing(root.registry(), root.name().isEmpty() ? UNNAMED : root.name());
  }

  Routing routing(Registry registry, String name) {
    var tasks = new TreeMap<String, Routing.Assignment>();
    registry.tasks().forEach((task, node) -> tasks.put(task, task(node, task)));
    return new Routing(
        name,
        registry.default_().map(node -> target(node, "default")).orElse(Tier.USUAL.id()),
        tasks,
        registry.rules().stream().flatMap(this::patterns).toList());
  }

  private Stream<Routing.Pattern> patterns(Pattern rule) {
    if (rule.tasks().isEmpty() && rule.where().isEmpty()) {
      throw new ConfigurationProblem(
          rule.self().place() + ": a rule has neither 'tasks' nor 'where'");
    }
    var assignment = assignment(rule.task(), "a rule");
    var where = rule.where().map(RoutingFile::conditions).orElse(List.of());
    var tasks = rule.tasks().isEmpty() ? List.of("*") : rule.tasks();
    return tasks.stream().map(task -> new Routing.Pattern(task, where, assignment));
  }

  /// The conditions of `where`: a task, or attributes that must all have their value, or one of
  /// several.
  static List<Condition> conditions(YamlNode node) {
    if (node instanceof YamlNode.Scalar(_, String task)) {
      return List.of(Condition.of("task", task));
    }
    return node.asFields("where").byName().entrySet().stream()
        .flatMap(
            part ->
                part.getValue()
                    .value()
                    .items()
                    .map(value -> Condition.of(part.getKey(), value.asText(part.getKey()))))
        .toList();
  }

  private Routing.Assignment task(YamlNode node, String name) {
    return switch (node) {
      case YamlNode.Scalar scalar -> Routing.Assignment.to(target(scalar, name), "");
      case YamlNode.Fields fields -> assignment(fields.as(Task.class, name), name);
      case YamlNode.Items items -> throw items.unexpected(name, "a list", "a tier or a mapping");
    };
  }

  private Routing.Assignment assignment(Task task, String name) {
    task.requireBatchAnswers();
    var target = decided(task, name);
    return new Routing.Assignment(
        target,
        task.reason(),
        task.override().map(override -> raise(override, target)),
        task.interactive(),
        task.verifiable(),
        task.maxOutput().map(RouteParser::maxOutput),
        task.review().map(RouteParser::review));
  }

  /// The tier that is written, else that of the role, else that of the scores.
  private String decided(Task task, String name) {
    return task.tier()
        .map(node -> target(node, "tier"))
        .or(() -> task.role().map(role -> role.tier().id()))
        .or(() -> task.scores().map(scores -> scores.complexity().tier().id()))
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "%s: %s has no tier; expected tier, role or scores"
                        .formatted(task.self().place(), SafeText.cut(name))));
  }

  private Routing.Raise raise(OverrideRow override, String target) {
    var higher = target(override.tier(), "override");
    if (!isAbove(higher, target)) {
      throw override.tier().refusal("override", "a tier above " + target + ": overrides go up");
    }
    return new Routing.Raise(higher, override.reason());
  }

  private boolean isAbove(String higher, String lower) {
    return tier(higher)
        .filter(high -> tier(lower).filter(low -> high.isAbove(low)).isPresent())
        .isPresent();
  }

  /// The tier of a target; empty if its model has none.
  public Optional<Tier> tier(String target) {
    return Tier.named(target)
        .or(() -> book.resolve(target, day).map(Resolution::tier).flatMap(Tier::named));
  }

  String target(YamlNode node, String what) {
    return RouteParser.exact(book, day).name(node, what);
  }
}
