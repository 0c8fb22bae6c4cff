package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.price.RateCard.Rate;
import routercost.usage.Identified;
import routercost.usage.Meter;
import routercost.usage.UsageKey;
import routercost.whatif.AgentLoop;
import routercost.whatif.Route;
import routercost.whatif.WithPromptCache;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Step.StepPlan;

/// The point where a change of routing stops paying.
///
/// @param stage of a cascade that it is about, from 1
/// @param low its value with all ranges at their low ends
/// @param high its value with all ranges at their high ends
/// @param assumed the value that the pipeline assumes, if it assumes one
public record PipelineBreakEven(
    String step, Kind kind, int stage, BigDecimal low, BigDecimal high, Optional<Assumed> assumed) {
  /// The name in figures, with the stage from the second on.
  public String id() {
    return stage > 1 ? kind.id() + "_" + stage : kind.id();
  }

  /// What a break-even is about, within a step.
  private record Subject(Kind kind, int stage) {}

  /// The assumption of a pipeline, with all ranges at their low ends and at their high ends.
  public record Assumed(BigDecimal low, BigDecimal high) {}

  /// The quantity that has a break-even (economics of routing, sections 2a to 2c).
  public enum Kind implements Identified {
    /// p*: a cascade pays while fewer calls than this share go on.
    ESCALATION_RATE,
    /// Δf*: the cheaper model pays while it fails by no more than this share more often.
    FAILURE_RATE_GAP,
    /// F*: the cheaper model pays while a failure costs less than this, in US dollars.
    COST_PER_FAILURE,
    /// F* in seconds of work.
    SECONDS_PER_FAILURE,
    /// η*: a cache pays from this hit rate on.
    CACHE_HIT_RATE;
  }

  static List<PipelineBreakEven> of(Estimate estimate) {
    var solver = new Solver(estimate.pipeline().book(), estimate.day());
    return estimate.pipeline().steps().stream().flatMap(solver::of).toList();
  }

  /// A break-even at one point, and the assumption there.
  private record Value(BigDecimal value, Optional<BigDecimal> assumed) {}

  /// The search for the break-evens of a step at the prices of one day.
  private record Solver(PriceBook book, LocalDate day) {
    private Stream<PipelineBreakEven> of(StepPlan plan) {
      var low = at(plan.step().at(RangePoint.LOW));
      var high = at(plan.step().at(RangePoint.HIGH));
      return low.entrySet().stream()
          .flatMap(
              entry ->
                  Optional.ofNullable(high.get(entry.getKey())).stream()
                      .map(upper -> even(plan.id(), entry.getKey(), entry.getValue(), upper)));
    }

    private static PipelineBreakEven even(String step, Subject about, Value low, Value high) {
      var assumed =
          low.assumed().flatMap(first -> high.assumed().map(second -> new Assumed(first, second)));
      return new PipelineBreakEven(
          step, about.kind(), about.stage(), low.value(), high.value(), assumed);
    }

    private Map<Subject, Value> at(Step step) {
      var values = new LinkedHashMap<Subject, Value>();
      if (!(step.work() instanceof StepCost.Calls calls)
          || step.times().signum() == 0
          || !StepPrice.of(step, book, day).isComplete()) {
        return values;
      }
      escalations(step, calls, values);
      failures(step, values);
      hits(step, calls).ifPresent(rate -> values.put(new Subject(Kind.CACHE_HIT_RATE, 1), rate));
      return values;
    }

    /// `(without the stage − cost at p = 0) / (cost at p = 1 − cost at p = 0)` for each stage but
    /// the last, the others as assumed: the cost is linear in p. With two stages and equal second
    /// attempts that is `1 − (h + v) / s`.
    private void escalations(Step step, StepCost.Calls calls, Map<Subject, Value> values) {
      var cascade = calls.after().cascade();
      if (cascade.isEmpty() || calls.after() instanceof AgentLoop) {
        return;
      }
      var stages = cascade.get().stages();
      for (int i = 0; i < stages.size() - 1; i++) {
        if (stages.get(i).retries() == 0) {
          var never = cost(step, calls, cascade.get().escalating(i, BigDecimal.ZERO));
          var always = cost(step, calls, cascade.get().escalating(i, BigDecimal.ONE));
          var without = cost(step, calls, cascade.get().without(i));
          var about = new Subject(Kind.ESCALATION_RATE, i + 1);
          var assumed = Optional.of(stages.get(i).escalate());
          quotient(without.subtract(never), always.subtract(never))
              .ifPresent(rate -> values.put(about, new Value(rate, assumed)));
        }
      }
    }

    /// The cost of the calls on `inner`, batched if the step is.
    private BigDecimal cost(Step step, StepCost.Calls calls, Route inner) {
      var route = calls.after() instanceof Route.Batched ? new Route.Batched(inner) : inner;
      var changed =
          new Step(
              step.id(),
              step.times(),
              new StepCost.Calls(calls.input(), calls.output(), calls.before(), route),
              FailureAndWaitCost.NONE,
              FailureAndWaitCost.NONE);
      return StepPrice.of(changed, book, day).after().models().usd();
    }

    /// `Δf* = Δc / F` and `F* = Δc / Δf`, with the cost of waiting in Δc.
    private void failures(Step step, Map<Subject, Value> values) {
      if (step.before().failure().isEmpty() && step.after().failure().isEmpty()) {
        return;
      }
      var price = StepPrice.of(step, book, day);
      var gap = step.after().failureRate().subtract(step.before().failureRate());
      var cost = step.after().failure().or(() -> step.before().failure()).orElseThrow().cost();
      quotient(otherCosts(price.before()).subtract(otherCosts(price.after())), step.times())
          .ifPresent(
              cheaper -> {
                quotient(cheaper, cost)
                    .ifPresent(
                        rate ->
                            values.put(
                                new Subject(Kind.FAILURE_RATE_GAP, 1),
                                new Value(rate, Optional.of(gap))));
                costPerFailure(step, cheaper, gap, cost, values);
              });
    }

    private static void costPerFailure(
        Step step,
        BigDecimal cheaper,
        BigDecimal gap,
        BigDecimal cost,
        Map<Subject, Value> values) {
      if (gap.signum() <= 0) {
        return;
      }
      var most = quotient(cheaper, gap).orElseThrow();
      values.put(new Subject(Kind.COST_PER_FAILURE, 1), new Value(most, Optional.of(cost)));
      var hourly = step.after().hourlyRate().or(() -> step.before().hourlyRate());
      hourly.ifPresent(
          rate ->
              quotient(cheaper.multiply(FailureAndWaitCost.SECONDS_PER_HOUR), gap.multiply(rate))
                  .ifPresent(
                      seconds ->
                          values.put(
                              new Subject(Kind.SECONDS_PER_FAILURE, 1),
                              new Value(
                                  seconds,
                                  quotient(
                                      cost.multiply(FailureAndWaitCost.SECONDS_PER_HOUR), rate)))));
    }

    /// All costs but those of failures.
    private static BigDecimal otherCosts(Costs costs) {
      return costs.total().minus(costs.failures()).usd();
    }

    /// `(w − b) / (w − r)`: from there on reads save more than writes cost.
    private Optional<Value> hits(Step step, StepCost.Calls calls) {
      var targets = calls.after().targets();
      var model = targets.isEmpty() ? calls.models().getFirst() : targets.getFirst();
      return calls
          .after()
          .promptCache()
          .filter(cached -> isCached(step, cached))
          .flatMap(cached -> hits(step, model, cached));
    }

    private boolean isCached(Step step, WithPromptCache cached) {
      return StepPrice.of(step, book, day)
          .slices(false)
          .anyMatch(
              slice ->
                  slice.usage().of(Meter.CACHE_READ).signum() > 0
                      || slice.usage().of(cached.lifetime()).signum() > 0);
    }

    private Optional<Value> hits(Step step, String model, WithPromptCache cached) {
      if (!(book.quoteInstead(UsageKey.of(day, step.id(), model)) instanceof Quote.Priced(var card))
          || !card.rates().containsKey(Meter.INPUT)
          || !card.rates().containsKey(Meter.CACHE_READ)
          || !card.rates().containsKey(cached.lifetime())) {
        return Optional.empty();
      }
      var base = usd(card.rates(), Meter.INPUT);
      var read = usd(card.rates(), Meter.CACHE_READ);
      var write = usd(card.rates(), cached.lifetime());
      return quotient(write.subtract(base), write.subtract(read))
          .map(rate -> new Value(rate, Optional.of(cached.hitRate())));
    }

    private static BigDecimal usd(Map<Meter, Rate> rates, Meter meter) {
      return Optional.ofNullable(rates.get(meter)).orElseThrow().usd();
    }

    private static Optional<BigDecimal> quotient(BigDecimal part, BigDecimal whole) {
      return Formula.quotient(part, whole).map(BigDecimal::stripTrailingZeros);
    }
  }
}
