package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.Cascade;
import routercost.whatif.Route;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.pipeline.RangeValued;

/// A converter of cascades: stages, how often each passes on, and who looks at its answers.
///
/// @param routes converts the route of a stage
record CascadeParser(RouteParser routes) {
  private static final int MOST_RETRIES = 20;

  /// A further call that looks at an answer.
  record Check(YamlNode model, YamlNode input, YamlNode output) {}

  /// Calls that go on to another model after a failed attempt.
  record FallbackRow(YamlNode from, YamlNode to, YamlNode rate) {
    boolean isFrom(String name) {
      return name.equals(from.asText("from"));
    }

    void requireAmong(YamlNode.Fields shares) {
      if (!shares.byName().containsKey(from.asText("from"))) {
        throw from.refusal(
            "from", "one of the shares: " + String.join(", ", shares.byName().keySet()));
      }
    }
  }

  RangeValued<Route> read(RouteParser.RouteRow row) {
    var nodes = stages(row.self().require("cascade"));
    refuseCircles(nodes);
    var rates = rates(row.self().require("escalate"), nodes.size() - 1);
    var validator = row.validator().map(check -> check(check, "validator"));
    long retries = row.retries().orElse(0L);
    if (retries > MOST_RETRIES) {
      throw row.self().refusalOf("retries", "0 to " + MOST_RETRIES);
    }
    var stages = new ArrayList<RangeValued<Cascade.Stage>>();
    for (int i = 0; i < rates.size(); i++) {
      var route = routes.read(nodes.get(i), "cascade");
      stages.add(stage(route, rates.get(i), validator, (int) retries));
    }
    var last = routes.read(nodes.getLast(), "cascade");
    stages.add(last.map(route -> Cascade.Stage.of(route, BigDecimal.ZERO)));
    boolean attemptShown = row.self().isTrue("attempt_shown");
    return RangeValued.all(List.copyOf(stages)).map(parts -> new Cascade(parts, attemptShown));
  }

  private static RangeValued<Cascade.Stage> stage(
      RangeValued<Route> route,
      RangeValued<BigDecimal> rate,
      Optional<RangeValued<AnswerCheck>> validator,
      int retries) {
    return point ->
        new Cascade.Stage(
            route.at(point), validator.map(check -> check.at(point)), rate.at(point), retries);
  }

  private static List<YamlNode> stages(YamlNode node) {
    var nodes = node.items().toList();
    if (nodes.size() < 2) {
      throw node.unexpected("cascade", "one stage", "two or more, such as [haiku, sonnet]");
    }
    return nodes;
  }

  private void refuseCircles(List<YamlNode> stages) {
    var seen = new TreeMap<String, String>();
    for (var stage : stages) {
      if (stage instanceof YamlNode.Scalar(String place, String name)) {
        var earlier = seen.put(routes.meaning(routes.name(stage, "cascade")), name);
        if (earlier != null) {
          throw new ConfigurationProblem(
              "%s: the cascade escalates from '%s' to itself; expected another tier or model"
                  .formatted(place, earlier));
        }
      }
    }
  }

  private List<RangeValued<BigDecimal>> rates(YamlNode node, int needed) {
    if (needed == 1) {
      return List.of(rate(node, "escalate"));
    }
    if (!(node instanceof YamlNode.Items(_, var nodes)) || nodes.size() != needed) {
      throw node.unexpected(
          "escalate", "not a list of " + needed, "one rate for each stage but the last");
    }
    return nodes.stream().map(item -> rate(item, "escalate")).toList();
  }

  private RangeValued<BigDecimal> rate(YamlNode node, String what) {
    return routes.numbers().assumed(node, what, RangeParser.Limit.SHARE);
  }

  RangeValued<AnswerCheck> check(Check row, String what) {
    var model = routes.name(row.model(), what + ".model");
    var input = routes.numbers().number(row.input(), what + ".input", RangeParser.Limit.AMOUNT);
    var output = routes.numbers().number(row.output(), what + ".output", RangeParser.Limit.AMOUNT);
    return input.with(output, (read, written) -> new AnswerCheck(model, read, written));
  }

  /// The route of calls that fall back.
  RangeValued<Route> fallback(FallbackRow row) {
    refuseCircles(List.of(row.from(), row.to()));
    var first = routes.to(row.from(), "from");
    var second = routes.to(row.to(), "to");
    var rate = rate(row.rate(), "fallback.rate");
    return point ->
        new Cascade(
            List.of(
                Cascade.Stage.of(first.at(point), rate.at(point)),
                Cascade.Stage.of(second.at(point), BigDecimal.ZERO)),
            false);
  }
}
