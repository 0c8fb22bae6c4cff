package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import routercost.read.config.YamlNode;
import routercost.whatif.Route;
import routercost.whatif.Route.Shares;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.RangeValued;

/// A converter of the `shares` of a route.
///
/// @param routes of the parts
record SharesParser(RouteParser routes) {
  /// The route that divides calls into these parts.
  RangeValued<Route> read(RouteParser.RouteRow route, YamlNode.Fields parts) {
    var fallback =
        route.fallback().map(node -> node.as(CascadeParser.FallbackRow.class, "fallback"));
    var cascade = fallback.map(new CascadeParser(routes)::fallback);
    var divided = new ArrayList<RangeValued<Route>>();
    for (var part : parts.byName().entrySet()) {
      var name = routes.name(new YamlNode.Scalar(part.getValue().place(), part.getKey()), "shares");
      divided.add(
          cascade
              .filter(_ -> fallback.orElseThrow().isFrom(name))
              .orElseGet(() -> routes.attempt(new Route.To(name))));
    }
    fallback.ifPresent(row -> row.requireAmong(parts));
    return sizes(parts).with(RangeValued.all(List.copyOf(divided)), SharesParser::divided);
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
              : routes
                  .numbers()
                  .number(parts.require(name), "shares." + name, RangeParser.Limit.SHARE));
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
