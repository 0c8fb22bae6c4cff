package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.pipeline.FailureAndWaitCost;
import routercost.whatif.pipeline.RangeValued;

/// Reads costs of a step that are no tokens: known ones, those of failures and of waiting.
record CostParser(RangeParser numbers) {
  /// A cost before and after.
  record Pair(RangeValued<BigDecimal> before, RangeValued<BigDecimal> after) {}

  /// The cost of each call: one, or one before and one after.
  ///
  /// @param sameModel whether one cost can hold for both
  Pair read(YamlNode node, boolean sameModel) {
    if (node instanceof YamlNode.Fields fields && fields.find("low").isEmpty()) {
      fields.allowing(Set.of("before", "after"));
      return new Pair(
          numbers.paired(fields.require("before"), "cost.before", "cost"),
          numbers.paired(fields.require("after"), "cost.after", "cost"));
    }
    if (!sameModel) {
      throw node.unexpected(
          "cost", "one for two models", "{before: …, after: …}, as the model changes");
    }
    var cost = numbers.number(node, "cost", RangeParser.Limit.AMOUNT);
    return new Pair(cost, cost);
  }

  /// What failing and waiting costs on one side.
  RangeValued<FailureAndWaitCost> consequences(YamlNode.Fields side) {
    var failure = side.find("failure").map(this::failure);
    var latency = side.find("latency").map(this::latency);
    return point ->
        new FailureAndWaitCost(
            failure.map(some -> some.at(point)), latency.map(some -> some.at(point)));
  }

  private RangeValued<FailureAndWaitCost.Failure> failure(YamlNode node) {
    var fields = node.asFields("failure").allowing(Set.of("rate", "cost", "hours", "hourly_rate"));
    var rate = numbers.assumed(fields.require("rate"), "failure.rate", RangeParser.Limit.SHARE);
    var cost = failureCost(fields);
    var hourly = fields.find("hourly_rate").map(some -> some.asAmount("failure.hourly_rate"));
    return rate.with(cost, (share, usd) -> new FailureAndWaitCost.Failure(share, usd, hourly));
  }

  private RangeValued<BigDecimal> failureCost(YamlNode.Fields fields) {
    var cost = amount(fields, "failure", "cost");
    var hours = amount(fields, "failure", "hours");
    var hourly = fields.amount("hourly_rate");
    boolean byTime = hours.isPresent() && hourly.isPresent() && cost.isEmpty();
    if (!byTime && (cost.isEmpty() || hours.isPresent())) {
      throw new ConfigurationProblem(
          fields.place() + ": a failure costs 'cost', or 'hours' at an 'hourly_rate'");
    }
    return byTime ? hours.orElseThrow().map(hourly.orElseThrow()::multiply) : cost.orElseThrow();
  }

  private Optional<RangeValued<BigDecimal>> amount(
      YamlNode.Fields fields, String part, String key) {
    return fields
        .find(key)
        .map(node -> numbers.assumed(node, part + "." + key, RangeParser.Limit.AMOUNT));
  }

  private RangeValued<FailureAndWaitCost.Latency> latency(YamlNode node) {
    var fields = node.asFields("latency").allowing(Set.of("seconds", "hourly_rate", "blocking"));
    var seconds =
        numbers.assumed(fields.require("seconds"), "latency.seconds", RangeParser.Limit.AMOUNT);
    var hourly =
        numbers.assumed(
            fields.require("hourly_rate"), "latency.hourly_rate", RangeParser.Limit.AMOUNT);
    var blocking =
        fields
            .find("blocking")
            .map(some -> numbers.assumed(some, "latency.blocking", RangeParser.Limit.SHARE))
            .orElse(RangeValued.known(BigDecimal.ONE));
    return point ->
        new FailureAndWaitCost.Latency(seconds.at(point), hourly.at(point), blocking.at(point));
  }
}
