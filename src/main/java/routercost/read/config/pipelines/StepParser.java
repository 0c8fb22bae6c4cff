package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.read.config.YamlNode;
import routercost.read.config.pipelines.SideParser.Side;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.usage.SafeText;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.whatif.LoopShape;
import routercost.whatif.pipeline.FailureAndWaitCost;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.Step.StepPlan;
import routercost.whatif.pipeline.StepCost;

/// A converter of the steps of a pipeline: calls by tokens, agents, calls as a log counted them,
/// calls of known cost, or units of a service.
///
/// @param day on which a tier names a model
record StepParser(PriceBook book, LocalDate day) {
  private static final Set<String> ABOUT =
      Set.of(
          "id",
          "group",
          "note",
          "when",
          "optional",
          "probability",
          "role",
          "parallel",
          "moves_with");
  private static final Set<String> OF_CALLS =
      Set.of("before", "after", "calls", "input", "output", "images", "cache", "batch");
  private static final Set<String> OF_LOOPS =
      Stream.of(OF_CALLS, LoopParser.KEYS)
          .flatMap(Set::stream)
          .filter(key -> !key.equals("images"))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> OF_LOGS =
      Stream.of(Set.of("usage", "after", "input", "output", "cache"), LoopParser.KEYS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> OF_COSTS = Set.of("before", "after", "calls", "cost");
  private static final Set<String> OF_UNITS =
      Set.of("service", "unit_cost", "quantity", "before", "after");
  private static final Set<String> KEYS =
      Stream.of(ABOUT, OF_CALLS, OF_COSTS, OF_UNITS, OF_LOGS, LoopParser.KEYS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> OF_SUB_AGENTS =
      Stream.concat(KEYS.stream(), Stream.of("per")).collect(Collectors.toUnmodifiableSet());

  /// The step in `fields`, and those of its sub-agents.
  List<StepPlan> read(YamlNode.Fields fields) {
    fields.allowing(KEYS);
    var id = fields.require("id").asText("id");
    var group = Optional.of(fields.text("group")).filter(text -> !text.isEmpty());
    var linked =
        group.or(() -> Optional.of(fields.text("moves_with")).filter(text -> !text.isEmpty()));
    var numbers = RangeParser.ofStep(id, linked);
    var loop =
        LoopParser.isLoop(fields)
            ? Optional.of(new LoopParser(fields, numbers))
            : Optional.<LoopParser>empty();
    var shape = loop.map(LoopParser::shape);
    var step = step(id, fields, numbers, new Turns(loop, shape));
    var plans = new ArrayList<StepPlan>();
    plans.add(
        new StepPlan(
            id,
            group.orElse(id),
            step,
            numbers.parameters(),
            fields.place(),
            new Step.Labels(fields.text("role"), fields.text("parallel"))));
    if (fields.find("agents").isPresent()) {
      if (shape.isEmpty()) {
        throw fields.require("agents").unexpected("agents", "without turns", "turns next to it");
      }
      plans.addAll(subAgents(plans.getFirst(), fields, shape.get()));
    }
    return plans;
  }

  /// The turns of an agent, if a step is one.
  private record Turns(Optional<LoopParser> loop, Optional<RangeValued<LoopShape>> shape) {}

  /// Steps of agents that an agent starts, once or with every turn.
  private List<StepPlan> subAgents(
      StepPlan parent, YamlNode.Fields fields, RangeValued<LoopShape> turns) {
    var plans = new ArrayList<StepPlan>();
    for (var item : fields.require("agents").items().toList()) {
      var agent = item.asFields("a sub-agent").allowing(OF_SUB_AGENTS);
      boolean everyTurn = agent.text("per").equals("turn");
      if (!everyTurn && !Set.of("", "agent").contains(agent.text("per"))) {
        throw agent.refusalOf("per", "turn or agent");
      }
      RangeValued<BigDecimal> times =
          parent
              .step()
              .with(
                  turns,
                  (step, shape) ->
                      everyTurn ? step.times().multiply(shape.expectedTurns()) : step.times());
      read(agent.without(Set.of("per"))).forEach(plan -> plans.add(within(parent, plan, times)));
    }
    return plans;
  }

  private static StepPlan within(StepPlan parent, StepPlan plan, RangeValued<BigDecimal> times) {
    var id = parent.id() + "/" + plan.id();
    return new StepPlan(
        id,
        plan.line().equals(plan.id()) ? id : plan.line(),
        plan.step().with(times, (step, number) -> step.named(id).times(number)),
        Stream.concat(parent.parameters().stream(), plan.parameters().stream()).toList(),
        plan.place(),
        plan.labels());
  }

  private RangeValued<Step> step(
      String id, YamlNode.Fields fields, RangeParser numbers, Turns turns) {
    if (fields.find("service").isPresent()) {
      requireOnly(fields, OF_UNITS, "service");
      var units = new FixedStepParser(fields, numbers).units(book);
      var happens = happens(fields, numbers);
      return units.with(happens, (work, times) -> step(id, times, work));
    }
    if (fields.find("usage").isPresent()) {
      requireOnly(fields, OF_LOGS, "usage");
      return logged(id, fields, numbers, turns);
    }
    if (fields.find("cost").isPresent()) {
      requireOnly(fields, OF_COSTS, "cost");
      return knownCosts(id, fields, numbers);
    }
    if (fields.find("input").isEmpty() && fields.find("output").isEmpty()) {
      throw new ConfigurationProblem(
          fields.place()
              + ": the step '"
              + SafeText.cut(id)
              + "' costs nothing; expected input and output, or cost, or service");
    }
    boolean isLoop = turns.loop().isPresent();
    requireOnly(fields, isLoop ? OF_LOOPS : OF_CALLS, isLoop ? "turns" : "input and output");
    return calls(id, fields, numbers, turns);
  }

  private static Step step(String id, BigDecimal times, StepCost work) {
    return new Step(id, times, work, FailureAndWaitCost.NONE, FailureAndWaitCost.NONE);
  }

  private static void requireOnly(YamlNode.Fields fields, Set<String> allowed, String what) {
    fields
        .byName()
        .forEach(
            (key, field) -> {
              if (!ABOUT.contains(key) && !allowed.contains(key)) {
                throw new ConfigurationProblem(
                    "%s: '%s' cannot be combined with %s".formatted(field.place(), key, what));
              }
            });
  }

  /// The number of times that a step happens: so many calls, if it happens.
  private static RangeValued<BigDecimal> times(
      YamlNode.Fields fields, RangeParser numbers, Optional<RangeValued<BigDecimal>> calls) {
    var happens = happens(fields, numbers);
    return calls
        .map(
            number ->
                number.with(happens, (count, share) -> RangeParser.healed(count.multiply(share))))
        .orElse(happens);
  }

  private static Optional<RangeValued<BigDecimal>> calls(
      YamlNode.Fields fields, RangeParser numbers) {
    return fields
        .find("calls")
        .map(node -> numbers.number(node, "calls", RangeParser.Limit.AMOUNT));
  }

  private static RangeValued<BigDecimal> happens(YamlNode.Fields fields, RangeParser numbers) {
    boolean optional = fields.isTrue("optional");
    return fields
        .find("probability")
        .map(node -> numbers.assumed(node, "probability", RangeParser.Limit.SHARE))
        .orElseGet(() -> optional ? numbers.either("happens") : RangeValued.known(BigDecimal.ONE));
  }

  private SideParser sides(YamlNode.Fields fields, RouteParser routes, Turns turns) {
    return new SideParser(fields, routes, turns.loop(), turns.shape());
  }

  /// A converter of routes with the numbers of one side.
  private RouteParser routes(RangeParser numbers, Optional<RangeValued<BigDecimal>> calls) {
    return RouteParser.of(book, day, numbers).with(calls.orElse(RangeValued.known(BigDecimal.ONE)));
  }

  private RangeValued<Step> knownCosts(String id, YamlNode.Fields fields, RangeParser numbers) {
    var number = calls(fields, numbers);
    var sides =
        sides(fields, routes(numbers, number), new Turns(Optional.empty(), Optional.empty()));
    var before = sides.before(routes(numbers.within("before"), number));
    var after = sides.after(before);
    var costs = new FixedStepParser(fields, numbers).costs(before, after);
    costs.at(RangePoint.LOW);
    return step(id, times(fields, numbers, number), costs, before, after);
  }

  private RangeValued<Step> calls(
      String id, YamlNode.Fields fields, RangeParser numbers, Turns turns) {
    var input = tokens(fields, "input", numbers);
    var output = tokens(fields, "output", numbers);
    var number = calls(fields, numbers);
    var sides = sides(fields, routes(numbers, number), turns);
    var before = sides.before(routes(numbers.within("before"), number));
    var after = sides.after(before);
    RangeValued<StepCost> work =
        point ->
            new StepCost.Calls(
                input.at(point),
                output.at(point),
                before.route().at(point),
                after.route().at(point));
    return step(id, times(fields, numbers, number), work, before, after);
  }

  private static RangeValued<Step> step(
      String id,
      RangeValued<BigDecimal> calls,
      RangeValued<StepCost> work,
      Side before,
      Side after) {
    return point ->
        new Step(
            id,
            calls.at(point),
            work.at(point),
            before.consequences().at(point),
            after.consequences().at(point));
  }

  /// Calls as a log counted them, and the turns of its agents.
  private RangeValued<Step> logged(
      String id, YamlNode.Fields fields, RangeParser numbers, Turns turns) {
    var slices = new LoggedUsageParser(id, day).slices(fields.require("usage"));
    var sides = sides(fields, routes(numbers, Optional.empty()), turns);
    var side = sides.afterLogged();
    var reshaped =
        turns
            .shape()
            .map(
                shape ->
                    shape.with(
                        turns.loop().orElseThrow().shape(shape, sides.turnKeys()),
                        StepCost.Reshaped::new));
    var calls = Usage.sum(slices.stream().map(Slice::usage)).of(Meter.CALLS);
    return happens(fields, numbers)
        .with(
            point -> point,
            (share, point) ->
                new Step(
                    id,
                    calls.multiply(share),
                    new StepCost.Logged(
                        slices.stream().map(slice -> slice.times(share)).toList(),
                        side.route().at(point),
                        reshaped.map(change -> change.at(point))),
                    FailureAndWaitCost.NONE,
                    side.consequences().at(point)));
  }

  private static RangeValued<BigDecimal> tokens(
      YamlNode.Fields fields, String key, RangeParser numbers) {
    return fields
        .find(key)
        .map(node -> numbers.number(node, key, RangeParser.Limit.AMOUNT))
        .orElse(RangeValued.known(BigDecimal.ZERO));
  }
}
