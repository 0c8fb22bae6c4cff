package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// Agents in place of single calls: each call of the slice is one agent with all its turns.
///
/// @param route serves each turn
/// @param shape as the model of the slice counts tokens
/// @param handover turns that another model takes over with a fresh context
public record AgentLoop(Route route, LoopShape shape, Optional<Handover> handover)
    implements Route.Wrapper {
  private static final BigDecimal TWO = BigDecimal.TWO;

  /// Turns on another model with a fresh context: the system prompt and a brief, which the turn
  /// before writes (article 001: a session that runs out of context).
  ///
  /// @param turn the first of them, 2 or later
  /// @param turns their number; afterwards the first model goes on with its own context and the
  ///     last
  ///     answer. All that are left if it is large
  /// @param brief tokens of the brief
  public record Handover(long turn, long turns, Route route, BigDecimal brief) {}

  /// Some turns of an agent, with the usage of all agents of a slice.
  ///
  /// @param turn the first of them
  /// @param prompt tokens of its prompt
  /// @param resent the usage for tokens that were sent before
  public record Turns(long turn, BigDecimal prompt, Slice slice, Usage resent) {}

  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    var assumptions = new TreeSet<Assumption>();
    var slices = turns(slice, book, effects, assumptions, false).stream().map(Turns::slice);
    return RewrittenSlice.sum(
        Stream.concat(
            Stream.of(new RewrittenSlice(List.of(), assumptions)),
            slices.map(RewrittenSlice::unchanged)));
  }

  /// Each turn for itself, in order; those of several models one after another.
  public List<Turns> each(Slice slice, PriceBook book) {
    return turns(slice, book, Effects.ALL, new TreeSet<>(), true);
  }

  private List<Turns> turns(
      Slice slice, PriceBook book, Effects effects, TreeSet<Assumption> notes, boolean single) {
    var all = new ArrayList<Turns>();
    var calls = slice.usage().of(Meter.CALLS);
    for (var piece : pieces()) {
      for (var on : served(piece, slice.key(), calls, book, effects, notes)) {
        all.addAll(on.turns(book, notes, single));
      }
    }
    return all;
  }

  /// A part of the turns on one route.
  ///
  /// @param offset turns before it
  /// @param more tokens that its last turn writes
  private record Piece(Route route, LoopShape shape, long offset, BigDecimal more) {}

  private List<Piece> pieces() {
    if (handover.isEmpty() || handover.get().turn() > shape.turns()) {
      return List.of(new Piece(route, shape, 0, BigDecimal.ZERO));
    }
    var over = handover.get();
    long before = over.turn() - 1;
    long away = Math.min(over.turns(), shape.turns() - before);
    var pieces = new ArrayList<Piece>();
    pieces.add(new Piece(route, shape.part(1, before), 0, over.brief()));
    var fresh = shape.part(over.turn(), away).after(over.brief(), BigDecimal.ZERO);
    pieces.add(new Piece(over.route(), fresh, before, BigDecimal.ZERO));
    long back = over.turn() + away;
    if (back <= shape.turns()) {
      var sent = pieces.getFirst().shape().series().getLast().promptOf(before);
      var answers = shape.output().multiply(TWO).add(shape.results());
      var again =
          shape.part(back, Long.MAX_VALUE).after(sent.add(answers).subtract(shape.system()), sent);
      pieces.add(new Piece(route, again, back - 1, BigDecimal.ZERO));
    }
    return pieces;
  }

  /// A piece as one model serves it.
  ///
  /// @param agents that it serves
  private record Served(
      UsageKey key, LoopShape shape, BigDecimal agents, long offset, BigDecimal more) {
    private List<Turns> turns(PriceBook book, TreeSet<Assumption> notes, boolean single) {
      long minimum = ModelSupport.minCacheTokens(key, book);
      long window = ModelSupport.contextWindow(key, book);
      var found = new ArrayList<Turns>();
      for (var series : shape.series()) {
        long over = window == 0 ? series.last() + 1 : series.firstOver(BigDecimal.valueOf(window));
        if (over <= series.last()) {
          notes.add(
              new Assumption.LongerThanWindow(
                  ModelSupport.model(key, book), window, over + offset));
        }
        long from = series.first();
        for (long until : cuts(series, minimum, single)) {
          found.add(priceable(segment(series, from, until, minimum), book));
          from = until + 1;
        }
      }
      return found;
    }

    /// The last turns of the segments in which prices, weights and cached parts are alike.
    private TreeSet<Long> cuts(LoopShape.Series series, long minimum, boolean single) {
      var cuts = new TreeSet<Long>();
      cuts.add(series.first());
      cuts.add(series.last());
      if (series.turns() > 1) {
        cuts.add(series.last() - 1);
      }
      for (long limit : Band.BREAKPOINTS) {
        cuts.add(series.firstOver(BigDecimal.valueOf(limit)) - 1);
      }
      long cached = series.firstFrom(BigDecimal.valueOf(minimum));
      cuts.add(cached - 1);
      cuts.add(cached);
      shape.weights().forEach(weight -> cuts.add(weight.until()));
      for (long turn = series.first(); single && turn < series.last(); turn++) {
        cuts.add(turn);
      }
      cuts.removeIf(turn -> turn < series.first() || turn > series.last());
      return cuts;
    }

    /// The turns from `from` to `until`, by the sums of their series.
    private Turns segment(LoopShape.Series series, long from, long until, long minimum) {
      var number = BigDecimal.valueOf(until - from + 1);
      var agentsHere = agents.multiply(weight(from));
      var prompts = sum(series.promptOf(from), series.promptOf(until), number);
      var resent = sum(series.foundBy(from), series.foundBy(until), number);
      var written = shape.output().multiply(number);
      if (until == series.last()) {
        written = written.add(series.summary());
      }
      if (until == shape.turns()) {
        written = written.add(more);
      }
      var usage =
          Usage.NONE
              .with(Meter.CALLS, number)
              .with(Meter.INPUT, prompts)
              .with(Meter.OUTPUT, written);
      var again = Usage.NONE.with(Meter.INPUT, resent);
      boolean isLong = series.promptOf(from).compareTo(BigDecimal.valueOf(minimum)) >= 0;
      if (shape.cache().isPresent() && isLong) {
        var cache = shape.cache().get();
        boolean wasLong = series.foundBy(from).compareTo(BigDecimal.valueOf(minimum)) >= 0;
        var read = wasLong ? resent.multiply(cache.hitRate()) : BigDecimal.ZERO;
        var meter = cache.hourly() ? Meter.CACHE_WRITE_1H : Meter.CACHE_WRITE_5M;
        usage =
            usage
                .with(Meter.INPUT, 0)
                .with(Meter.CACHE_READ, read)
                .with(meter, prompts.subtract(read));
        again = Usage.NONE.with(Meter.CACHE_READ, read).with(meter, resent.subtract(read));
      }
      var band = Band.ofAverage(series.promptOf(from), BigDecimal.ONE);
      return new Turns(
          from + offset,
          series.promptOf(from),
          new Slice(key.withBand(band), usage.times(agentsHere)),
          again.times(agentsHere));
    }

    private BigDecimal weight(long turn) {
      return shape.weights().stream()
          .filter(weight -> weight.until() >= turn)
          .findFirst()
          .orElseThrow()
          .share();
    }

    /// The sum of `number` terms of an arithmetic series.
    private static BigDecimal sum(BigDecimal first, BigDecimal last, BigDecimal number) {
      return first.add(last).multiply(number).divide(TWO);
    }

    /// Usage that has a price: a model without a rate for cache writes bills them as input, and one
    /// without a cache everything.
    private static Turns priceable(Turns turns, PriceBook book) {
      if (ModelSupport.isPriced(turns.slice(), book)) {
        return turns;
      }
      var free = moved(turns, Caches::isWrite);
      return ModelSupport.isPriced(free.slice(), book) ? free : moved(turns, Meter::isPrompt);
    }

    private static Turns moved(Turns turns, Predicate<Meter> which) {
      return new Turns(
          turns.turn(),
          turns.prompt(),
          new Slice(turns.slice().key(), asInput(turns.slice().usage(), which)),
          asInput(turns.resent(), which));
    }

    private static Usage asInput(Usage usage, Predicate<Meter> which) {
      var kept = usage.times(BigDecimal.ZERO, which.and(meter -> meter != Meter.INPUT));
      return kept.with(
          Meter.INPUT, usage.prompt().subtract(kept.prompt()).add(kept.of(Meter.INPUT)));
    }
  }

  /// A piece on each model that serves it: what the route makes of a first turn and of the system
  /// prompt alone says how that model counts them, and how many agents it gets.
  private static List<Served> served(
      Piece piece,
      UsageKey key,
      BigDecimal agents,
      PriceBook book,
      Effects effects,
      TreeSet<Assumption> notes) {
    var shape = piece.shape();
    var start = counted(piece.route(), key, shape.system(), BigDecimal.ZERO, book, effects);
    var whole =
        counted(
            piece.route(), key, shape.system().add(shape.input()), shape.output(), book, effects);
    notes.addAll(whole.assumptions());
    var all = new ArrayList<Served>();
    for (int i = 0; i < whole.slices().size(); i++) {
      int place = i;
      var usage = whole.slices().get(i).usage();
      var calls = usage.of(Meter.CALLS);
      var system = each(start.slices().get(i).usage().of(Meter.INPUT), calls);
      UnaryOperator<BigDecimal> prompts =
          tokens ->
              each(
                      counted(
                              piece.route(),
                              key,
                              shape.system().add(tokens),
                              BigDecimal.ZERO,
                              book,
                              effects)
                          .slices()
                          .get(place)
                          .usage()
                          .of(Meter.INPUT),
                      calls)
                  .subtract(system);
      all.add(
          new Served(
              whole.slices().get(i).key(),
              shape.scaled(prompts, system, each(usage.of(Meter.OUTPUT), calls)),
              agents.multiply(calls),
              piece.offset(),
              piece.more()));
    }
    return all;
  }

  private static BigDecimal each(BigDecimal tokens, BigDecimal calls) {
    return tokens.divide(calls, MathContext.DECIMAL128);
  }

  /// One turn of these lengths on `route`.
  private static RewrittenSlice counted(
      Route route,
      UsageKey key,
      BigDecimal prompt,
      BigDecimal answer,
      PriceBook book,
      Effects effects) {
    var usage = Usage.of(Meter.CALLS, 1).with(Meter.INPUT, prompt).with(Meter.OUTPUT, answer);
    return route.apply(new Slice(key, usage), book, effects);
  }
}
