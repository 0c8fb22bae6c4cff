package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;
import routercost.whatif.AgentLoop;
import routercost.whatif.LoopShape;
import routercost.whatif.Route;
import routercost.whatif.WithImages;
import routercost.whatif.pipeline.FailureAndWaitCost;
import routercost.whatif.pipeline.RangePoint;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.Step.StepPlan;
import routercost.whatif.pipeline.StepCost;

/// A converter of the steps of a pipeline: calls by tokens, calls of known cost, or units of a
/// service.
///
/// @param day on which a tier names a model
record StepParser(PriceBook book, LocalDate day) {
  private static final Set<String> ABOUT =
      Set.of("id", "group", "note", "when", "optional", "probability", "role");
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
  private static final Set<String> OF_LOOP_SIDES = Set.of("history", "cache", "handover");
  private static final Set<String> OF_UNITS = Set.of("service", "unit_cost", "quantity");
  private static final Set<String> KEYS =
      Stream.of(ABOUT, OF_CALLS, OF_COSTS, OF_UNITS, OF_LOGS, LoopParser.KEYS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /// One side of a step: a route, and the cost of failing and waiting.
  record SideRow(
      @Inline RouteParser.RouteRow route, @Inline CostParser.Consequences consequences) {}

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

  StepPlan read(YamlNode.Fields fields) {
    fields.allowing(KEYS);
    var id = fields.require("id").asText("id");
    var group = Optional.of(fields.text("group")).filter(text -> !text.isEmpty());
    var numbers = RangeParser.ofStep(id, group);
    var step = step(id, fields, numbers);
    return new StepPlan(
        id, group.orElse(id), step, numbers.parameters(), fields.place(), fields.text("role"));
  }

  private RangeValued<Step> step(String id, YamlNode.Fields fields, RangeParser numbers) {
    if (fields.find("service").isPresent()) {
      requireOnly(fields, OF_UNITS, "service");
      return units(id, fields, numbers);
    }
    if (fields.find("usage").isPresent()) {
      requireOnly(fields, OF_LOGS, "usage");
      return logged(id, fields, numbers);
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
    if (LoopParser.isLoop(fields)) {
      requireOnly(fields, OF_LOOPS, "turns");
      return calls(id, fields, numbers, Optional.of(new LoopParser(fields, numbers)));
    }
    requireOnly(fields, OF_CALLS, "input and output");
    return calls(id, fields, numbers, Optional.empty());
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

  /// The number of times that a step happens: `count` times, if it happens.
  private static RangeValued<BigDecimal> times(
      YamlNode.Fields fields, RangeParser numbers, String count) {
    var happens = happens(fields, numbers);
    return fields
        .find(count)
        .map(node -> numbers.number(node, count, RangeParser.Limit.AMOUNT))
        .map(number -> number.with(happens, BigDecimal::multiply))
        .orElse(happens);
  }

  private static RangeValued<BigDecimal> happens(YamlNode.Fields fields, RangeParser numbers) {
    boolean optional = fields.isTrue("optional");
    return fields
        .find("probability")
        .map(node -> numbers.assumed(node, "probability", RangeParser.Limit.SHARE))
        .orElseGet(() -> optional ? numbers.either("happens") : RangeValued.known(BigDecimal.ONE));
  }

  private RangeValued<Step> units(String id, YamlNode.Fields fields, RangeParser numbers) {
    var service = fields.require("service").asText("service");
    var unitCost =
        fields
            .find("unit_cost")
            .map(node -> numbers.number(node, "unit_cost", RangeParser.Limit.AMOUNT));
    if (unitCost.isEmpty() && !book.catalog().services().containsKey(service)) {
      throw fields.refusalOf("service", "unit_cost next to it, or a service of the price book");
    }
    var quantity = times(fields, numbers, "quantity");
    return point ->
        new Step(
            id,
            quantity.at(point),
            new StepCost.Units(service, unitCost.map(cost -> cost.at(point))),
            FailureAndWaitCost.NONE,
            FailureAndWaitCost.NONE);
  }

  private RangeValued<Step> knownCosts(String id, YamlNode.Fields fields, RangeParser numbers) {
    var before = side(fields, "before", numbers.within("before"));
    var after = fields.find("after").isPresent() ? side(fields, "after", numbers) : before;
    var old = model(fields, "before", before);
    var changed = fields.find("after").isPresent() ? model(fields, "after", after) : old;
    var costs = new CostParser(numbers).read(fields.require("cost"), old.equals(changed));
    var calls = times(fields, numbers, "calls");
    return point ->
        new Step(
            id,
            calls.at(point),
            new StepCost.KnownCosts(
                old, changed, costs.before().at(point), costs.after().at(point)),
            before.consequences().at(point),
            after.consequences().at(point));
  }

  private static String model(YamlNode.Fields fields, String key, Side side) {
    var targets = side.route().at(RangePoint.LOW).targets();
    if (targets.size() != 1) {
      throw fields
          .require(key)
          .unexpected(key, "not one model", "one tier or model, as the cost is given");
    }
    return targets.getFirst();
  }

  private RangeValued<Step> calls(
      String id, YamlNode.Fields fields, RangeParser numbers, Optional<LoopParser> loop) {
    var input = tokens(fields, "input", numbers);
    var output = tokens(fields, "output", numbers);
    var shape = loop.map(LoopParser::shape);
    var before = side(fields, "before", numbers.within("before"), loop, shape);
    if (before.route().at(RangePoint.LOW).targets().isEmpty()) {
      throw fields.require("before").unexpected("before", "no model", "a tier or model");
    }
    var after =
        fields.find("after").isPresent() ? side(fields, "after", numbers, loop, shape) : before;
    var calls = times(fields, numbers, "calls");
    return point ->
        new Step(
            id,
            calls.at(point),
            new StepCost.Calls(
                input.at(point),
                output.at(point),
                before.route().at(point),
                after.route().at(point)),
            before.consequences().at(point),
            after.consequences().at(point));
  }

  /// Calls as a log counted them.
  private RangeValued<Step> logged(String id, YamlNode.Fields fields, RangeParser numbers) {
    var slices = new LoggedUsageParser(id, day).slices(fields.require("usage"));
    var after = fields.find("after");
    var keys = after.orElse(fields) instanceof YamlNode.Fields side ? side : fields;
    var own = after.isPresent() && keys != fields ? keys.without(OF_LOOP_SIDES) : fields;
    boolean routed = after.isPresent() && !(keys != fields && own.byName().isEmpty());
    var side =
        routed
            ? side(
                own,
                after.orElseThrow(),
                "after",
                RouteParser.of(book, day, numbers),
                RouteParser.of(book, day, numbers),
                numbers)
            : new Side(
                RangeValued.known(new Route.Stay()), RangeValued.known(FailureAndWaitCost.NONE));
    var happens = happens(fields, numbers);
    var loop =
        LoopParser.isLoop(fields)
            ? Optional.of(new LoopParser(fields, numbers))
            : Optional.<LoopParser>empty();
    var shape = loop.map(LoopParser::shape);
    var changed =
        shape.map(
            common ->
                loop.orElseThrow()
                    .shape(common, keys == fields ? YamlNode.Fields.empty("") : keys));
    return point ->
        new Step(
            id,
            happens.at(point),
            new StepCost.Logged(
                slices,
                side.route().at(point),
                shape.map(
                    common ->
                        new StepCost.Reshaped(common.at(point), changed.orElseThrow().at(point)))),
            FailureAndWaitCost.NONE,
            side.consequences().at(point));
  }

  private static RangeValued<BigDecimal> tokens(
      YamlNode.Fields fields, String key, RangeParser numbers) {
    return fields
        .find(key)
        .map(node -> numbers.number(node, key, RangeParser.Limit.AMOUNT))
        .orElse(RangeValued.known(BigDecimal.ZERO));
  }

  /// A route, and the costs of its answers next to tokens.
  private record Side(RangeValued<Route> route, RangeValued<FailureAndWaitCost> consequences) {}

  private Side side(YamlNode.Fields step, String key, RangeParser numbers) {
    return side(step, key, numbers, Optional.empty(), Optional.empty());
  }

  private Side side(
      YamlNode.Fields step,
      String key,
      RangeParser numbers,
      Optional<LoopParser> loop,
      Optional<RangeValued<LoopShape>> shape) {
    var node = step.require(key);
    var routes = RouteParser.of(book, day, numbers);
    var keys = node instanceof YamlNode.Fields fields ? fields : YamlNode.Fields.empty("");
    var pictured =
        step.find("images")
            .map(images -> routes.within(images.as(Images.class, "images").inPrompt()))
            .orElse(routes);
    if (loop.isEmpty() && keys.find("cache").isEmpty()) {
      pictured = pictured.cached(step.find("cache"));
    }
    boolean batched = step.find("batch").isPresent() && step.isTrue("batch");
    var side =
        side(
            loop.isPresent() ? keys.without(OF_LOOP_SIDES) : keys,
            node,
            key,
            routes,
            pictured,
            numbers);
    var route = batched ? side.route().<Route>map(Route.Batched::new) : side.route();
    if (loop.isPresent()) {
      requireLoopRoute(node, key, route.at(RangePoint.LOW));
      var handover = loop.get().handover(keys, routes);
      var own = loop.get().shape(shape.orElseThrow(), keys);
      var served = route;
      route =
          point ->
              new AgentLoop(served.at(point), own.at(point), handover.map(over -> over.at(point)));
    }
    return new Side(route, side.consequences());
  }

  private static void requireLoopRoute(YamlNode node, String key, Route route) {
    boolean checked =
        route
            .cascade()
            .filter(of -> of.stages().stream().anyMatch(stage -> stage.validator().isPresent()))
            .isPresent();
    if (route.targets().isEmpty() || checked) {
      throw node.unexpected(
          key, "no route for an agent", "a tier, a model, shares or a cascade without validator");
    }
  }

  private Side side(
      YamlNode.Fields keys,
      YamlNode node,
      String key,
      RouteParser plain,
      RouteParser pictured,
      RangeParser numbers) {
    if (!(node instanceof YamlNode.Fields)) {
      return new Side(pictured.read(node, key), RangeValued.known(FailureAndWaitCost.NONE));
    }
    var row = keys.as(SideRow.class, key);
    var converter = row.route().ways().isEmpty() ? plain : pictured;
    return new Side(
        converter.route(row.route(), key),
        new CostParser(numbers).consequences(row.consequences()));
  }
}
