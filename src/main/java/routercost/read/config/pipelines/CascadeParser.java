package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.Cascade;
import routercost.whatif.Route;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.pipeline.RangeValued;

/// Reads cascades: stages, how often each passes on, and who looks at its answers.
///
/// @param routes reads the route of a stage
record CascadeParser(RouteParser routes) {
  private static final int MOST_RETRIES = 20;

  /// The cascade that `fields` says.
  RangeValued<Route> read(YamlNode.Fields fields) {
    var nodes = stages(fields.require("cascade"));
    refuseCircles(nodes);
    var rates = rates(fields, nodes.size() - 1);
    var validator = fields.find("validator").map(node -> check(node, "validator"));
    var count = fields.count("retries");
    if (count > MOST_RETRIES) {
      throw fields.require("retries").refusal("retries", "0 to " + MOST_RETRIES);
    }
    int retries = (int) count;
    var stages = new ArrayList<RangeValued<Cascade.Stage>>();
    for (int i = 0; i < nodes.size(); i++) {
      var route = routes.read(nodes.get(i), "cascade");
      boolean last = i == nodes.size() - 1;
      stages.add(
          last
              ? route.map(some -> Cascade.Stage.of(some, BigDecimal.ZERO))
              : stage(route, rates.get(i), validator, retries));
    }
    boolean shown = RouteOptionsParser.isTrue(fields, "attempt_shown");
    return RangeValued.all(List.copyOf(stages)).map(all -> new Cascade(all, shown));
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

  private List<RangeValued<BigDecimal>> rates(YamlNode.Fields fields, int needed) {
    var node = fields.require("escalate");
    if (needed == 1) {
      return List.of(rate(node));
    }
    if (!(node instanceof YamlNode.Items(_, var nodes)) || nodes.size() != needed) {
      throw node.unexpected(
          "escalate", "not a list of " + needed, "one rate for each stage but the last");
    }
    return nodes.stream().map(this::rate).toList();
  }

  private RangeValued<BigDecimal> rate(YamlNode node) {
    return routes.numbers().assumed(node, "escalate", RangeParser.Limit.SHARE);
  }

  /// A further call that looks at an answer.
  RangeValued<AnswerCheck> check(YamlNode node, String what) {
    var fields = node.asFields(what).allowing(Set.of("model", "input", "output"));
    return check(fields, what);
  }

  /// The same, with other keys beside its own.
  RangeValued<AnswerCheck> check(YamlNode.Fields fields, String what) {
    var model = routes.name(fields.require("model"), what + ".model");
    var input = tokens(fields, what, "input");
    var output = tokens(fields, what, "output");
    return input.with(output, (read, written) -> new AnswerCheck(model, read, written));
  }

  private RangeValued<BigDecimal> tokens(YamlNode.Fields fields, String what, String key) {
    return routes.numbers().number(fields.require(key), what + "." + key, RangeParser.Limit.AMOUNT);
  }

  /// What stands beside shares: calls that go on to another model after a failed attempt.
  record Fallback(YamlNode.Fields fields, String from, RangeValued<Route> route) {
    /// The route of calls to `name`, if it is from there that they fall back.
    Optional<RangeValued<Route>> instead(String name) {
      return name.equals(from) ? Optional.of(route) : Optional.empty();
    }

    void requireAmong(YamlNode.Fields shares) {
      if (!shares.byName().containsKey(from)) {
        throw fields
            .require("from")
            .refusal("from", "one of the shares: " + String.join(", ", shares.byName().keySet()));
      }
    }
  }

  Fallback fallback(YamlNode node) {
    var fields = node.asFields("fallback").allowing(Set.of("from", "to", "rate"));
    var from = fields.require("from");
    var to = fields.require("to");
    refuseCircles(List.of(from, to));
    var first = routes.to(from, "from");
    var second = routes.to(to, "to");
    var rate =
        routes.numbers().assumed(fields.require("rate"), "fallback.rate", RangeParser.Limit.SHARE);
    RangeValued<Route> cascade =
        point ->
            new Cascade(
                List.of(
                    Cascade.Stage.of(first.at(point), rate.at(point)),
                    Cascade.Stage.of(second.at(point), BigDecimal.ZERO)),
                false);
    return new Fallback(fields, from.asText("from"), cascade);
  }
}
