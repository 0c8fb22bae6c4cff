package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.PriceBook;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Step.StepPlan;

/// The steps of one run, as they are and as they would be.
///
/// @param unit the product of one run
/// @param runs their number, if given
/// @param book the prices, with those of the pipeline itself on top
public record Pipeline(
    String name,
    String unit,
    Optional<Runs> runs,
    List<StepPlan> steps,
    List<Claim> claims,
    PriceBook book) {
  /// The number of runs in a period.
  ///
  /// @param count in one `per`, at the low end
  /// @param per `day`, `month`, …
  /// @param days of the period, where `count` is by day; 1 otherwise
  /// @param range of the count, if it is one
  public record Runs(BigDecimal count, String per, BigDecimal days, Optional<Parameter> range) {
    /// The runs of the whole period, at the low end.
    public BigDecimal all() {
      return count.multiply(days);
    }

    /// The runs of the whole period at `point`.
    BigDecimal at(RangePoint point) {
      return range.map(point::of).orElse(count).multiply(days);
    }

    /// The runs of the whole period, at the high end.
    public BigDecimal most() {
      return at(RangePoint.HIGH);
    }

    /// The period in words: `month`, `30 days`.
    public String period() {
      return days.compareTo(BigDecimal.ONE) == 0
          ? per
          : days.stripTrailingZeros().toPlainString() + " days";
    }
  }

  public Pipeline {
    steps = List.copyOf(steps);
    claims = List.copyOf(claims);
  }

  /// The uncertain numbers, in the order of the steps.
  public List<Parameter> parameters() {
    return steps.stream().flatMap(step -> step.parameters().stream()).toList();
  }

  /// The number of steps on each tier or model, by the names that the pipeline uses.
  ///
  /// @param onModels steps that run on any
  /// @param before steps by name; a step on several counts on each
  public record StepCounts(
      int onModels, SortedMap<String, Integer> before, SortedMap<String, Integer> after) {
    public StepCounts {
      before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
      after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    static StepCounts of(Pipeline pipeline) {
      var before = new TreeMap<String, Integer>();
      var after = new TreeMap<String, Integer>();
      int onModels = 0;
      for (var plan : pipeline.steps()) {
        var step = plan.step().at(RangePoint.LOW);
        var names = before(step.work());
        onModels += names.isEmpty() ? 0 : 1;
        names.forEach(name -> before.merge(name, 1, Integer::sum));
        after(step.work()).forEach(name -> after.merge(name, 1, Integer::sum));
      }
      return new StepCounts(onModels, before, after);
    }

    private static List<String> before(StepCost work) {
      return switch (work) {
        case StepCost.Calls calls -> calls.before().targets();
        case StepCost.KnownCosts known -> known.modelsBefore();
        case StepCost.Units _ -> List.of();
        case StepCost.Logged logged ->
            logged.slices().stream().map(slice -> slice.key().model()).distinct().toList();
      };
    }

    private static List<String> after(StepCost work) {
      return switch (work) {
        case StepCost.Calls(_, _, _, Route.Nothing _) -> List.of();
        case StepCost.Calls calls -> or(calls.after().targets(), before(work));
        case StepCost.KnownCosts known -> known.modelsAfter();
        case StepCost.Units _ -> List.of();
        case StepCost.Logged logged -> or(logged.after().targets(), before(work));
      };
    }

    private static List<String> or(List<String> names, List<String> others) {
      return names.isEmpty() ? others : names;
    }
  }
}
