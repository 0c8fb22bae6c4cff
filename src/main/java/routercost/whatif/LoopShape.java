package routercost.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The turns of an agent, whose prompts grow by what earlier turns read and wrote.
///
/// Turn k sends `P(k) = system + k·input + (k − 1)·(output + results)` tokens. With a cache, P(k −
/// 1) is read and the rest is written; where the history changes, only the system prompt is still
/// found. Sums over turns are sums of arithmetic series, cut where a price or a weight changes.
///
/// @param system tokens sent with every turn: the system prompt and the definitions of tools
/// @param input tokens that each turn adds before its answer
/// @param output tokens of each answer
/// @param results tokens of the tool results that follow each answer
/// @param weights of the turns, in order
/// @param carried the history at the start, for an agent that goes on
public record LoopShape(
    BigDecimal system,
    BigDecimal input,
    BigDecimal output,
    BigDecimal results,
    List<Weight> weights,
    History history,
    Optional<Cache> cache,
    Optional<Carried> carried) {
  /// A history at the start.
  ///
  /// @param found tokens of it, and of the system prompt, that were sent before
  public record Carried(BigDecimal tokens, BigDecimal found) {}

  /// The share of agents that reach the turns up to `until`, after those of the weight before.
  public record Weight(long until, BigDecimal share) {}

  /// The treatment of earlier turns.
  public sealed interface History {
    /// All of them are sent again.
    record Kept() implements History {}

    /// The oldest are left out, so that no prompt is longer than `tokens`.
    record Window(BigDecimal tokens) implements History {}

    /// The turn whose prompt reaches `at` also writes a summary of `to` tokens, which replaces
    /// them.
    record Compacted(BigDecimal at, BigDecimal to) implements History {}
  }

  /// The cache of an agent's own prompts.
  ///
  /// @param hourly whether it lives an hour rather than five minutes
  /// @param hitRate the share of later turns that find the prompt before them
  public record Cache(boolean hourly, BigDecimal hitRate) {}

  public LoopShape {
    weights = List.copyOf(weights);
  }

  /// This shape with another history.
  public LoopShape with(History other) {
    return new LoopShape(system, input, output, results, weights, other, cache, carried);
  }

  /// This shape with another cache, or none.
  public LoopShape cached(Optional<Cache> other) {
    return new LoopShape(system, input, output, results, weights, history, other, carried);
  }

  /// This shape with each length as `prompts` and `answers` make it.
  LoopShape scaled(UnaryOperator<BigDecimal> prompts, BigDecimal first, BigDecimal answer) {
    return new LoopShape(
        first,
        prompts.apply(input),
        answer,
        prompts.apply(results),
        weights,
        history,
        cache,
        carried.map(
            from -> new Carried(prompts.apply(from.tokens()), prompts.apply(from.found()))));
  }

  /// The turns from `from` on, at most `most` of them.
  LoopShape part(long from, long most) {
    var kept = new ArrayList<Weight>();
    for (var weight : weights) {
      long until = Math.min(weight.until() - from + 1, most);
      if (until > (kept.isEmpty() ? 0 : kept.getLast().until())) {
        kept.add(new Weight(until, weight.share()));
      }
    }
    return new LoopShape(system, input, output, results, kept, history, cache, carried);
  }

  /// This shape after a history.
  LoopShape after(BigDecimal tokens, BigDecimal found) {
    return new LoopShape(
        system,
        input,
        output,
        results,
        weights,
        history,
        cache,
        Optional.of(new Carried(tokens, found)));
  }

  /// The most turns.
  public long turns() {
    return weights.isEmpty() ? 0 : weights.getLast().until();
  }

  /// The expected number of turns.
  public BigDecimal expectedTurns() {
    var sum = BigDecimal.ZERO;
    long last = 0;
    for (var weight : weights) {
      sum = sum.add(weight.share().multiply(BigDecimal.valueOf(weight.until() - last)));
      last = weight.until();
    }
    return sum;
  }

  private BigDecimal growth() {
    return input.add(output).add(results);
  }

  /// Turns whose prompts are an arithmetic series.
  ///
  /// @param first turn, from 1
  /// @param turns their number
  /// @param prompt of the first
  /// @param step from one prompt to the next
  /// @param found the tokens of the first prompt that were sent before
  /// @param regrown whether a later turn finds the whole prompt before it; else as much as the
  ///     first
  /// @param summary tokens that the last turn writes beside its answer
  record Series(
      long first,
      long turns,
      BigDecimal prompt,
      BigDecimal step,
      BigDecimal found,
      boolean regrown,
      BigDecimal summary) {
    BigDecimal promptOf(long turn) {
      return prompt.add(step.multiply(BigDecimal.valueOf(turn - first)));
    }

    /// What turn `turn` sends that was sent before.
    BigDecimal foundBy(long turn) {
      return turn == first || !regrown ? found : promptOf(turn - 1);
    }

    private Series until(long last, BigDecimal written) {
      return new Series(first, last - first + 1, prompt, step, found, regrown, written);
    }

    long last() {
      return first + turns - 1;
    }

    /// The first turn whose prompt is over `limit`; the one behind the last if none is.
    long firstOver(BigDecimal limit) {
      return prompt.compareTo(limit) > 0
          ? first
          : behind(limit.subtract(prompt), RoundingMode.FLOOR, 1);
    }

    /// The first turn whose prompt is `limit` or more; the one behind the last if none is.
    long firstFrom(BigDecimal limit) {
      return prompt.compareTo(limit) >= 0
          ? first
          : behind(limit.subtract(prompt), RoundingMode.CEILING, 0);
    }

    private long behind(BigDecimal missing, RoundingMode rounding, long more) {
      if (step.signum() == 0) {
        return first + turns;
      }
      var steps = missing.divide(step, 0, rounding).add(BigDecimal.valueOf(more));
      return first + steps.min(BigDecimal.valueOf(turns)).longValueExact();
    }
  }

  /// All turns, in order.
  List<Series> series() {
    var all = new ArrayList<Series>();
    var base = carried.map(Carried::tokens).orElse(BigDecimal.ZERO).add(system);
    var found = carried.map(Carried::found).orElse(BigDecimal.ZERO);
    long next = 1;
    while (next <= turns()) {
      var rest =
          new Series(
              next, turns() - next + 1, base.add(input), growth(), found, true, BigDecimal.ZERO);
      switch (history) {
        case History.Kept _ -> all.add(rest);
        case History.Window(var tokens) -> addWindowed(rest, tokens, all);
        case History.Compacted(var at, var to) -> {
          all.add(compacted(rest, at, to));
          base = system.add(to);
          found = system;
        }
      }
      next = all.getLast().last() + 1;
    }
    return all;
  }

  private void addWindowed(Series rest, BigDecimal tokens, List<Series> all) {
    long over = rest.firstOver(tokens);
    if (over > rest.first()) {
      all.add(rest.until(over - 1, BigDecimal.ZERO));
    }
    if (over <= rest.last()) {
      var kept =
          over > rest.first() || rest.found().signum() > 0 ? system.min(tokens) : BigDecimal.ZERO;
      all.add(level(over, 1, tokens, kept));
      if (over < rest.last()) {
        all.add(level(over + 1, rest.last() - over, tokens, system.min(tokens)));
      }
    }
  }

  /// Turns with prompts of one length, of which only `found` is sent unchanged.
  private static Series level(long first, long turns, BigDecimal prompt, BigDecimal found) {
    return new Series(first, turns, prompt, BigDecimal.ZERO, found, false, BigDecimal.ZERO);
  }

  private static Series compacted(Series rest, BigDecimal at, BigDecimal to) {
    long reached = rest.firstFrom(at);
    return reached > rest.last() ? rest : rest.until(reached, to);
  }
}
