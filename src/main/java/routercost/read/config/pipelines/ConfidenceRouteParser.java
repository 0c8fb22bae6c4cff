package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.Route;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.Route.Confidence;
import routercost.whatif.pipeline.RangeValued;

/// Reads routes by confidence: bands of a first answer, their shares, and what becomes of each.
///
/// @param routes reads the routes of the bands
record ConfidenceRouteParser(RouteParser routes) {
  /// The route that `node` says.
  RangeValued<Route> read(YamlNode node) {
    var fields =
        node.asFields("confidence")
            .allowing(Set.of("first", "accept", "review", "regenerate", "scores"));
    var first = routes.read(fields.require("first"), "first");
    var accept = band(fields, "accept", Set.of("above", "share"));
    var review =
        band(fields, "review", Set.of("above", "share", "model", "input", "output", "revise_rate"));
    var anew = band(fields, "regenerate", Set.of("share", "model"));
    var check = new CascadeParser(routes).check(review, "review");
    var revise =
        routes
            .numbers()
            .assumed(review.require("revise_rate"), "review.revise_rate", RangeParser.Limit.SHARE);
    var again = routes.to(anew.require("model"), "regenerate.model");
    var shares = shares(fields, accept, review, anew);
    return point ->
        confidence(first.at(point), shares, check.at(point), revise.at(point), again.at(point));
  }

  private static Route confidence(
      Route first, Shares shares, AnswerCheck check, BigDecimal revise, Route anew) {
    return new Confidence(first, shares.review(), check, revise, shares.anew(), anew);
  }

  private static YamlNode.Fields band(YamlNode.Fields fields, String name, Set<String> keys) {
    return fields.require(name).asFields(name).allowing(keys);
  }

  /// The shares of the two bands that cost more than the first answer.
  private record Shares(BigDecimal review, BigDecimal anew) {}

  private static Shares shares(
      YamlNode.Fields fields,
      YamlNode.Fields accept,
      YamlNode.Fields review,
      YamlNode.Fields anew) {
    Optional<YamlNode> scores = fields.find("scores");
    if (scores.isPresent()) {
      return counted(scores.get(), share(accept, "above"), share(review, "above"));
    }
    var accepted = share(accept, "share");
    var shares = new Shares(share(review, "share"), share(anew, "share"));
    var sum = accepted.add(shares.review()).add(shares.anew());
    if (sum.compareTo(BigDecimal.ONE) != 0) {
      throw new ConfigurationProblem(
          "%s: the shares of accept, review and regenerate sum to %s; expected 1"
              .formatted(fields.place(), sum.toPlainString()));
    }
    return shares;
  }

  private static BigDecimal share(YamlNode.Fields band, String key) {
    return share(band.require(key), key);
  }

  private static BigDecimal share(YamlNode node, String what) {
    return RangeParser.exact()
        .number(node, what, RangeParser.Limit.SHARE)
        .at(routercost.whatif.pipeline.RangePoint.LOW);
  }

  /// Shares counted from scores. A score has to be above a threshold, not at it.
  private static Shares counted(YamlNode scores, BigDecimal accept, BigDecimal review) {
    List<BigDecimal> all = scores.items().map(node -> share(node, "scores")).toList();
    if (all.isEmpty()) {
      throw scores.unexpected("scores", "an empty list", "scores from 0 to 1");
    }
    long accepted = all.stream().filter(score -> score.compareTo(accept) > 0).count();
    long reviewed = all.stream().filter(score -> score.compareTo(review) > 0).count() - accepted;
    return new Shares(
        part(reviewed, all.size()), part(all.size() - accepted - reviewed, all.size()));
  }

  private static BigDecimal part(long number, int of) {
    return BigDecimal.valueOf(number)
        .divide(BigDecimal.valueOf(of), 12, java.math.RoundingMode.DOWN);
  }
}
