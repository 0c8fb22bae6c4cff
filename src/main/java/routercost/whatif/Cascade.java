package routercost.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  public record Stage(
      Route route, Optional<AnswerCheck> validator, BigDecimal escalate, int retries) {
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

    private RewrittenSlice apply(Slice arrived, PriceBook book, Effects effects) {
      var tried = arrived.times(attempts());
      return RewrittenSlice.sum(
          Stream.concat(
              Stream.of(route.apply(tried, book, effects)),
              validator.map(check -> check.of(tried, book)).stream()));
    }
  }

  public Cascade {
    stages = List.copyOf(stages);
    if (stages.size() < 2) {
      throw new IllegalArgumentException("a cascade has two stages or more");
    }
  }

  /// This cascade with `escalate` as the rate of every stage: for the rate at which it stops to
  /// pay.
  public Cascade escalating(BigDecimal escalate) {
    return new Cascade(
        stages.stream()
            .map(stage -> new Stage(stage.route(), stage.validator(), escalate, stage.retries()))
            .toList(),
        attemptShown);
  }

  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    var parts = new ArrayList<RewrittenSlice>();
    var reached = BigDecimal.ONE;
    for (var stage : stages) {
      if (reached.signum() > 0) {
        parts.add(stage.apply(arriving(slice, reached, parts.isEmpty()), book, effects));
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
