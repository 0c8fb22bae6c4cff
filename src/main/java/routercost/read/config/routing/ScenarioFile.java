package routercost.read.config.routing;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.read.config.FileKind;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.pipelines.RouteParser;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.whatif.CallFilter;
import routercost.whatif.Effects;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.routing.Load;

/// A reader of scenario files: named changes of routing, made in the order of the file.
///
/// @param routes converts the routes of its moves
public record ScenarioFile(RouteParser routes) {
  private static final Set<String> OF_A_MOVE = Set.of("where", "share");

  record Root(
      YamlNode.Fields self,
      YamlFile.Version version,
      @Default String name,
      Optional<YamlNode> moves,
      Optional<YamlNode> batch,
      Optional<YamlNode> cache,
      Optional<YamlNode> cascade,
      Optional<YamlNode> confidence,
      Optional<YamlNode> load,
      Optional<YamlNode> grow) {}

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
    return FileKind.SCENARIO.read(
        path,
        bytes,
        root -> scenario(path, root.as(Root.class, "the scenario"), book, day, effects));
  }

  private static Scenario scenario(
      String path, Root root, PriceBook book, LocalDate day, Effects effects) {
    var file = new ScenarioFile(RouteParser.exact(book, day));
    var rules = new ArrayList<Rule>();
    root.self().byName().forEach((key, field) -> rules.addAll(file.rules(key, field.value())));
    return new Scenario(root.name().isEmpty() ? fileName(path) : root.name(), rules, effects);
  }

  private static String fileName(String path) {
    return SafeText.cut(String.valueOf(Path.of(path).getFileName()).replaceFirst("\\.ya?ml$", ""));
  }

  private List<Rule> rules(String key, YamlNode node) {
    return switch (key) {
      case "moves" -> node.items().map(this::move).toList();
      case "batch" -> batch(node);
      case "cache", "confidence" -> node.items().map(item -> served(key, item)).toList();
      case "cascade" -> node.items().map(this::cascade).toList();
      case "load" -> node.items().flatMap(item -> load(item.as(LoadMove.class, "load"))).toList();
      case "grow" -> node.items().map(ScenarioFile::grow).toList();
      default -> List.of();
    };
  }

  record Move(
      Optional<YamlNode> where, Optional<BigDecimal> share, @Inline RouteParser.RouteRow route) {}

  private Rule move(YamlNode node) {
    var move = node.as(Move.class, "a move");
    var fields = move.route().self();
    if (fields.without(OF_A_MOVE).byName().isEmpty()) {
      throw fields.missing("to");
    }
    var share = move.share().orElse(BigDecimal.ONE);
    if (share.signum() == 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw fields.refusalOf("share", "a number over 0 and up to 1, such as 0.9");
    }
    return new Rule.Move(
        where(move.where()), Rule.Move.share(routes.exactly(move.route(), "to"), share));
  }

  /// All calls through the batch service, or those of a condition.
  private List<Rule> batch(YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      var move = YamlNode.Fields.empty(node.place()).with("batch", node);
      return move.isTrue("batch") ? List.of(move(move)) : List.of();
    }
    return node.items()
        .map(item -> item.asFields("batch").allowing(OF_A_MOVE))
        .map(item -> move(item.with("batch", new YamlNode.Scalar(item.place(), "true"))))
        .toList();
  }

  /// A move whose only option is `name`, written with the keys of that option around it.
  private Rule served(String name, YamlNode node) {
    var fields = node.asFields(name);
    var option = fields.without(OF_A_MOVE);
    return move(fields.without(option.byName().keySet()).with(name, option));
  }

  /// A cascade, with its stages at `stages`.
  private Rule cascade(YamlNode node) {
    var fields = node.asFields("cascade");
    return move(fields.without(Set.of("stages")).with("cascade", fields.require("stages")));
  }

  /// Calls made while many or few others were under way, on another tier each.
  record LoadMove(
      YamlNode.Fields self,
      Optional<YamlNode> where,
      Optional<Long> high,
      Optional<Long> low,
      Optional<YamlNode> busy,
      Optional<YamlNode> idle) {}

  private Stream<Rule> load(LoadMove move) {
    long high = move.high().orElse(Load.ARTICLE.high());
    long low = move.low().orElse(Load.ARTICLE.low());
    if (low > high) {
      throw new ConfigurationProblem(
          "%s: low is %d and high is %d; expected low to be the lower"
              .formatted(move.self().place(), low, high));
    }
    if (move.busy().isEmpty() && move.idle().isEmpty()) {
      throw new ConfigurationProblem(move.self().place() + ": 'busy' or 'idle' is missing");
    }
    var calls = where(move.where());
    var label = new Load(high, low).label();
    return Stream.of(Load.BUSY, Load.IDLE)
        .flatMap(
            state ->
                move.self().find(state).stream()
                    .map(to -> new Rule.Move(calls.and(label, state), routes.exactly(to, state))));
  }

  record Growth(Optional<YamlNode> where, BigDecimal by) {}

  /// Usage that grows or shrinks.
  private static Rule grow(YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      return new Rule.Grow(CallFilter.ALL, node.asAmount("grow"));
    }
    var growth = node.as(Growth.class, "grow");
    return new Rule.Grow(where(growth.where()), growth.by());
  }

  /// Whose calls: a task, or conditions that must all hold; all calls without either.
  private static CallFilter where(Optional<YamlNode> node) {
    return node.map(RoutingFile::conditions).map(CallFilter::new).orElse(CallFilter.ALL);
  }
}
