package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import routercost.read.config.YamlNode;
import routercost.usage.Meter;
import routercost.whatif.Route;
import routercost.whatif.WithPromptCache;
import routercost.whatif.pipeline.RangeValued;

/// Reads in what manner attempts are served: cached, longer or shorter, tried again.
public record RouteOptionsParser(RangeParser numbers) {
  private static final RangeValued<UnaryOperator<Route>> PLAIN =
      RangeValued.known(UnaryOperator.identity());

  /// What is to stand around each attempt of the route in `fields`.
  RangeValued<UnaryOperator<Route>> attempts(YamlNode.Fields fields) {
    var ratio =
        fields
            .find("output_ratio")
            .map(node -> numbers.assumed(node, "output_ratio", RangeParser.Limit.AMOUNT))
            .map(some -> some.map(RouteOptionsParser::resized));
    var retries =
        fields
            .find("retry_rate")
            .map(node -> numbers.assumed(node, "retry_rate", RangeParser.Limit.AMOUNT))
            .map(some -> some.map(RouteOptionsParser::retried));
    var cache = fields.find("cache").map(this::cache);
    return around(cache, around(retries, around(ratio, PLAIN)));
  }

  private static RangeValued<UnaryOperator<Route>> around(
      Optional<RangeValued<UnaryOperator<Route>>> outer, RangeValued<UnaryOperator<Route>> inner) {
    return outer
        .map(
            some ->
                some.<UnaryOperator<Route>, UnaryOperator<Route>>with(
                    inner, (one, other) -> route -> one.apply(other.apply(route))))
        .orElse(inner);
  }

  private static UnaryOperator<Route> resized(BigDecimal ratio) {
    return route -> new Route.Resized(route, ratio);
  }

  private static UnaryOperator<Route> retried(BigDecimal rate) {
    return route -> new Route.Retried(route, rate);
  }

  private RangeValued<UnaryOperator<Route>> cache(YamlNode node) {
    var fields = node.asFields("cache").allowing(Set.of("prefix", "ttl", "hit_rate", "pad"));
    var prefix = numbers.number(fields.require("prefix"), "cache.prefix", RangeParser.Limit.AMOUNT);
    var hits =
        numbers.assumed(fields.require("hit_rate"), "cache.hit_rate", RangeParser.Limit.SHARE);
    var lifetime = lifetime(fields);
    boolean padded = isTrue(fields, "pad");
    return prefix.with(
        hits,
        (tokens, rate) -> route -> new WithPromptCache(route, tokens, lifetime, rate, padded));
  }

  private static Meter lifetime(YamlNode.Fields cache) {
    return switch (cache.text("ttl")) {
      case "", "5m" -> Meter.CACHE_WRITE_5M;
      case "1h" -> Meter.CACHE_WRITE_1H;
      default -> throw cache.require("ttl").refusal("ttl", "5m or 1h");
    };
  }

  static boolean isBatched(YamlNode.Fields fields) {
    return isTrue(fields, "batch");
  }

  /// Whether the yes-or-no at `key` is yes; no if it is not there.
  public static boolean isTrue(YamlNode.Fields fields, String key) {
    return switch (fields.text(key)) {
      case "true" -> true;
      case "false", "" -> false;
      default -> throw fields.require(key).refusal(key, "true or false");
    };
  }
}
