package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.price.PriceBook;
import routercost.read.config.YamlNode;
import routercost.read.config.pipelines.SideParser.Side;
import routercost.whatif.Cascade;
import routercost.whatif.Confidence;
import routercost.whatif.Route;
import routercost.whatif.ScoreBands;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.pipeline.StepCost;
import routercost.whatif.pipeline.StepCost.Purchase;

/// A converter of steps whose prices are in the file or the price book rather than counted in
/// tokens: units of services, and calls of known cost.
record FixedStepParser(YamlNode.Fields fields, RangeParser numbers) {
  private static final String CHECK = "validator";

  /// The key of something that may differ on the two sides.
  private Optional<YamlNode> on(String key, String side) {
    return fields
        .find(key)
        .flatMap(
            node ->
                node instanceof YamlNode.Fields both
                        && (both.find("before").isPresent() || both.find("after").isPresent())
                    ? both.allowing(Set.of("before", "after")).find(side)
                    : Optional.of(node));
  }

  RangeValued<StepCost> units(PriceBook book) {
    refuseModel("before");
    refuseModel("after");
    var unitCosts = pair("unit_cost");
    var quantities = pair("quantity");
    var before = purchase("before", book, unitCosts.before(), quantities.before());
    var after = purchase("after", book, unitCosts.after(), quantities.after());
    return point ->
        new StepCost.Units(before.map(of -> of.at(point)), after.map(of -> of.at(point)));
  }

  private void refuseModel(String side) {
    fields
        .find(side)
        .filter(node -> !isNone(node))
        .ifPresent(
            node -> {
              throw node.unexpected(side, "a model, but a service has none", "none");
            });
  }

  private record Pair(
      Optional<RangeValued<BigDecimal>> before, Optional<RangeValued<BigDecimal>> after) {}

  /// A number that is one for both sides, or one for each.
  private Pair pair(String key) {
    var before = on(key, "before");
    var after = on(key, "after");
    if (before.equals(after)) {
      var both = before.map(node -> numbers.number(node, key, RangeParser.Limit.AMOUNT));
      return new Pair(both, both);
    }
    return new Pair(
        before.map(node -> numbers.paired(node, key + ".before", key)),
        after.map(node -> numbers.paired(node, key + ".after", key)));
  }

  private Optional<RangeValued<Purchase>> purchase(
      String side,
      PriceBook book,
      Optional<RangeValued<BigDecimal>> unitCost,
      Optional<RangeValued<BigDecimal>> quantity) {
    var node = on("service", side);
    if (node.isEmpty()
        || isNone(node.get())
        || fields.find(side).filter(of -> isNone(of)).isPresent()) {
      return Optional.empty();
    }
    var service = node.get().asText("service");
    if (unitCost.isEmpty() && !book.catalog().services().containsKey(service)) {
      throw node.get().refusal("service", "unit_cost next to it, or a service of the price book");
    }
    var units = quantity.orElse(RangeValued.known(BigDecimal.ONE));
    return Optional.of(
        point -> new Purchase(service, unitCost.map(cost -> cost.at(point)), units.at(point)));
  }

  private static boolean isNone(YamlNode node) {
    return node instanceof YamlNode.Scalar(_, String text) && text.equals("none");
  }

  /// Calls of known cost: the same for both sides, one for each, or one for each model.
  RangeValued<StepCost> costs(Side before, Side after) {
    var node = fields.require("cost");
    if (node instanceof YamlNode.Fields costs && costs.find("low").isEmpty() && !isBySide(costs)) {
      var byModel = byModel(costs);
      return point ->
          costs(
              before,
              after,
              cost(before.route().at(point), byModel, point),
              cost(after.route().at(point), byModel, point));
    }
    requireOne("before", before);
    requireOne("after", after);
    boolean same = before.isNone() || after.isNone() || before.targets().equals(after.targets());
    var pair = new CostParser(numbers).read(node, same);
    return point ->
        costs(
            before,
            after,
            before.isNone() ? BigDecimal.ZERO : pair.before().at(point),
            after.isNone() ? BigDecimal.ZERO : pair.after().at(point));
  }

  private static StepCost costs(Side before, Side after, BigDecimal old, BigDecimal changed) {
    return new StepCost.KnownCosts(before.targets(), after.targets(), old, changed);
  }

  private static boolean isBySide(YamlNode.Fields costs) {
    return costs.find("before").isPresent() || costs.find("after").isPresent();
  }

  private void requireOne(String key, Side side) {
    if (side.targets().size() > 1) {
      throw fields
          .require(key)
          .unexpected(
              key,
              "not one model",
              "one tier or model, as the cost is given; or a cost for each: {haiku: …, sonnet: …}");
    }
  }

  private Map<String, RangeValued<BigDecimal>> byModel(YamlNode.Fields costs) {
    var byModel = new LinkedHashMap<String, RangeValued<BigDecimal>>();
    costs
        .byName()
        .forEach(
            (name, field) ->
                byModel.put(
                    name, numbers.number(field.value(), "cost." + name, RangeParser.Limit.AMOUNT)));
    return byModel;
  }

  /// The expected cost of a call on `route`.
  private BigDecimal cost(
      Route route, Map<String, RangeValued<BigDecimal>> byModel, RangePoint point) {
    return switch (route) {
      case Route.Nothing _ -> BigDecimal.ZERO;
      case Route.To(String target) -> known(target, byModel).at(point);
      case Route.Shares(var parts) ->
          parts.stream()
              .map(part -> part.share().multiply(cost(part.route(), byModel, point)))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      case Cascade cascade ->
          cascade.expected(
              stage -> cost(stage, byModel, point),
              byModel.containsKey(CHECK) ? known(CHECK, byModel).at(point) : BigDecimal.ZERO);
      case Route.Retried(var inner, var rate) ->
          cost(inner, byModel, point).multiply(rate.add(BigDecimal.ONE));
      case Route.Stay _, Route.Wrapper _, Confidence _, ScoreBands _ ->
          throw fields
              .require("cost")
              .unexpected(
                  "cost", "given", "tokens for such a route, or a model, shares or a cascade");
    };
  }

  private RangeValued<BigDecimal> known(String name, Map<String, RangeValued<BigDecimal>> byModel) {
    var cost = byModel.get(name);
    if (cost == null) {
      var node = fields.require("cost");
      List<String> names = new ArrayList<>(byModel.keySet());
      throw node.unexpected(
          "cost", "not given for " + name, "one next to " + String.join(", ", names));
    }
    return cost;
  }
}
