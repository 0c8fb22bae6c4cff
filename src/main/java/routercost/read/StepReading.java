package routercost.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import routercost.price.PriceBook;
import routercost.usage.SafeText;
import routercost.whatif.Pictured;
import routercost.whatif.Route;
import routercost.whatif.Targets;
import routercost.whatif.pipeline.Consequences;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.StepPlan;
import routercost.whatif.pipeline.Uncertain;
import routercost.whatif.pipeline.Work;

/// Reads one step of a pipeline: calls by tokens, calls of known cost, or units of a service.
///
/// @param day on which a tier names a model
record StepReading(PriceBook book, LocalDate day) {
  private static final Set<String> ABOUT =
      Set.of("id", "group", "note", "when", "optional", "probability");
  private static final Set<String> OF_CALLS =
      Set.of("before", "after", "calls", "input", "output", "images");
  private static final Set<String> OF_COSTS = Set.of("before", "after", "calls", "cost");
  private static final Set<String> OF_UNITS = Set.of("service", "unit_cost", "quantity");
  private static final Set<String> KEYS =
      RateRows.union(RateRows.union(ABOUT, OF_CALLS), RateRows.union(OF_COSTS, OF_UNITS));

  /// The step that `fields` say.
  StepPlan read(YamlNode.Fields fields) {
    fields.allowing(KEYS);
    var id = fields.require("id").asText("id");
    var group = Optional.of(fields.text("group")).filter(text -> !text.isEmpty());
    var numbers = RangeReading.ofStep(id, group);
    var step = step(id, fields, numbers);
    return new StepPlan(id, group.orElse(id), step, numbers.parameters(), fields.place());
  }

  private Uncertain<Step> step(String id, YamlNode.Fields fields, RangeReading numbers) {
    if (fields.find("service").isPresent()) {
      requireOnly(fields, OF_UNITS, "service");
      return units(id, fields, numbers);
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
    requireOnly(fields, OF_CALLS, "input and output");
    return calls(id, fields, numbers);
  }

  private static void requireOnly(YamlNode.Fields fields, Set<String> allowed, String what) {
    fields
        .byName()
        .forEach(
            (key, field) -> {
              if (!ABOUT.contains(key) && !allowed.contains(key)) {
                throw new ConfigurationProblem(
                    "%s: '%s' does not go with %s".formatted(field.place(), key, what));
              }
            });
  }

  /// How often it happens: `count` times, if it happens.
  private static Uncertain<BigDecimal> times(
      YamlNode.Fields fields, RangeReading numbers, String count) {
    var happens = happens(fields, numbers);
    return fields
        .find(count)
        .map(node -> numbers.number(node, count, RangeReading.Limit.AMOUNT))
        .map(number -> number.with(happens, BigDecimal::multiply))
        .orElse(happens);
  }

  private static Uncertain<BigDecimal> happens(YamlNode.Fields fields, RangeReading numbers) {
    boolean optional = MannerReading.isTrue(fields, "optional");
    return fields
        .find("probability")
        .map(node -> numbers.assumed(node, "probability", RangeReading.Limit.SHARE))
        .orElseGet(() -> optional ? numbers.either("happens") : Uncertain.known(BigDecimal.ONE));
  }

  private Uncertain<Step> units(String id, YamlNode.Fields fields, RangeReading numbers) {
    var service = fields.require("service").asText("service");
    var unitCost =
        fields
            .find("unit_cost")
            .map(node -> numbers.number(node, "unit_cost", RangeReading.Limit.AMOUNT));
    if (unitCost.isEmpty() && !book.catalog().services().containsKey(service)) {
      throw fields
          .require("service")
          .refusal("service", "unit_cost beside it, or a service of the price book");
    }
    var quantity = times(fields, numbers, "quantity");
    return point ->
        new Step(
            id,
            quantity.at(point),
            new Work.Units(service, unitCost.map(cost -> cost.at(point))),
            Consequences.NONE,
            Consequences.NONE);
  }

  private Uncertain<Step> knownCosts(String id, YamlNode.Fields fields, RangeReading numbers) {
    var before = side(fields, "before", numbers.within("before"));
    var after = fields.find("after").isPresent() ? side(fields, "after", numbers) : before;
    var one = model(fields, "before", before);
    var other = fields.find("after").isPresent() ? model(fields, "after", after) : one;
    var costs = new CostReading(numbers).read(fields.require("cost"), one.equals(other));
    var calls = times(fields, numbers, "calls");
    return point ->
        new Step(
            id,
            calls.at(point),
            new Work.KnownCosts(one, other, costs.before().at(point), costs.after().at(point)),
            before.consequences().at(point),
            after.consequences().at(point));
  }

  private static String model(YamlNode.Fields fields, String key, Side side) {
    var targets = Targets.of(side.route().at(routercost.whatif.pipeline.Point.LOW));
    if (targets.size() != 1) {
      throw fields
          .require(key)
          .unexpected(key, "not one model", "one tier or model, as the cost is given");
    }
    return targets.getFirst();
  }

  private Uncertain<Step> calls(String id, YamlNode.Fields fields, RangeReading numbers) {
    var input = tokens(fields, "input", numbers);
    var output = tokens(fields, "output", numbers);
    var before = side(fields, "before", numbers.within("before"));
    if (Targets.of(before.route().at(routercost.whatif.pipeline.Point.LOW)).isEmpty()) {
      throw fields.require("before").unexpected("before", "no model", "a tier or model");
    }
    var after = fields.find("after").isPresent() ? side(fields, "after", numbers) : before;
    var calls = times(fields, numbers, "calls");
    return point ->
        new Step(
            id,
            calls.at(point),
            new Work.Calls(
                input.at(point),
                output.at(point),
                before.route().at(point),
                after.route().at(point)),
            before.consequences().at(point),
            after.consequences().at(point));
  }

  private static Uncertain<BigDecimal> tokens(
      YamlNode.Fields fields, String key, RangeReading numbers) {
    return fields
        .find(key)
        .map(node -> numbers.number(node, key, RangeReading.Limit.AMOUNT))
        .orElse(Uncertain.known(BigDecimal.ZERO));
  }

  /// How calls are served, and what their answers cost beside tokens.
  private record Side(Uncertain<Route> route, Uncertain<Consequences> consequences) {}

  private Side side(YamlNode.Fields step, String key, RangeReading numbers) {
    var node = step.require(key);
    var reading = RouteReading.of(book, day, numbers);
    var pictured =
        RouteReading.namesModels(node)
            ? step.find("images").map(StepReading::images).map(reading::within).orElse(reading)
            : reading;
    if (!(node instanceof YamlNode.Fields fields)) {
      return new Side(pictured.read(node, key), Uncertain.known(Consequences.NONE));
    }
    var route = new LinkedHashMap<>(fields.byName());
    List.of("failure", "latency").forEach(route::remove);
    fields.allowing(RateRows.union(RouteReading.KEYS, Set.of("failure", "latency")));
    return new Side(
        pictured.read(new YamlNode.Fields(fields.place(), route), key),
        new CostReading(numbers).consequences(fields));
  }

  private static Uncertain<UnaryOperator<Route>> images(YamlNode node) {
    var fields = node.asFields("images").allowing(Set.of("count", "width", "height"));
    var count = fields.amount("count").orElse(BigDecimal.ONE);
    long width = side(fields, "width");
    long height = side(fields, "height");
    return Uncertain.known(route -> new Pictured(route, count, width, height));
  }

  private static long side(YamlNode.Fields images, String key) {
    var node = images.require(key);
    long pixels = node.asCount(key);
    if (pixels < 1 || pixels > 100_000) {
      throw node.refusal(key, "1 to 100000 pixels");
    }
    return pixels;
  }
}
