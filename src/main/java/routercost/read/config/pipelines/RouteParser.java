package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.price.Suggestions;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.Route;
import routercost.whatif.Shares;
import routercost.whatif.pipeline.RangeValued;

/// Reads how calls would be served: the `before` and `after` of a pipeline, the `to` of a scenario.
///
/// @param book knows the names of tiers and models
/// @param day on which a tier names a model
/// @param numbers reads what may be a range
/// @param inherited how each attempt is served, by what stands around it
public record RouteParser(
    PriceBook book,
    LocalDate day,
    RangeParser numbers,
    RangeValued<UnaryOperator<Route>> inherited) {
  public static Set<String> union(Set<String> first, Set<String> second) {
    var both = new java.util.HashSet<>(first);
    both.addAll(second);
    return both;
  }

  private static final Set<String> MANNERS = Set.of("batch", "cache", "output_ratio", "retry_rate");
  private static final Set<String> WAYS = Set.of("to", "shares", "cascade", "confidence");
  private static final Set<String> WITH_SHARES = Set.of("fallback");
  private static final Set<String> WITH_CASCADE =
      Set.of("escalate", "validator", "attempt_shown", "retries");

  /// Everything that may stand in a route.
  public static final Set<String> KEYS =
      union(union(MANNERS, WAYS), union(WITH_SHARES, WITH_CASCADE));

  /// A reader of routes whose numbers are exact: of a scenario.
  public static RouteParser exact(PriceBook book, LocalDate day) {
    return of(book, day, RangeParser.exact());
  }

  /// A reader of routes whose numbers may be ranges.
  static RouteParser of(PriceBook book, LocalDate day, RangeParser numbers) {
    return new RouteParser(book, day, numbers, RangeValued.known(UnaryOperator.identity()));
  }

  /// The same, with `manner` around every attempt.
  RouteParser within(RangeValued<UnaryOperator<Route>> manner) {
    return new RouteParser(
        book,
        day,
        numbers,
        inherited.with(manner, (outer, inner) -> route -> outer.apply(inner.apply(route))));
  }

  /// The exact route that `node` says.
  public Route exactly(YamlNode node, String what) {
    return read(node, what).at(routercost.whatif.pipeline.RangePoint.LOW);
  }

  /// The route that `node` says: a name, or a mapping.
  RangeValued<Route> read(YamlNode node, String what) {
    return switch (node) {
      case YamlNode.Scalar scalar -> to(scalar, what);
      case YamlNode.Items _ ->
          throw node.unexpected(what, "a list", "a tier, a model or a mapping");
      case YamlNode.Fields fields -> mapping(fields.allowing(KEYS), what);
    };
  }

  /// Whether `node` says on which models calls run, and not only in what manner.
  static boolean namesModels(YamlNode node) {
    return !(node instanceof YamlNode.Fields fields)
        || WAYS.stream().anyMatch(way -> fields.find(way).isPresent());
  }

  private RangeValued<Route> mapping(YamlNode.Fields fields, String what) {
    var ways = WAYS.stream().filter(way -> fields.find(way).isPresent()).sorted().toList();
    if (ways.size() > 1) {
      throw new ConfigurationProblem(
          fields.place() + ": " + what + " has both '" + String.join("' and '", ways) + "'");
    }
    var way = ways.isEmpty() ? "" : ways.getFirst();
    refuseStrays(fields, way);
    var within = within(new RouteOptionsParser(numbers).attempts(fields));
    var route =
        switch (way) {
          case "to" -> within.read(fields.require("to"), what);
          case "shares" -> within.shares(fields);
          case "cascade" -> new CascadeParser(within).read(fields);
          case "confidence" -> new ConfidenceRouteParser(within).read(fields.require("confidence"));
          default -> within.attempt(new Route.Stay());
        };
    return RouteOptionsParser.isBatched(fields) ? route.map(Route.Batched::new) : route;
  }

  private static void refuseStrays(YamlNode.Fields fields, String way) {
    for (var key : fields.byName().keySet()) {
      boolean stray =
          (WITH_SHARES.contains(key) && !way.equals("shares"))
              || (WITH_CASCADE.contains(key) && !way.equals("cascade"));
      if (stray) {
        throw new ConfigurationProblem(
            "%s: '%s' goes with %s"
                .formatted(
                    fields.byName().get(key).place(),
                    key,
                    WITH_SHARES.contains(key) ? "shares" : "cascade"));
      }
    }
  }

  /// One attempt on `route`, in the manner of what stands around it.
  private RangeValued<Route> attempt(Route route) {
    return inherited.map(manner -> manner.apply(route));
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

  private RangeValued<Route> shares(YamlNode.Fields fields) {
    var parts = fields.require("shares").asFields("shares");
    var shares = new ArrayList<RangeValued<Shares.Part>>();
    var sum = BigDecimal.ZERO;
    var fallback = fields.find("fallback").map(node -> new CascadeParser(this).fallback(node));
    for (var part : parts.byName().entrySet()) {
      var share = share(part.getValue().value(), part.getKey());
      sum = sum.add(share);
      var name = name(new YamlNode.Scalar(part.getValue().place(), part.getKey()), "shares");
      var route =
          fallback.flatMap(some -> some.instead(name)).orElseGet(() -> attempt(new Route.To(name)));
      shares.add(route.map(served -> new Shares.Part(share, served)));
    }
    if (sum.compareTo(BigDecimal.ONE) != 0) {
      throw new ConfigurationProblem(
          parts.place() + ": shares sum to " + sum.toPlainString() + "; expected 1");
    }
    fallback.ifPresent(some -> some.requireAmong(parts));
    return RangeValued.all(List.copyOf(shares)).map(Shares::new);
  }

  private static BigDecimal share(YamlNode node, String name) {
    return RangeParser.exact()
        .number(node, "shares." + name, RangeParser.Limit.SHARE)
        .at(routercost.whatif.pipeline.RangePoint.LOW);
  }
}
