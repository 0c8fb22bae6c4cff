package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.Optional;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.Route;
import routercost.whatif.pipeline.FailureAndWaitCost;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.routing.Routing.Review;

/// A converter of the costs of a step other than tokens: known ones, those of failures,
/// reviews and waiting.
record CostParser(RangeParser numbers) {
  record Consequences(
      Optional<FailureRow> failure, Optional<YamlNode> review, Optional<LatencyRow> latency) {}

  record FailureRow(
      YamlNode.Fields self,
      Optional<YamlNode> rate,
      Optional<YamlNode> cost,
      Optional<YamlNode> hours,
      Optional<BigDecimal> hourlyRate) {}

  record ReviewRow(YamlNode share, YamlNode minutes, YamlNode hourlyRate) {}

  record LatencyRow(YamlNode seconds, Optional<YamlNode> hourlyRate, Optional<YamlNode> blocking) {}

  record CostRow(YamlNode before, YamlNode after) {}

  /// A cost before and after.
  record Pair(RangeValued<BigDecimal> before, RangeValued<BigDecimal> after) {}

  /// The cost of each call: one, or one before and one after.
  ///
  /// @param sameModel whether one cost can hold for both
  Pair read(YamlNode node, boolean sameModel) {
    if (node instanceof YamlNode.Fields fields && fields.find("low").isEmpty()) {
      var row = fields.as(CostRow.class, "cost");
      return new Pair(
          numbers.paired(row.before(), "cost.before", "cost"),
          numbers.paired(row.after(), "cost.after", "cost"));
    }
    if (!sameModel) {
      throw node.unexpected(
          "cost", "one for two models", "{before: …, after: …}, as the model changes");
    }
    var cost = numbers.number(node, "cost", RangeParser.Limit.AMOUNT);
    return new Pair(cost, cost);
  }

  /// @param route whose wrong answers are the failures, if their rate is not given
  RangeValued<FailureAndWaitCost> consequences(Consequences row, RangeValued<Route> route) {
    var failure = row.failure().map(given -> failure(given, route));
    var review = row.review().map(this::review);
    var latency = row.latency().map(this::latency);
    return point ->
        new FailureAndWaitCost(
            failure.map(cost -> cost.at(point)),
            review.map(cost -> cost.at(point)),
            latency.map(cost -> cost.at(point)));
  }

  private RangeValued<FailureAndWaitCost.Failure> failure(
      FailureRow row, RangeValued<Route> route) {
    if (row.rate().isEmpty() && route.at(RangePoint.LOW).cascade().isEmpty()) {
      throw row.self().missing("rate");
    }
    var rate =
        row.rate()
            .map(node -> numbers.assumed(node, "failure.rate", RangeParser.Limit.SHARE))
            .orElseGet(() -> route.map(of -> of.cascade().orElseThrow().wrong()));
    return rate.with(
        failureCost(row),
        (share, usd) -> new FailureAndWaitCost.Failure(share, usd, row.hourlyRate()));
  }

  private RangeValued<BigDecimal> failureCost(FailureRow row) {
    var cost = row.cost().map(node -> amount(node, "failure.cost"));
    var hours = row.hours().map(node -> amount(node, "failure.hours"));
    boolean byTime = hours.isPresent() && row.hourlyRate().isPresent() && cost.isEmpty();
    if (!byTime && (cost.isEmpty() || hours.isPresent())) {
      throw new ConfigurationProblem(
          row.self().place() + ": a failure costs 'cost', or 'hours' at an 'hourly_rate'");
    }
    return byTime
        ? hours.orElseThrow().map(row.hourlyRate().orElseThrow()::multiply)
        : cost.orElseThrow();
  }

  private RangeValued<BigDecimal> amount(YamlNode node, String what) {
    return numbers.assumed(node, what, RangeParser.Limit.AMOUNT);
  }

  RangeValued<Review> review(YamlNode node) {
    var row = node.as(ReviewRow.class, "review");
    var share = numbers.assumed(row.share(), "review.share", RangeParser.Limit.SHARE);
    var minutes = amount(row.minutes(), "review.minutes");
    var hourly = amount(row.hourlyRate(), "review.hourly_rate");
    return point -> new Review(share.at(point), minutes.at(point), hourly.at(point));
  }

  private RangeValued<FailureAndWaitCost.Latency> latency(LatencyRow row) {
    var seconds = amount(row.seconds(), "latency.seconds");
    var hourly = row.hourlyRate().map(node -> amount(node, "latency.hourly_rate"));
    var blocking =
        row.blocking()
            .map(node -> numbers.assumed(node, "latency.blocking", RangeParser.Limit.SHARE))
            .orElse(RangeValued.known(BigDecimal.ONE));
    return point ->
        new FailureAndWaitCost.Latency(
            seconds.at(point), hourly.map(rate -> rate.at(point)), blocking.at(point));
  }
}
