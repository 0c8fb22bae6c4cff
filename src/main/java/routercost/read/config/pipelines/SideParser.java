package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlNode;
import routercost.whatif.AgentLoop;
import routercost.whatif.LoopShape;
import routercost.whatif.Route;
import routercost.whatif.WithImages;
import routercost.whatif.pipeline.FailureAndWaitCost;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.RangeValued;

/// A converter of the `before` and `after` of a step.
///
/// @param routes converts routes without the images and caches of the step
/// @param loop converts the turns of an agent, if the step is one
/// @param common its turns, as far as they are alike before and after
record SideParser(
    YamlNode.Fields step,
    RouteParser routes,
    Optional<LoopParser> loop,
    Optional<RangeValued<LoopShape>> common) {
  /// The keys of a side that change the turns of an agent.
  private static final Set<String> OF_TURNS = Set.of("history", "cache", "handover");

  /// The tier of each role (article 001, R9).
  private static final Map<String, String> TIERS =
      Map.of("orchestrator", "opus", "middle", "sonnet", "executor", "haiku");

  /// One side of a step: a route, and the cost of failing and waiting.
  record Row(
      @Inline RouteParser.RouteRow route,
      @Inline CostParser.Consequences consequences,
      Optional<YamlNode> history,
      Optional<YamlNode> handover) {
    private void refuseTurns() {
      history
          .or(() -> handover)
          .ifPresent(
              node -> {
                throw node.unexpected(
                    history.isPresent() ? "history" : "handover",
                    "given without turns",
                    "turns in the step");
              });
    }
  }

  /// A route, and the costs of its answers next to tokens.
  record Side(RangeValued<Route> route, RangeValued<FailureAndWaitCost> consequences) {
    private static final Side NONE = of(new Route.Nothing());

    private static Side of(Route route) {
      return new Side(RangeValued.known(route), RangeValued.known(FailureAndWaitCost.NONE));
    }

    private Side with(RangeValued<Route> other) {
      return new Side(other, consequences);
    }

    /// Its tiers and models, with all ranges at their low ends.
    List<String> targets() {
      return route.at(RangePoint.LOW).targets();
    }

    boolean isNone() {
      return route.at(RangePoint.LOW) instanceof Route.Nothing;
    }
  }

  record Images(YamlNode.Fields self, Optional<BigDecimal> count, long width, long height) {
    private RangeValued<UnaryOperator<Route>> inPrompt() {
      var images = count.orElse(BigDecimal.ONE);
      requirePixels("width", width);
      requirePixels("height", height);
      return RangeValued.known(route -> new WithImages(route, images, width, height));
    }

    private void requirePixels(String key, long pixels) {
      if (pixels < 1 || pixels > 100_000) {
        throw self.refusalOf(key, "1 to 100000 pixels");
      }
    }
  }

  /// The side before, which a role may stand for.
  Side before(RouteParser numbered) {
    var tier = Optional.ofNullable(TIERS.get(step.text("role")));
    if (step.find("before").isEmpty() && tier.isPresent()) {
      return read(new YamlNode.Scalar(step.place(), tier.get()), "before", numbered);
    }
    var before = read(step.require("before"), "before", numbered);
    if (before.targets().isEmpty() && !before.isNone()) {
      throw step.require("before").unexpected("before", "no model", "a tier or model");
    }
    return before;
  }

  /// The side after; `before` without one.
  Side after(Side before) {
    var after = step.find("after").map(node -> read(node, "after", routes)).orElse(before);
    if (before.isNone() && after.targets().isEmpty()) {
      throw step.require("before").unexpected("before", "none", "a model after it");
    }
    return after;
  }

  private Side read(YamlNode node, String key, RouteParser numbered) {
    if (node instanceof YamlNode.Scalar(_, String text) && text.equals("none")) {
      return Side.NONE;
    }
    var keys =
        node instanceof YamlNode.Fields fields ? fields : YamlNode.Fields.empty(node.place());
    var side = routed(node, keys, key, numbered);
    if (step.find("batch").isPresent() && step.isTrue("batch")) {
      side = side.with(side.route().map(Route.Batched::new));
    }
    return loop.isPresent() ? side.with(looped(node, keys, key, side, numbered)) : side;
  }

  private Side routed(YamlNode node, YamlNode.Fields keys, String key, RouteParser plain) {
    var around =
        step.find("images")
            .map(images -> plain.within(images.as(Images.class, "images").inPrompt()))
            .orElse(plain);
    if (loop.isEmpty() && keys.find("cache").isEmpty()) {
      around = around.cached(step.find("cache"));
    }
    if (!(node instanceof YamlNode.Fields)) {
      return new Side(around.read(node, key), RangeValued.known(FailureAndWaitCost.NONE));
    }
    var row = (loop.isPresent() ? keys.without(Set.of("cache")) : keys).as(Row.class, key);
    if (loop.isEmpty()) {
      row.refuseTurns();
    }
    var converter = row.route().ways().isEmpty() ? plain : around;
    var route = converter.route(row.route(), key);
    return new Side(route, new CostParser(plain.numbers()).consequences(row.consequences(), route));
  }

  private RangeValued<Route> looped(
      YamlNode node, YamlNode.Fields keys, String key, Side side, RouteParser plain) {
    var cascade = side.route().at(RangePoint.LOW).cascade();
    if (side.targets().isEmpty()
        || cascade
            .filter(of -> of.stages().stream().anyMatch(s -> s.validator().isPresent()))
            .isPresent()) {
      throw node.unexpected(
          key, "no route for an agent", "a tier, a model, shares or a cascade without validator");
    }
    var turns = loop.orElseThrow();
    var handover = turns.handover(keys, plain);
    RangeValued<LoopShape> shape = turns.shape(common.orElseThrow(), keys);
    return point ->
        new AgentLoop(
            side.route().at(point), shape.at(point), handover.map(over -> over.at(point)));
  }

  /// The side after of calls that a log counted: where they ran, if it does not say.
  Side afterLogged() {
    var node = step.find("after");
    if (node.isEmpty()) {
      return Side.of(new Route.Stay());
    }
    var keys = turnKeys();
    if (node.get() instanceof YamlNode.Scalar(_, String text) && text.equals("none")) {
      return Side.NONE;
    }
    return loop.isPresent()
            && node.get() instanceof YamlNode.Fields
            && keys.without(OF_TURNS).byName().isEmpty()
        ? Side.of(new Route.Stay())
        : routed(node.get(), keys, "after", routes);
  }

  /// The keys of the side after.
  YamlNode.Fields turnKeys() {
    return step.find("after")
        .flatMap(
            node -> node instanceof YamlNode.Fields side ? Optional.of(side) : Optional.empty())
        .orElseGet(() -> YamlNode.Fields.empty(step.place()));
  }
}
