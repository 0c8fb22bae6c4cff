package routercost.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.whatif.Route.AnswerCheck;

/// Attempts one after another: what the first stage does not get right goes to the next.
///
/// The attempts before the last are paid for although nothing comes of them. Expected cost: `Σ_k
/// (c_k + v_k) · Π_{j<k} p_j` (FrugalGPT, arXiv 2305.05176, with the validator `v` always in).
///
/// @param stages the first gets every call
/// @param attemptShown whether a later stage reads the failed answer before it: its prompts are
///     longer by the length of one answer
public record Cascade(List<Stage> stages, boolean attemptShown) implements Route {
  /// One attempt.
  ///
  /// @param validator looks at each of its answers
  /// @param escalate the share of answers that are rejected; meaningless for the last stage
  /// @param retries how often a rejected call is tried again here, each time as likely to be
  ///     rejected; then it goes on
  /// @param wrong the share of the calls that arrive whose answers are accepted although wrong
  public record Stage(
      Route route,
      Optional<AnswerCheck> validator,
      BigDecimal escalate,
      int retries,
      BigDecimal wrong) {
    public Stage(Route route, Optional<AnswerCheck> validator, BigDecimal escalate, int retries) {
      this(route, validator, escalate, retries, BigDecimal.ZERO);
    }

    /// A stage without validator and retries.
    public static Stage of(Route route, BigDecimal escalate) {
      return new Stage(route, Optional.empty(), escalate, 0);
    }

    /// Attempts for each call that arrives: 1 + p + … + p^retries.
    BigDecimal attempts() {
      var attempts = BigDecimal.ONE;
      for (int i = 0; i < retries; i++) {
        attempts = attempts.multiply(escalate).add(BigDecimal.ONE);
      }
      return attempts;
    }

    /// The share of what arrives that goes on to the next stage.
    BigDecimal passedOn() {
      return escalate.pow(retries + 1);
    }

    private Stage escalating(BigDecimal rate) {
      return new Stage(route, validator, rate, retries, wrong);
    }

    private RewrittenSlice apply(Slice arrived, BigDecimal share, PriceBook book, Effects effects) {
      var tried = arrived.times(attempts());
      return RewrittenSlice.sum(
          Stream.concat(
              Stream.of(route.colder(share.multiply(attempts())).apply(tried, book, effects)),
              validator.map(check -> check.of(tried, book)).stream()));
    }
  }

  public Cascade {
    stages = List.copyOf(stages);
    if (stages.size() < 2) {
      throw new IllegalArgumentException("a cascade has two stages or more");
    }
  }

  /// This cascade with `escalate` as the rate of one stage, counted from 0.
  public Cascade escalating(int stage, BigDecimal escalate) {
    var changed = new ArrayList<>(stages);
    changed.set(stage, stages.get(stage).escalating(escalate));
    return new Cascade(changed, attemptShown);
  }

  /// The route that is left without one stage, counted from 0.
  public Route without(int stage) {
    var left = new ArrayList<>(stages);
    left.remove(stage);
    return left.size() == 1 ? left.getFirst().route() : new Cascade(left, attemptShown);
  }

  /// The share of calls whose answers stay wrong: accepted by a validator, or of the last stage.
  public BigDecimal wrong() {
    var wrong = BigDecimal.ZERO;
    var reached = BigDecimal.ONE;
    for (var stage : stages) {
      wrong = wrong.add(reached.multiply(stage.wrong()));
      reached = reached.multiply(stage.passedOn());
    }
    return wrong;
  }

  /// The expected cost of a call whose attempts have known costs.
  ///
  /// @param check the cost of looking at an answer of any stage but the last
  public BigDecimal expected(Function<Route, BigDecimal> cost, BigDecimal check) {
    var expected = BigDecimal.ZERO;
    var reached = BigDecimal.ONE;
    for (int i = 0; i < stages.size(); i++) {
      var stage = stages.get(i);
      var each = cost.apply(stage.route());
      var checked = i == stages.size() - 1 ? each : each.add(check);
      expected = expected.add(reached.multiply(stage.attempts()).multiply(checked));
      reached = reached.multiply(stage.passedOn());
    }
    return expected;
  }

  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    var parts = new ArrayList<RewrittenSlice>();
    var reached = BigDecimal.ONE;
    for (var stage : stages) {
      if (reached.signum() > 0) {
        parts.add(stage.apply(arriving(slice, reached, parts.isEmpty()), reached, book, effects));
      }
      reached = reached.multiply(stage.passedOn());
    }
    return RewrittenSlice.sum(parts.stream());
  }

  private Slice arriving(Slice slice, BigDecimal reached, boolean first) {
    return first || !attemptShown ? slice.times(reached) : withAttempt(slice).times(reached);
  }

  private static Slice withAttempt(Slice slice) {
    var usage = slice.usage();
    var input = usage.of(Meter.INPUT).add(usage.of(Meter.OUTPUT));
    return new Slice(slice.key(), usage.with(Meter.INPUT, input));
  }
}
