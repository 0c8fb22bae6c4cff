package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.read.config.RecordMapper.Inline;
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

  /// A check of answers, and its mistakes.
  record Validator(
      @Inline Check check, Optional<YamlNode> acceptsWrong, Optional<YamlNode> rejectsRight) {}

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
    var outcomes = outcomes(row, nodes.size());
    var validator = row.validator().map(check -> check(check.check(), "validator"));
    long retries = row.retries().orElse(0L);
    if (retries > MOST_RETRIES) {
      throw row.self().refusalOf("retries", "0 to " + MOST_RETRIES);
    }
    var stages = new ArrayList<RangeValued<Cascade.Stage>>();
    for (int i = 0; i < nodes.size(); i++) {
      var route = routes.read(nodes.get(i), "cascade");
      boolean isLast = i == nodes.size() - 1;
      stages.add(
          stage(
              route,
              outcomes.get(i),
              isLast ? Optional.empty() : validator,
              isLast ? 0 : (int) retries));
    }
    boolean attemptShown = row.self().isTrue("attempt_shown");
    return RangeValued.all(List.copyOf(stages)).map(parts -> new Cascade(parts, attemptShown));
  }

  private static RangeValued<Cascade.Stage> stage(
      RangeValued<Route> route,
      RangeValued<Outcome> outcome,
      Optional<RangeValued<AnswerCheck>> validator,
      int retries) {
    return point ->
        new Cascade.Stage(
            route.at(point),
            validator.map(check -> check.at(point)),
            outcome.at(point).escalate(),
            retries,
            outcome.at(point).wrong());
  }

  /// What becomes of the calls that reach a stage.
  ///
  /// @param escalate the share that goes on
  /// @param wrong the share that is accepted although wrong
  private record Outcome(BigDecimal escalate, BigDecimal wrong) {
    /// With `e` wrong answers, a validator that rejects α of the right ones and accepts β of the
    /// wrong ones: `p = (1 − e)·α + e·(1 − β)`, and `e·β` stay wrong (economics of routing, 2a).
    static Outcome of(BigDecimal wrong, BigDecimal rejectsRight, BigDecimal acceptsWrong) {
      var kept = wrong.multiply(acceptsWrong);
      var right = BigDecimal.ONE.subtract(wrong);
      return new Outcome(right.multiply(rejectsRight).add(wrong).subtract(kept), kept);
    }
  }

  private List<RangeValued<Outcome>> outcomes(RouteParser.RouteRow row, int stages) {
    var outcomes = new ArrayList<RangeValued<Outcome>>();
    if (row.wrong().isEmpty()) {
      row.validator().ifPresent(check -> refuseMistakes(row, check));
      for (var rate : rates(row.self().require("escalate"), stages - 1)) {
        outcomes.add(rate.map(share -> new Outcome(share, BigDecimal.ZERO)));
      }
      outcomes.add(RangeValued.known(new Outcome(BigDecimal.ZERO, BigDecimal.ZERO)));
      return outcomes;
    }
    if (row.escalate().isPresent()) {
      throw row.self().unexpected("escalate", "given next to 'wrong'", "one of them");
    }
    var mistaken = row.validator();
    var accepts = mistake(mistaken.flatMap(Validator::acceptsWrong), "validator.accepts_wrong");
    var rejects = mistake(mistaken.flatMap(Validator::rejectsRight), "validator.rejects_right");
    var wrong = row.wrong().get();
    var shares =
        wrong instanceof YamlNode.Items(_, var nodes) && nodes.size() == stages
            ? nodes.stream().map(node -> rate(node, "wrong")).toList()
            : Collections.nCopies(stages, rate(wrong, "wrong"));
    for (int i = 0; i < stages; i++) {
      boolean isLast = i == stages - 1;
      var share = shares.get(i);
      outcomes.add(
          point ->
              isLast
                  ? new Outcome(BigDecimal.ZERO, share.at(point))
                  : Outcome.of(share.at(point), rejects.at(point), accepts.at(point)));
    }
    return outcomes;
  }

  private static void refuseMistakes(RouteParser.RouteRow row, Validator check) {
    if (check.acceptsWrong().isPresent() || check.rejectsRight().isPresent()) {
      throw row.self()
          .unexpected(
              "validator",
              "said to err",
              "'wrong' instead of 'escalate': the share of wrong answers");
    }
  }

  private RangeValued<BigDecimal> mistake(Optional<YamlNode> node, String what) {
    return node.map(share -> rate(share, what)).orElse(RangeValued.known(BigDecimal.ZERO));
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
