package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.whatif.Route;
import routercost.whatif.WithPromptCache;
import routercost.whatif.pipeline.RangeValued;

/// A converter of the `cache` of a route or step.
///
/// @param numbers reads numbers that may be ranges
/// @param calls of one run, if they are known
record CacheParser(RangeParser numbers, Optional<RangeValued<BigDecimal>> calls) {
  record CacheRow(
      YamlNode.Fields self,
      YamlNode prefix,
      Optional<YamlNode> ttl,
      Optional<YamlNode> hitRate,
      Optional<YamlNode> perHour,
      Optional<YamlNode> first,
      Optional<YamlNode> pad) {}

  /// What caching does to an attempt.
  RangeValued<UnaryOperator<Route>> read(CacheRow row) {
    var prefix = numbers.number(row.prefix(), "cache.prefix", RangeParser.Limit.AMOUNT);
    var hits = hits(row);
    var lifetime = lifetime(row.self());
    boolean padded = row.self().isTrue("pad");
    boolean cools = row.perHour().isPresent();
    return prefix.with(
        hits,
        (tokens, rate) ->
            route -> new WithPromptCache(route, tokens, lifetime, rate, padded, cools));
  }

  /// The share of calls that find the prefix: given, or by how often calls come (Poisson: 1 −
  /// e^(−λT)), or all but the first of a run.
  private RangeValued<BigDecimal> hits(CacheRow row) {
    var ways = Stream.of("hit_rate", "per_hour", "first").filter(row.self().byName()::containsKey);
    if (ways.count() != 1) {
      throw new ConfigurationProblem(
          row.self().place()
              + ": a cache has no single 'hit_rate'; expected it, or 'per_hour', or 'first:"
              + " write'");
    }
    if (row.hitRate().isPresent()) {
      return numbers.assumed(row.hitRate().get(), "cache.hit_rate", RangeParser.Limit.SHARE);
    }
    if (row.perHour().isPresent()) {
      double hours = isHourly(row.self()) ? 1 : 1.0 / 12;
      return numbers
          .assumed(row.perHour().get(), "cache.per_hour", RangeParser.Limit.AMOUNT)
          .map(rate -> arrived(rate.doubleValue() * hours));
    }
    if (!row.self().text("first").equals("write") || calls.isEmpty()) {
      throw row.self().refusalOf("first", "write, in a step with calls");
    }
    return calls.get().map(CacheParser::allButFirst);
  }

  private static BigDecimal arrived(double expected) {
    return BigDecimal.valueOf(1 - StrictMath.exp(-expected)).setScale(9, RoundingMode.HALF_UP);
  }

  private static BigDecimal allButFirst(BigDecimal number) {
    return number.compareTo(BigDecimal.ONE) <= 0
        ? BigDecimal.ZERO
        : RangeParser.fraction(number.subtract(BigDecimal.ONE), number);
  }

  private static Meter lifetime(YamlNode.Fields cache) {
    return isHourly(cache) ? Meter.CACHE_WRITE_1H : Meter.CACHE_WRITE_5M;
  }

  /// Whether `ttl` is an hour rather than five minutes.
  static boolean isHourly(YamlNode.Fields cache) {
    return switch (cache.text("ttl")) {
      case "", "5m" -> false;
      case "1h" -> true;
      default -> throw cache.refusalOf("ttl", "5m or 1h");
    };
  }
}
