package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.price.Suggestions;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.CappedAnswers;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Parameter.RangePoint;
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
      Optional<CacheParser.CacheRow> cache,
      Optional<YamlNode> outputRatio,
      Optional<YamlNode> inputRatio,
      Optional<YamlNode> inputExtra,
      Optional<YamlNode> maxOutput,
      Optional<YamlNode> retryRate) {
    List<String> ways() {
      return WAYS.stream().filter(self.byName()::containsKey).toList();
    }
  }

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
          case "shares" ->
              new SharesParser(within).read(row, fields.require("shares").asFields("shares"));
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
        row.maxOutput()
            .map(this::limits)
            .map(limits -> limits.map(RouteParser::capped))
            .orElse(RangeValued.known(UnaryOperator.identity()));
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
    return row.cache().map(cache -> nested(caches().read(cache), retried)).orElse(retried);
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

  private RangeValued<BigDecimal> limits(YamlNode node) {
    return node instanceof YamlNode.Scalar
        ? RangeValued.known(BigDecimal.valueOf(maxOutput(node)))
        : numbers.assumed(node, "max_output", RangeParser.Limit.AMOUNT);
  }

  private static UnaryOperator<Route> capped(BigDecimal limit) {
    return route -> new CappedAnswers(route, limit.longValue());
  }

  private static UnaryOperator<Route> resized(BigDecimal ratio) {
    return route -> new Route.Resized(route, ratio);
  }

  private static UnaryOperator<Route> retried(BigDecimal rate) {
    return route -> new Route.Retried(route, rate);
  }

  /// This converter with the cache of a whole step for every attempt.
  RouteParser cached(Optional<YamlNode> cache) {
    return cache
        .map(node -> within(caches().read(node.as(CacheParser.CacheRow.class, "cache"))))
        .orElse(this);
  }

  private CacheParser caches() {
    return new CacheParser(numbers, calls);
  }

  /// One attempt on `route`, with the options around it.
  RangeValued<Route> attempt(Route route) {
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
}
