package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.price.Suggestions;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.whatif.CappedAnswers;
import routercost.whatif.Route;
import routercost.whatif.Route.Shares;
import routercost.whatif.WithPromptCache;
import routercost.whatif.pipeline.RangePoint;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.routing.Routing.Review;

/// A converter of routes: the `before` and `after` of a pipeline, the `to` of a scenario.
///
/// @param book knows the names of tiers and models
/// @param day on which a tier names a model
/// @param numbers reads numbers that may be ranges
/// @param inherited the options of the routes around this one, for each attempt
/// @param calls of one run, if they are known
public record RouteParser(
    PriceBook book,
    LocalDate day,
    RangeParser numbers,
    RangeValued<UnaryOperator<Route>> inherited,
    Optional<RangeValued<BigDecimal>> calls) {
  private static final List<String> WAYS = List.of("cascade", "confidence", "shares", "to");

  /// The keys that only one of the ways has.
  private static final Map<String, String> WAY_OF_KEY =
      Map.of(
          "fallback", "shares",
          "escalate", "cascade",
          "validator", "cascade",
          "wrong", "cascade",
          "attempt_shown", "cascade",
          "retries", "cascade");

  /// A route: one way at most, and options.
  public record RouteRow(
      YamlNode.Fields self,
      Optional<YamlNode> to,
      Optional<YamlNode.Fields> shares,
      Optional<YamlNode> fallback,
      Optional<YamlNode> cascade,
      Optional<YamlNode> escalate,
      Optional<YamlNode> wrong,
      Optional<CascadeParser.Validator> validator,
      Optional<YamlNode> attemptShown,
      Optional<Long> retries,
      Optional<ConfidenceRouteParser.Bands> confidence,
      Optional<YamlNode> batch,
      Optional<CacheRow> cache,
      Optional<YamlNode> outputRatio,
      Optional<YamlNode> inputRatio,
      Optional<YamlNode> inputExtra,
      Optional<YamlNode> maxOutput,
      Optional<YamlNode> retryRate) {
    List<String> ways() {
      return WAYS.stream().filter(self.byName()::containsKey).toList();
    }
  }

  record CacheRow(
      YamlNode.Fields self,
      YamlNode prefix,
      Optional<YamlNode> ttl,
      Optional<YamlNode> hitRate,
      Optional<YamlNode> perHour,
      Optional<YamlNode> first,
      Optional<YamlNode> pad) {}

  /// A converter of routes whose numbers are exact: of a scenario.
  public static RouteParser exact(PriceBook book, LocalDate day) {
    return of(book, day, RangeParser.exact());
  }

  /// A converter of routes whose numbers may be ranges.
  static RouteParser of(PriceBook book, LocalDate day, RangeParser numbers) {
    return new RouteParser(
        book, day, numbers, RangeValued.known(UnaryOperator.identity()), Optional.empty());
  }

  /// This converter with `options` for every attempt.
  RouteParser within(RangeValued<UnaryOperator<Route>> options) {
    return new RouteParser(book, day, numbers, nested(inherited, options), calls);
  }

  /// This converter for a step with so many calls in one run.
  RouteParser with(RangeValued<BigDecimal> number) {
    return new RouteParser(book, day, numbers, inherited, Optional.of(number));
  }

  private static RangeValued<UnaryOperator<Route>> nested(
      RangeValued<UnaryOperator<Route>> outer, RangeValued<UnaryOperator<Route>> inner) {
    return outer.with(inner, (around, within) -> route -> around.apply(within.apply(route)));
  }

  /// The exact route in `node`.
  public Route exactly(YamlNode node, String what) {
    return read(node, what).at(RangePoint.LOW);
  }

  public Route exactly(RouteRow row, String what) {
    return route(row, what).at(RangePoint.LOW);
  }

  /// The route in `node`: a name, or a mapping.
  RangeValued<Route> read(YamlNode node, String what) {
    return switch (node) {
      case YamlNode.Scalar scalar -> to(scalar, what);
      case YamlNode.Items _ ->
          throw node.unexpected(what, "a list", "a tier, a model or a mapping");
      case YamlNode.Fields fields -> route(fields.as(RouteRow.class, what), what);
    };
  }

  RangeValued<Route> route(RouteRow row, String what) {
    var fields = row.self();
    if (row.ways().size() > 1) {
      throw new ConfigurationProblem(
          fields.place() + ": " + what + " has both '" + String.join("' and '", row.ways()) + "'");
    }
    var way = row.ways().isEmpty() ? "" : row.ways().getFirst();
    refuseStrays(fields, way);
    var within = within(options(row));
    var route =
        switch (way) {
          case "to" -> within.read(fields.require("to"), what);
          case "shares" -> within.shares(row, fields.require("shares").asFields("shares"));
          case "cascade" -> new CascadeParser(within).read(row);
          case "confidence" ->
              new ConfidenceRouteParser(within).read(row.confidence().orElseThrow());
          default -> within.attempt(new Route.Stay());
        };
    return fields.isTrue("batch") ? route.map(Route.Batched::new) : route;
  }

  private static void refuseStrays(YamlNode.Fields fields, String way) {
    fields
        .byName()
        .forEach(
            (key, field) -> {
              if (!WAY_OF_KEY.getOrDefault(key, way).equals(way)) {
                throw new ConfigurationProblem(
                    "%s: '%s' requires %s".formatted(field.place(), key, WAY_OF_KEY.get(key)));
              }
            });
  }

  /// The options for each attempt: cached, tried again, longer or shorter.
  private RangeValued<UnaryOperator<Route>> options(RouteRow row) {
    if (row.outputRatio().isPresent() && row.maxOutput().isPresent()) {
      throw new ConfigurationProblem(
          row.self().place() + ": 'max_output' cannot be combined with 'output_ratio'");
    }
    RangeValued<UnaryOperator<Route>> capped =
        RangeValued.known(
            row.maxOutput()
                .map(RouteParser::maxOutput)
                .<UnaryOperator<Route>>map(limit -> route -> new CappedAnswers(route, limit))
                .orElse(UnaryOperator.identity()));
    RangeValued<UnaryOperator<Route>> resized =
        row.outputRatio()
            .map(node -> numbers.assumed(node, "output_ratio", RangeParser.Limit.AMOUNT))
            .map(ratio -> ratio.map(RouteParser::resized))
            .orElse(capped);
    var sized = nested(resized, lengthened(row));
    var retried =
        row.retryRate()
            .map(node -> numbers.assumed(node, "retry_rate", RangeParser.Limit.AMOUNT))
            .map(rate -> nested(rate.map(RouteParser::retried), sized))
            .orElse(sized);
    return row.cache().map(cache -> nested(cache(cache), retried)).orElse(retried);
  }

  /// Longer prompts, if either key is there.
  private RangeValued<UnaryOperator<Route>> lengthened(RouteRow row) {
    if (row.inputRatio().isEmpty() && row.inputExtra().isEmpty()) {
      return RangeValued.known(UnaryOperator.identity());
    }
    var ratio =
        row.inputRatio()
            .map(node -> numbers.assumed(node, "input_ratio", RangeParser.Limit.AMOUNT))
            .orElse(RangeValued.known(BigDecimal.ONE));
    var extra =
        row.inputExtra()
            .map(node -> numbers.assumed(node, "input_extra", RangeParser.Limit.AMOUNT))
            .orElse(RangeValued.known(BigDecimal.ZERO));
    return ratio.with(
        extra, (times, tokens) -> route -> new Route.Lengthened(route, times, tokens));
  }

  /// The most tokens of an answer.
  public static long maxOutput(YamlNode node) {
    long limit = node.asCount("max_output");
    if (limit == 0) {
      throw node.refusal("max_output", "a number of tokens, 1 or more");
    }
    return limit;
  }

  /// The review of answers, in exact numbers.
  public static Review review(YamlNode node) {
    return new CostParser(RangeParser.exact()).review(node).at(RangePoint.LOW);
  }

  private static UnaryOperator<Route> resized(BigDecimal ratio) {
    return route -> new Route.Resized(route, ratio);
  }

  private static UnaryOperator<Route> retried(BigDecimal rate) {
    return route -> new Route.Retried(route, rate);
  }

  /// This converter with the cache of a whole step for every attempt.
  RouteParser cached(Optional<YamlNode> cache) {
    return cache.map(node -> within(cache(node.as(CacheRow.class, "cache")))).orElse(this);
  }

  private RangeValued<UnaryOperator<Route>> cache(CacheRow row) {
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
              + ": a cache has no single 'hit_rate'; expected it, or 'per_hour', or 'first: write'");
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
    return calls.get().map(RouteParser::allButFirst);
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

  /// One attempt on `route`, with the options around it.
  private RangeValued<Route> attempt(Route route) {
    return inherited.map(options -> options.apply(route));
  }

  /// One attempt on the tier or model that `node` names.
  RangeValued<Route> to(YamlNode node, String what) {
    return attempt(new Route.To(name(node, what)));
  }

  /// The tier or model that `node` names.
  public String name(YamlNode node, String what) {
    var name = node.asText(what);
    var tiers = book.catalog().tiers().names();
    if (!tiers.contains(name) && book.resolve(name, LocalDate.EPOCH).isEmpty()) {
      var known = new ArrayList<>(tiers);
      book.names().forEach(known::add);
      throw node.refusal(
          what,
          "a tier (%s) or a model of the price book%s"
              .formatted(String.join(", ", tiers), Suggestions.hint(name, known)));
    }
    return name;
  }

  /// The model that `name` means; two names may mean one.
  String meaning(String name) {
    return book.resolve(name, day).map(Resolution::id).orElse(name);
  }

  private RangeValued<Route> shares(RouteRow route, YamlNode.Fields parts) {
    var fallback =
        route.fallback().map(node -> node.as(CascadeParser.FallbackRow.class, "fallback"));
    var cascade = fallback.map(new CascadeParser(this)::fallback);
    var routes = new ArrayList<RangeValued<Route>>();
    for (var part : parts.byName().entrySet()) {
      var name = name(new YamlNode.Scalar(part.getValue().place(), part.getKey()), "shares");
      routes.add(
          cascade
              .filter(_ -> fallback.orElseThrow().isFrom(name))
              .orElseGet(() -> attempt(new Route.To(name))));
    }
    fallback.ifPresent(row -> row.requireAmong(parts));
    return sizes(parts).with(RangeValued.all(List.copyOf(routes)), RouteParser::divided);
  }

  private static boolean isRest(YamlNode node) {
    return node instanceof YamlNode.Scalar(_, String text) && text.equals("rest");
  }

  private static Route divided(List<BigDecimal> shares, List<Route> routes) {
    var parts = new ArrayList<Shares.Part>();
    for (int i = 0; i < routes.size(); i++) {
      parts.add(new Shares.Part(shares.get(i), routes.get(i)));
    }
    return new Shares(parts);
  }

  /// The share of each part. One may be `rest`; otherwise the last takes what fractions lose.
  private RangeValued<List<BigDecimal>> sizes(YamlNode.Fields parts) {
    var names = List.copyOf(parts.byName().keySet());
    var rests = names.stream().filter(name -> isRest(parts.require(name))).toList();
    if (rests.size() > 1) {
      throw parts.refusalOf(rests.getLast(), "a share; another one is the rest already");
    }
    int rest = names.indexOf(rests.isEmpty() ? names.getLast() : rests.getFirst());
    var known = new ArrayList<RangeValued<BigDecimal>>();
    for (var name : names) {
      known.add(
          rests.contains(name)
              ? RangeValued.known(BigDecimal.ZERO)
              : numbers.number(parts.require(name), "shares." + name, RangeParser.Limit.SHARE));
    }
    var all = RangeValued.all(List.copyOf(known));
    for (var end : List.of(RangePoint.LOW, RangePoint.HIGH)) {
      var sum = all.at(end).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      if (rests.isEmpty() || sum.compareTo(BigDecimal.ONE) > 0) {
        RangeParser.requireWhole(parts, "shares", sum);
      }
    }
    return all.map(
        shares -> {
          var filled = new ArrayList<>(shares);
          filled.set(rest, BigDecimal.ZERO);
          filled.set(
              rest,
              BigDecimal.ONE.subtract(filled.stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
          return List.copyOf(filled);
        });
  }
}
