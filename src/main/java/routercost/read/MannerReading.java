package routercost.read;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import routercost.usage.Meter;
import routercost.whatif.Cached;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Uncertain;

/// Reads in what manner attempts are served: cached, longer or shorter, tried again.
record MannerReading(RangeReading numbers) {
  private static final Uncertain<UnaryOperator<Route>> PLAIN =
      Uncertain.known(UnaryOperator.identity());

  /// What is to stand around each attempt of the route in `fields`.
  Uncertain<UnaryOperator<Route>> attempts(YamlNode.Fields fields) {
    var ratio =
        fields
            .find("output_ratio")
            .map(node -> numbers.assumed(node, "output_ratio", RangeReading.Limit.AMOUNT))
            .map(some -> some.map(MannerReading::resized));
    var retries =
        fields
            .find("retry_rate")
            .map(node -> numbers.assumed(node, "retry_rate", RangeReading.Limit.AMOUNT))
            .map(some -> some.map(MannerReading::retried));
    var cache = fields.find("cache").map(this::cache);
    return around(cache, around(retries, around(ratio, PLAIN)));
  }

  private static Uncertain<UnaryOperator<Route>> around(
      Optional<Uncertain<UnaryOperator<Route>>> outer, Uncertain<UnaryOperator<Route>> inner) {
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

  private Uncertain<UnaryOperator<Route>> cache(YamlNode node) {
    var fields = node.asFields("cache").allowing(Set.of("prefix", "ttl", "hit_rate", "pad"));
    var prefix =
        numbers.number(fields.require("prefix"), "cache.prefix", RangeReading.Limit.AMOUNT);
    var hits =
        numbers.assumed(fields.require("hit_rate"), "cache.hit_rate", RangeReading.Limit.SHARE);
    var lifetime = lifetime(fields);
    boolean padded = isTrue(fields, "pad");
    return prefix.with(
        hits, (tokens, rate) -> route -> new Cached(route, tokens, lifetime, rate, padded));
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
  static boolean isTrue(YamlNode.Fields fields, String key) {
    return switch (fields.text(key)) {
      case "true" -> true;
      case "false", "" -> false;
      default -> throw fields.require(key).refusal(key, "true or false");
    };
  }
}
