package routercost.whatif.pipeline;

import java.math.BigDecimal;
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
import routercost.whatif.AgentLoop;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Step.StepPlan;

/// A pipeline as described next to a log of it, step by step. The calls of a step are those of the
/// task of its name.
///
/// @param runs the number of runs in the log
/// @param runsGuessed whether that number is derived from the calls of the steps
/// @param lines of the steps that call models by tokens
/// @param missing steps without calls in the log
/// @param unknown tasks of the log without a step
public record Calibration(
    BigDecimal runs,
    boolean runsGuessed,
    List<Line> lines,
    List<String> missing,
    List<String> unknown) {
  /// The step of calls without a task.
  public static final String NO_TASK = "(none)";

  public Calibration {
    lines = List.copyOf(lines);
    missing = List.copyOf(missing);
    unknown = List.copyOf(unknown);
  }

  /// One step, described in the middle of its ranges and logged.
  public record Line(String step, Rates described, Rates logged) {
    /// The difference of the logged cost as a share of the described one; empty if that is nothing.
    public Optional<BigDecimal> drift() {
      return Formula.quotient(logged.cost().minus(described.cost()).usd(), described.cost().usd());
    }
  }

  /// The calls of a step.
  ///
  /// @param calls in one run
  /// @param input tokens of the whole prompt of each call
  /// @param output tokens of each answer
  /// @param cost of one run
  /// @param cache the use of a prompt cache; empty if nothing was cached
  public record Rates(
      BigDecimal calls, BigDecimal input, BigDecimal output, Money cost, Optional<Cache> cache) {}

  /// The use of a prompt cache.
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

  /// Compares `estimate` with the calls of `log`, at the same prices.
  ///
  /// @param runs in the log, if known; else the median over the steps is taken, those of agents
  ///     only where there are no others, as their turns may be more or fewer than described
  public static Calibration of(Estimate estimate, UsageCube log, Optional<BigDecimal> runs) {
    var described = new ArrayList<Line>();
    var single = new ArrayList<Line>();
    var missing = new ArrayList<String>();
    for (var plan : estimate.pipeline().steps()) {
      var step = plan.step().at(RangePoint.MIDDLE);
      if (step.work() instanceof StepCost.Calls || step.work() instanceof StepCost.Logged) {
        var logged = log.where(key -> name(key.task()).equals(step.id()));
        if (logged.total().of(Meter.CALLS).signum() == 0) {
          missing.add(step.id());
        } else {
          var ledger = StepPrice.of(step, estimate.pipeline().book(), estimate.day());
          var line = new Line(step.id(), described(step, ledger), total(logged, estimate));
          described.add(line);
          if (!isAgent(step)) {
            single.add(line);
          }
        }
      }
    }
    var counted = runs.orElseGet(() -> guessed(single.isEmpty() ? described : single));
    var known = new TreeSet<>(estimate.pipeline().steps().stream().map(StepPlan::id).toList());
    return new Calibration(
        counted,
        runs.isEmpty(),
        described.stream().map(line -> perRun(line, counted)).toList(),
        missing,
        log.cells().keySet().stream()
            .map(UsageKey::task)
            .map(Calibration::name)
            .filter(task -> !known.contains(task))
            .distinct()
            .toList());
  }

  /// The step of a task; calls without one have one step too.
  private static String name(String task) {
    return task.isEmpty() ? NO_TASK : task;
  }

  private static boolean isAgent(Step step) {
    return step.work() instanceof StepCost.Calls calls && calls.before() instanceof AgentLoop;
  }

  private static Rates described(Step step, StepPrice price) {
    boolean isSum = step.work() instanceof StepCost.Logged || isAgent(step);
    var usage =
        isSum
            ? Usage.sum(price.slices(true).map(Slice::usage))
            : price.usage().getFirst().original().usage();
    return new Rates(
        isSum ? usage.of(Meter.CALLS) : step.times(),
        quotient(usage.prompt(), usage.of(Meter.CALLS)),
        quotient(usage.of(Meter.OUTPUT), usage.of(Meter.CALLS)),
        price.before().models(),
        Cache.of(price.slices(true).map(Slice::usage).reduce(Usage.NONE, Usage::plus)));
  }

  /// The totals of the log, with tokens per call.
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
    var total = line.logged();
    return new Line(
        line.step(),
        line.described(),
        new Rates(
            quotient(total.calls(), runs),
            total.input(),
            total.output(),
            new Money(quotient(total.cost().usd(), runs)),
            total.cache()));
  }

  /// The median of logged calls by described ones; 1 if no step has calls.
  private static BigDecimal guessed(List<Line> lines) {
    var ratios =
        lines.stream()
            .filter(line -> line.described().calls().signum() > 0)
            .map(line -> quotient(line.logged().calls(), line.described().calls()))
            .sorted()
            .toList();
    return ratios.isEmpty() ? BigDecimal.ONE : ratios.get((ratios.size() - 1) / 2);
  }

  private static BigDecimal quotient(BigDecimal part, BigDecimal whole) {
    return Formula.quotient(part, whole)
        .map(BigDecimal::stripTrailingZeros)
        .orElse(BigDecimal.ZERO);
  }
}
