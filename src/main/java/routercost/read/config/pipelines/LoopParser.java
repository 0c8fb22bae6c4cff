package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.YamlNode;
import routercost.whatif.AgentLoop;
import routercost.whatif.LoopShape;
import routercost.whatif.LoopShape.History;
import routercost.whatif.LoopShape.Weight;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.RangeValued;

/// A converter of agents: steps with `turns`.
///
/// @param fields the step
record LoopParser(YamlNode.Fields fields, RangeParser numbers) {
  /// The keys of an agent beside those of calls.
  static final Set<String> KEYS =
      Set.of("turns", "stop", "system", "tool_results", "history", "agents");

  /// More turns than this have no agent.
  private static final BigDecimal MOST_TURNS = BigDecimal.valueOf(10_000);

  record HistoryRow(
      YamlNode.Fields self, Optional<YamlNode> window, Optional<CompactRow> compact) {}

  record CompactRow(YamlNode at, YamlNode to) {}

  record CacheRow(
      YamlNode.Fields self,
      Optional<YamlNode> ttl,
      Optional<YamlNode> hitRate,
      Optional<YamlNode> pause) {}

  record HandoverRow(
      YamlNode.Fields self,
      YamlNode turn,
      YamlNode to,
      Optional<YamlNode> turns,
      @Default("0") BigDecimal brief) {}

  static boolean isLoop(YamlNode.Fields step) {
    return step.find("turns").isPresent();
  }

  /// The shape that holds before and after.
  RangeValued<LoopShape> shape() {
    var system = amount("system");
    var input = amount("input");
    var output = amount("output");
    var results = amount("tool_results");
    var weights = weights();
    var history = history(fields.find("history"));
    var cache = cache(fields.find("cache"));
    return point ->
        new LoopShape(
            system.at(point),
            input.at(point),
            output.at(point),
            results.at(point),
            weights.at(point),
            history.at(point),
            cache.at(point),
            Optional.empty());
  }

  /// The shape on one side, with a history and a cache of its own if `side` has them.
  RangeValued<LoopShape> shape(RangeValued<LoopShape> common, YamlNode.Fields side) {
    var shape = common;
    if (side.find("history").isPresent()) {
      shape = shape.with(history(side.find("history")), LoopShape::with);
    }
    return side.find("cache").isPresent()
        ? shape.with(cache(side.find("cache")), LoopShape::cached)
        : shape;
  }

  private RangeValued<BigDecimal> amount(String key) {
    return fields
        .find(key)
        .map(node -> numbers.number(node, key, RangeParser.Limit.AMOUNT))
        .orElse(RangeValued.known(BigDecimal.ZERO));
  }

  private RangeValued<List<Weight>> weights() {
    var node = fields.require("turns");
    if (node instanceof YamlNode.Fields shares && shares.find("low").isEmpty()) {
      var weights = distribution(shares);
      return RangeValued.known(weights);
    }
    var turns = numbers.number(node, "turns", RangeParser.Limit.AMOUNT);
    if (turns.at(RangePoint.HIGH).compareTo(MOST_TURNS) > 0) {
      throw node.unexpected("turns", "over " + MOST_TURNS.toPlainString(), "fewer");
    }
    var stop =
        fields
            .find("stop")
            .map(share -> numbers.assumed(share, "stop", RangeParser.Limit.SHARE))
            .orElse(RangeValued.known(BigDecimal.ZERO));
    return turns.with(stop, LoopParser::weights);
  }

  /// The share of agents that reach each turn, of those that stop after any turn with `stop`.
  private static List<Weight> weights(BigDecimal turns, BigDecimal stop) {
    long whole = turns.longValue();
    var rest = turns.remainder(BigDecimal.ONE);
    var weights = new ArrayList<Weight>();
    if (stop.signum() == 0 && whole > 0) {
      weights.add(new Weight(whole, BigDecimal.ONE));
    }
    var reached = BigDecimal.ONE;
    for (long turn = 1; stop.signum() > 0 && turn <= whole; turn++) {
      weights.add(new Weight(turn, reached));
      reached = reached.multiply(BigDecimal.ONE.subtract(stop), MathContext.DECIMAL128);
    }
    if (rest.signum() > 0) {
      weights.add(new Weight(whole + 1, reached.multiply(rest)));
    }
    return weights;
  }

  /// `{5: 20%, 12: 80%}`: agents by their number of turns.
  private List<Weight> distribution(YamlNode.Fields shares) {
    var byTurns = new TreeMap<Long, BigDecimal>();
    var sum = BigDecimal.ZERO;
    for (var entry : shares.byName().entrySet()) {
      var text = entry.getKey();
      if (!text.matches("[1-9]\\d{0,3}|10000")) {
        throw shares.unexpected("turns", "'" + text + "'", "numbers of turns, 1 to 10000");
      }
      var share = RangeParser.exactShare(entry.getValue().value(), "turns." + text);
      byTurns.put(Long.valueOf(text), share);
      sum = sum.add(share);
    }
    RangeParser.requireWhole(shares, "turns", sum);
    if (fields.find("stop").isPresent()) {
      throw fields.refusalOf("stop", "one number of turns, or a range, next to it");
    }
    var weights = new ArrayList<Weight>();
    var reached = BigDecimal.ONE;
    for (var entry : byTurns.entrySet()) {
      weights.add(new Weight(entry.getKey(), reached));
      reached = reached.subtract(entry.getValue());
    }
    return weights;
  }

  RangeValued<History> history(Optional<YamlNode> node) {
    if (node.isEmpty() || isWord(node.get(), "kept")) {
      return RangeValued.known(new History.Kept());
    }
    if (!(node.get() instanceof YamlNode.Fields)) {
      throw node.get().refusal("history", "kept, {window: N} or {compact: {at: N, to: M}}");
    }
    var row = node.get().as(HistoryRow.class, "history");
    if (row.window().isPresent() == row.compact().isPresent()) {
      throw row.self().unexpected("history", "not one kind", "window or compact");
    }
    if (row.window().isPresent()) {
      return numbers
          .number(row.window().get(), "history.window", RangeParser.Limit.AMOUNT)
          .map(History.Window::new);
    }
    var compact = row.compact().orElseThrow();
    var at = numbers.number(compact.at(), "history.at", RangeParser.Limit.AMOUNT);
    var to = numbers.number(compact.to(), "history.to", RangeParser.Limit.AMOUNT);
    if (to.at(RangePoint.HIGH).compareTo(at.at(RangePoint.LOW)) >= 0) {
      throw compact.to().refusal("history.to", "fewer tokens than 'at'");
    }
    return at.with(to, History.Compacted::new);
  }

  private static boolean isWord(YamlNode node, String word) {
    return node instanceof YamlNode.Scalar(_, String text) && text.equals(word);
  }

  private RangeValued<Optional<LoopShape.Cache>> cache(Optional<YamlNode> node) {
    if (node.isEmpty() || isWord(node.get(), "none")) {
      return RangeValued.known(Optional.empty());
    }
    var row = node.get().as(CacheRow.class, "cache");
    boolean hourly = CacheParser.isHourly(row.self());
    if (row.pause().isPresent() && row.hitRate().isPresent()) {
      throw row.self().refusalOf("hit_rate", "no 'pause' next to it");
    }
    var life = BigDecimal.valueOf(hourly ? 3600 : 300);
    var hits =
        row.pause()
            .map(
                pause ->
                    numbers
                        .number(pause, "cache.pause", RangeParser.Limit.AMOUNT)
                        .map(of -> of.compareTo(life) > 0 ? BigDecimal.ZERO : BigDecimal.ONE))
            .or(
                () ->
                    row.hitRate()
                        .map(
                            rate ->
                                numbers.assumed(rate, "cache.hit_rate", RangeParser.Limit.SHARE)))
            .orElse(RangeValued.known(BigDecimal.ONE));
    return hits.map(rate -> Optional.of(new LoopShape.Cache(hourly, rate)));
  }

  /// Turns of one side that another model takes over.
  Optional<RangeValued<AgentLoop.Handover>> handover(YamlNode.Fields side, RouteParser routes) {
    return side.find("handover")
        .map(
            node -> {
              var row = node.as(HandoverRow.class, "handover");
              long turn = row.turn().asCount("turn");
              long turns =
                  row.turns().map(of -> of.asCount("turns")).orElse(MOST_TURNS.longValue());
              if (turn < 2 || turns < 1) {
                throw row.self()
                    .refusalOf(turn < 2 ? "turn" : "turns", turn < 2 ? "2 or later" : "1 or more");
              }
              return routes
                  .to(row.to(), "handover.to")
                  .map(route -> new AgentLoop.Handover(turn, turns, route, row.brief()));
            });
  }
}
