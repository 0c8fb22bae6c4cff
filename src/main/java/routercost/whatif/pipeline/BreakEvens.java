package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.UsageKey;
import routercost.whatif.Route;
import routercost.whatif.Targets;
import routercost.whatif.WithPromptCache;

/// Works out where the changes of an estimate stop to pay.
final class BreakEvens {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  private final PriceBook book;
  private final LocalDate day;

  private BreakEvens(PriceBook book, LocalDate day) {
    this.book = book;
    this.day = day;
  }

  /// A break-even at one point, and what is assumed there.
  private record Value(BigDecimal value, Optional<BigDecimal> assumed) {}

  static List<PipelineBreakEven> of(Estimate estimate) {
    var evens = new BreakEvens(estimate.pipeline().book(), estimate.day());
    return estimate.plans().flatMap(evens::of).toList();
  }

  private Stream<PipelineBreakEven> of(StepPlan plan) {
    var low = at(plan.step().at(RangePoint.LOW));
    var high = at(plan.step().at(RangePoint.HIGH));
    return low.entrySet().stream()
        .flatMap(
            entry ->
                Optional.ofNullable(high.get(entry.getKey())).stream()
                    .map(upper -> even(plan.id(), entry.getKey(), entry.getValue(), upper)));
  }

  private static PipelineBreakEven even(
      String step, PipelineBreakEven.Kind kind, Value low, Value high) {
    var assumed =
        low.assumed()
            .flatMap(one -> high.assumed().map(other -> new PipelineBreakEven.Assumed(one, other)));
    return new PipelineBreakEven(step, kind, low.value(), high.value(), assumed);
  }

  private Map<PipelineBreakEven.Kind, Value> at(Step step) {
    var values = new EnumMap<PipelineBreakEven.Kind, Value>(PipelineBreakEven.Kind.class);
    if (!(step.work() instanceof StepCost.Calls calls)
        || step.times().signum() == 0
        || !StepPrice.of(step, book, day).isComplete()) {
      return values;
    }
    escalation(step, calls).ifPresent(it -> values.put(PipelineBreakEven.Kind.ESCALATION_RATE, it));
    failures(step, values);
    hits(step, calls).ifPresent(it -> values.put(PipelineBreakEven.Kind.CACHE_HIT_RATE, it));
    return values;
  }

  /// `(direct − cost at p = 0) / (cost at p = 1 − cost at p = 0)`: the cost of a cascade of two is
  /// linear in p. With equal second attempts that is `1 − (h + v) / s`.
  private Optional<Value> escalation(Step step, StepCost.Calls calls) {
    var cascade = Targets.cascade(calls.after());
    if (cascade.isEmpty()
        || cascade.get().stages().size() != 2
        || cascade.get().stages().getFirst().retries() > 0) {
      return Optional.empty();
    }
    var never = cost(step, calls, cascade.get().escalating(BigDecimal.ZERO));
    var always = cost(step, calls, cascade.get().escalating(BigDecimal.ONE));
    var direct = cost(step, calls, cascade.get().stages().getLast().route());
    return quotient(direct.subtract(never), always.subtract(never))
        .map(rate -> new Value(rate, Optional.of(cascade.get().stages().getFirst().escalate())));
  }

  /// What the calls cost on `inner`, batched if they are to be.
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
  private void failures(Step step, Map<PipelineBreakEven.Kind, Value> values) {
    if (step.before().failure().isEmpty() && step.after().failure().isEmpty()) {
      return;
    }
    var price = StepPrice.of(step, book, day);
    var gap = step.after().failureRate().subtract(step.before().failureRate());
    var cost = step.after().failure().or(() -> step.before().failure()).orElseThrow().cost();
    quotient(beside(price.before()).subtract(beside(price.after())), step.times())
        .ifPresent(
            cheaper -> {
              quotient(cheaper, cost)
                  .ifPresent(
                      rate ->
                          values.put(
                              PipelineBreakEven.Kind.FAILURE_RATE_GAP,
                              new Value(rate, Optional.of(gap))));
              costPerFailure(step, cheaper, gap, cost, values);
            });
  }

  private static void costPerFailure(
      Step step,
      BigDecimal cheaper,
      BigDecimal gap,
      BigDecimal cost,
      Map<PipelineBreakEven.Kind, Value> values) {
    if (gap.signum() <= 0) {
      return;
    }
    var most = quotient(cheaper, gap).orElseThrow();
    values.put(PipelineBreakEven.Kind.COST_PER_FAILURE, new Value(most, Optional.of(cost)));
    var hourly = step.after().hourlyRate().or(() -> step.before().hourlyRate());
    hourly.ifPresent(
        rate ->
            quotient(cheaper.multiply(SECONDS_PER_HOUR), gap.multiply(rate))
                .ifPresent(
                    seconds ->
                        values.put(
                            PipelineBreakEven.Kind.SECONDS_PER_FAILURE,
                            new Value(seconds, quotient(cost.multiply(SECONDS_PER_HOUR), rate)))));
  }

  /// All costs but those of failures.
  private static BigDecimal beside(Costs costs) {
    return costs.total().minus(costs.failures()).usd();
  }

  /// `(w − b) / (w − r)`: from there on reads save more than writes cost.
  private Optional<Value> hits(Step step, StepCost.Calls calls) {
    var targets = Targets.of(calls.after());
    var model = targets.isEmpty() ? Targets.of(calls.before()).getFirst() : targets.getFirst();
    return Targets.cached(calls.after())
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

  private static Optional<BigDecimal> quotient(BigDecimal part, BigDecimal of) {
    return of.signum() == 0
        ? Optional.empty()
        : Optional.of(part.divide(of, Formula.DIGITS, RoundingMode.HALF_UP).stripTrailingZeros());
  }
}
