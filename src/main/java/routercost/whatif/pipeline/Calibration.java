package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.pipeline.Step.StepPlan;

/// A pipeline as it is described beside what a log says of it, step by step. A step is the task of
/// its name.
///
/// @param runs how many runs the log has
/// @param runsGuessed whether that is taken from the calls of the steps
/// @param lines of the steps that call models by tokens
/// @param missing steps that the log does not have
/// @param unknown tasks of the log that no step has
public record Calibration(
    BigDecimal runs,
    boolean runsGuessed,
    List<Line> lines,
    List<String> missing,
    List<String> unknown) {
  private static final int DIGITS = 20;

  public Calibration {
    lines = List.copyOf(lines);
    missing = List.copyOf(missing);
    unknown = List.copyOf(unknown);
  }

  /// One step, described in the middle of its ranges and logged.
  public record Line(String step, Rates described, Rates logged) {
    /// By how much of the described cost the logged one differs; empty if nothing was described.
    public Optional<BigDecimal> drift() {
      return described.cost().isZero()
          ? Optional.empty()
          : Optional.of(
              logged
                  .cost()
                  .minus(described.cost())
                  .usd()
                  .divide(described.cost().usd(), DIGITS, RoundingMode.HALF_UP));
    }
  }

  /// What a step does.
  ///
  /// @param calls in one run
  /// @param input tokens of the whole prompt of each call
  /// @param output tokens of each answer
  /// @param cost of one run
  /// @param cache what of the prompt was cached; empty if nothing was
  public record Rates(
      BigDecimal calls, BigDecimal input, BigDecimal output, Money cost, Optional<Cache> cache) {}

  /// A cache as it was used.
  ///
  /// @param prefix tokens of each prompt that were read from it or written to it
  /// @param hitRate the share of them that was read
  /// @param lifetime the meter of most of its writes
  public record Cache(BigDecimal prefix, BigDecimal hitRate, Meter lifetime) {
    private static Optional<Cache> of(Usage usage) {
      var read = usage.of(Meter.CACHE_READ);
      var hourly = usage.of(Meter.CACHE_WRITE_1H);
      var others = usage.of(Meter.CACHE_WRITE_5M).add(usage.of(Meter.CACHE_WRITE_UNKNOWN));
      var cached = read.add(hourly).add(others);
      var lifetime = hourly.compareTo(others) > 0 ? Meter.CACHE_WRITE_1H : Meter.CACHE_WRITE_5M;
      return cached.signum() == 0
          ? Optional.empty()
          : Optional.of(
              new Cache(quotient(cached, usage.of(Meter.CALLS)), quotient(read, cached), lifetime));
    }
  }

  /// `estimate` against the calls of `log`, at the same prices.
  ///
  /// @param runs that the log has, if that is known; else the median over the steps
  public static Calibration of(Estimate estimate, UsageCube log, Optional<BigDecimal> runs) {
    var described = new ArrayList<Line>();
    var missing = new ArrayList<String>();
    for (var plan : estimate.pipeline().steps()) {
      var step = plan.step().at(RangePoint.MIDDLE);
      if (step.work() instanceof StepCost.Calls) {
        var logged = log.where(key -> key.task().equals(step.id()));
        if (logged.total().of(Meter.CALLS).signum() == 0) {
          missing.add(step.id());
        } else {
          var ledger = StepPrice.of(step, estimate.pipeline().book(), estimate.day());
          described.add(new Line(step.id(), described(step, ledger), total(logged, estimate)));
        }
      }
    }
    var counted = runs.orElseGet(() -> guessed(described));
    var known = new TreeSet<>(estimate.pipeline().steps().stream().map(StepPlan::id).toList());
    return new Calibration(
        counted,
        runs.isEmpty(),
        described.stream().map(line -> perRun(line, counted)).toList(),
        missing,
        log.cells().keySet().stream()
            .map(UsageKey::task)
            .filter(task -> !known.contains(task))
            .distinct()
            .toList());
  }

  private static Rates described(Step step, StepPrice price) {
    var usage = price.usage().getFirst().original().usage();
    return new Rates(
        step.times(),
        quotient(usage.prompt(), step.times()),
        quotient(usage.of(Meter.OUTPUT), step.times()),
        price.before().models(),
        Cache.of(price.slices(true).map(Slice::usage).reduce(Usage.NONE, Usage::plus)));
  }

  /// What the log has in all, with tokens by the call.
  private static Rates total(UsageCube logged, Estimate estimate) {
    var usage = logged.total();
    var calls = usage.of(Meter.CALLS);
    var bill =
        Ledger.of(
            logged, key -> estimate.pipeline().book().quoteInstead(key.withDay(estimate.day())));
    return new Rates(
        calls,
        quotient(usage.prompt(), calls),
        quotient(usage.of(Meter.OUTPUT), calls),
        bill.total(),
        Cache.of(usage));
  }

  private static Line perRun(Line line, BigDecimal runs) {
    var all = line.logged();
    return new Line(
        line.step(),
        line.described(),
        new Rates(
            quotient(all.calls(), runs),
            all.input(),
            all.output(),
            new Money(quotient(all.cost().usd(), runs)),
            all.cache()));
  }

  /// The median of logged calls by described ones; 1 if no step says anything.
  private static BigDecimal guessed(List<Line> lines) {
    var ratios =
        lines.stream()
            .filter(line -> line.described().calls().signum() > 0)
            .map(line -> quotient(line.logged().calls(), line.described().calls()))
            .sorted()
            .toList();
    return ratios.isEmpty() ? BigDecimal.ONE : ratios.get((ratios.size() - 1) / 2);
  }

  private static BigDecimal quotient(BigDecimal part, BigDecimal of) {
    return of.signum() == 0
        ? BigDecimal.ZERO
        : part.divide(of, DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
