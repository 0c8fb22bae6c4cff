package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.AgentLoop;
import routercost.whatif.LoopShape.History;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.routing.Tier;

/// The cost of an agent by turn, and what other ways to keep its history would cost. All numbers
/// are at their low ends.
///
/// @param before one entry for each turn
/// @param moves changes of what runs after, the cheapest of each kind
public record LoopCosts(
    String step, List<TurnCost> before, List<TurnCost> after, List<Move> moves) {
  private static final int SHARES = 4;
  private static final BigDecimal TENTH = new BigDecimal("0.1");
  private static final BigDecimal BRIEF = BigDecimal.valueOf(2000);

  public LoopCosts {
    before = List.copyOf(before);
    after = List.copyOf(after);
    moves = List.copyOf(moves);
  }

  /// The cost of one turn of all agents of a run.
  ///
  /// @param prompt tokens
  /// @param resent the cost of tokens that earlier turns sent already
  public record TurnCost(long turn, BigDecimal prompt, Money cost, Money resent) {}

  /// Another way to keep the history.
  ///
  /// @param cost of all turns
  /// @param saved of the cost after
  public record Move(Kind kind, Money cost, Money saved) {}

  /// What a move changes.
  public sealed interface Kind {
    /// The history is replaced by a summary when a prompt reaches `at` tokens.
    record Compact(BigDecimal at, BigDecimal to) implements Kind {}

    /// Turns from `turn` on run on a smaller model, with a fresh context.
    record Fresh(long turn, String model, BigDecimal brief) implements Kind {}
  }

  /// The costs of all agents of `estimate` that have a price.
  public static List<LoopCosts> of(Estimate estimate) {
    var book = estimate.pipeline().book();
    return estimate.pipeline().steps().stream()
        .map(plan -> plan.step().at(RangePoint.LOW))
        .flatMap(step -> of(step, new Pricing(book, estimate.day())).stream())
        .toList();
  }

  private static Optional<LoopCosts> of(Step step, Pricing pricing) {
    if (!(step.work() instanceof StepCost.Calls(_, _, AgentLoop before, AgentLoop after))
        || step.times().signum() == 0
        || !StepPrice.of(step, pricing.book(), pricing.day()).isComplete()) {
      return Optional.empty();
    }
    var agents = pricing.agents(step, before);
    return Optional.of(
        new LoopCosts(
            step.id(),
            pricing.turns(before, agents),
            pricing.turns(after, agents),
            pricing.moves(after, agents)));
  }

  public Money total(boolean isBefore) {
    return Money.sum((isBefore ? before : after).stream().map(TurnCost::cost).toList());
  }

  /// The cost of tokens that are sent again.
  public Money resent(boolean isBefore) {
    return Money.sum((isBefore ? before : after).stream().map(TurnCost::resent).toList());
  }

  /// Prices on a day.
  private record Pricing(PriceBook book, LocalDate day) {
    private Slice agents(Step step, AgentLoop loop) {
      var key = UsageKey.of(day, step.id(), loop.targets().getFirst());
      return new Slice(key, Usage.NONE.with(Meter.CALLS, step.times()));
    }

    private List<TurnCost> turns(AgentLoop loop, Slice agents) {
      return loop.each(agents, book).stream()
          .map(
              turns ->
                  new TurnCost(
                      turns.turn(),
                      turns.prompt(),
                      cost(Stream.of(turns.slice())),
                      cost(Stream.of(new Slice(turns.slice().key(), turns.resent())))))
          .toList();
    }

    private Money cost(Stream<Slice> slices) {
      return Ledger.of(slices.toList(), book::quoteInstead).total();
    }

    private Money cost(AgentLoop loop, Slice agents) {
      return cost(loop.apply(agents, book).slices().stream());
    }

    private List<Move> moves(AgentLoop loop, Slice agents) {
      var now = cost(loop, agents);
      var moves = new ArrayList<Move>();
      if (loop.shape().history() instanceof History.Kept && loop.handover().isEmpty()) {
        cheapest(compactions(loop, agents), agents, now).ifPresent(moves::add);
        cheapest(handovers(loop, agents), agents, now).ifPresent(moves::add);
      }
      return moves;
    }

    /// A loop under a move.
    private record Option(Kind kind, AgentLoop loop) {}

    private Optional<Move> cheapest(List<Option> options, Slice agents, Money now) {
      return options.stream()
          .map(option -> move(option, agents, now))
          .reduce((one, other) -> other.cost().compareTo(one.cost()) < 0 ? other : one);
    }

    private Move move(Option option, Slice agents, Money now) {
      var cost = cost(option.loop(), agents);
      return new Move(option.kind(), cost, now.minus(cost));
    }

    /// Compaction at quarters of the longest prompt, to a tenth.
    private List<Option> compactions(AgentLoop loop, Slice agents) {
      var longest =
          loop.each(agents, book).stream()
              .map(AgentLoop.Turns::prompt)
              .reduce(BigDecimal.ZERO, BigDecimal::max);
      var options = new ArrayList<Option>();
      for (int share = 1; share < SHARES; share++) {
        var at = rounded(longest.multiply(part(share)));
        var to = at.multiply(TENTH);
        var least = loop.shape().system().add(to).add(loop.shape().input());
        if (at.compareTo(least) > 0) {
          options.add(
              new Option(
                  new Kind.Compact(at, to),
                  new AgentLoop(
                      loop.route(),
                      loop.shape().with(new History.Compacted(at, to)),
                      Optional.empty())));
        }
      }
      return options;
    }

    private static BigDecimal part(int share) {
      return BigDecimal.valueOf(share).divide(BigDecimal.valueOf(SHARES));
    }

    private static BigDecimal rounded(BigDecimal tokens) {
      return tokens.round(new MathContext(2, RoundingMode.HALF_UP)).setScale(0, RoundingMode.UP);
    }

    /// A fresh context one tier lower at quarters of the turns.
    private List<Option> handovers(AgentLoop loop, Slice agents) {
      var lower = lower(loop, agents);
      var options = new ArrayList<Option>();
      for (int share = 1; share < SHARES && lower.isPresent(); share++) {
        long turn = loop.shape().turns() * share / SHARES + 1;
        if (turn >= 2 && turn <= loop.shape().turns()) {
          var over =
              new AgentLoop.Handover(turn, loop.shape().turns(), new Route.To(lower.get()), BRIEF);
          options.add(
              new Option(
                  new Kind.Fresh(turn, lower.get(), BRIEF),
                  new AgentLoop(loop.route(), loop.shape(), Optional.of(over))));
        }
      }
      return options;
    }

    private Optional<String> lower(AgentLoop loop, Slice agents) {
      var first = loop.targets().getFirst();
      return Tier.named(first)
          .or(
              () ->
                  book.resolve(first, agents.key().day())
                      .flatMap(book::model)
                      .flatMap(model -> Tier.named(model.tier())))
          .flatMap(Tier::lower)
          .map(Tier::id);
    }
  }
}
