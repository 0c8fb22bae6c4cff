package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.Confidence;
import routercost.whatif.Route;
import routercost.whatif.ScoreBands;
import routercost.whatif.pipeline.RangeValued;

/// A converter of routes by confidence: bands of a first answer, their shares, and the next call of
/// each.
///
/// @param routes converts the routes of the bands
record ConfidenceRouteParser(RouteParser routes) {
  record Bands(
      YamlNode.Fields self,
      YamlNode first,
      Accept accept,
      Review review,
      Regenerate regenerate,
      Optional<YamlNode> scores,
      Optional<YamlNode> grades) {}

  record Accept(YamlNode.Fields self, Optional<YamlNode> above, Optional<YamlNode> share) {}

  record Review(
      YamlNode.Fields self,
      Optional<YamlNode> above,
      Optional<YamlNode> share,
      @Inline CascadeParser.Check check,
      YamlNode reviseRate) {}

  record Regenerate(YamlNode.Fields self, Optional<YamlNode> share, YamlNode model) {}

  /// The shares of the two bands that cost more than the first answer.
  private record Shares(BigDecimal review, BigDecimal anew) {}

  RangeValued<Route> read(Bands bands) {
    var first = routes.read(bands.first(), "first");
    var check = new CascadeParser(routes).check(bands.review().check(), "review");
    var revise =
        routes
            .numbers()
            .assumed(bands.review().reviseRate(), "review.revise_rate", RangeParser.Limit.SHARE);
    var again = routes.to(bands.regenerate().model(), "regenerate.model");
    var column = column(bands);
    var shares = column.isPresent() ? unscored(bands) : shares(bands);
    RangeValued<Confidence> route =
        point ->
            new Confidence(
                first.at(point),
                shares.review(),
                check.at(point),
                revise.at(point),
                shares.anew(),
                again.at(point));
    return column
        .<RangeValued<Route>>map(name -> route.map(by -> scored(bands, name, by)))
        .orElseGet(() -> route.map(by -> by));
  }

  /// The column of the log that holds the scores; empty if they are listed, or none are given.
  private Optional<String> column(Bands bands) {
    var column =
        bands
            .scores()
            .flatMap(
                node ->
                    node instanceof YamlNode.Scalar(_, String text) && text.matches("\\D.*")
                        ? Optional.of(text)
                        : Optional.empty());
    if (column.isPresent() && !routes.numbers().isExact()) {
      throw bands.self().refusalOf("scores", "a list of scores: only a log has columns");
    }
    if (column.isEmpty() && bands.grades().isPresent()) {
      throw bands.self().refusalOf("grades", "scores in a column of the log next to it");
    }
    return column;
  }

  private static Route scored(Bands bands, String column, Confidence by) {
    return new ScoreBands(
        column,
        bands.grades().map(node -> node.asText("grades")),
        share(bands.accept().self(), "above"),
        share(bands.review().self(), "above"),
        by);
  }

  /// The shares of calls without a score: all are made anew unless the file divides them.
  private static Shares unscored(Bands bands) {
    return bands.review().share().isPresent() || bands.regenerate().share().isPresent()
        ? divided(bands)
        : new Shares(BigDecimal.ZERO, BigDecimal.ONE);
  }

  private static Shares shares(Bands bands) {
    var accept = bands.accept().self();
    var review = bands.review().self();
    if (bands.scores().isPresent()) {
      return counted(bands.scores().get(), share(accept, "above"), share(review, "above"));
    }
    return divided(bands);
  }

  /// The shares as written. That of what is accepted may be left out beside scores.
  private static Shares divided(Bands bands) {
    var review = bands.review().self();
    var shares = new Shares(share(review, "share"), share(bands.regenerate().self(), "share"));
    var rest = BigDecimal.ONE.subtract(shares.review()).subtract(shares.anew());
    boolean leftOut = bands.scores().isPresent() && bands.accept().share().isEmpty();
    var accepted = leftOut ? rest.max(BigDecimal.ZERO) : share(bands.accept().self(), "share");
    var sum = accepted.add(shares.review()).add(shares.anew());
    if (sum.compareTo(BigDecimal.ONE) != 0) {
      throw new ConfigurationProblem(
          "%s: the shares of accept, review and regenerate sum to %s; expected 1"
              .formatted(bands.self().place(), sum.toPlainString()));
    }
    return shares;
  }

  private static BigDecimal share(YamlNode.Fields band, String key) {
    return RangeParser.exactShare(band.require(key), key);
  }

  /// Shares counted from scores. A score has to be above a threshold, not at it.
  private static Shares counted(YamlNode scores, BigDecimal accept, BigDecimal review) {
    List<BigDecimal> values =
        scores.items().map(node -> RangeParser.exactShare(node, "scores")).toList();
    if (values.isEmpty()) {
      throw scores.unexpected("scores", "an empty list", "scores from 0 to 1");
    }
    long accepted = values.stream().filter(score -> score.compareTo(accept) > 0).count();
    long reviewed = values.stream().filter(score -> score.compareTo(review) > 0).count() - accepted;
    return new Shares(
        part(reviewed, values.size()), part(values.size() - accepted - reviewed, values.size()));
  }

  private static BigDecimal part(long number, int of) {
    return BigDecimal.valueOf(number).divide(BigDecimal.valueOf(of), 12, RoundingMode.DOWN);
  }
}
