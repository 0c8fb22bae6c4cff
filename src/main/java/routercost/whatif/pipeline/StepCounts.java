package routercost.whatif.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.whatif.Targets;

/// How many steps run on which tier or model, by the names that the pipeline uses.
///
/// @param onModels the steps that run on any
/// @param before steps by name; a step on several counts on each
/// @param after the same, afterwards
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
      case StepCost.Calls calls -> Targets.of(calls.before());
      case StepCost.KnownCosts known -> List.of(known.modelBefore());
      case StepCost.Units _ -> List.of();
      case StepCost.Logged logged ->
          logged.slices().stream().map(slice -> slice.key().model()).distinct().toList();
    };
  }

  private static List<String> after(StepCost work) {
    return switch (work) {
      case StepCost.Calls calls -> or(Targets.of(calls.after()), before(work));
      case StepCost.KnownCosts known -> List.of(known.modelAfter());
      case StepCost.Units _ -> List.of();
      case StepCost.Logged logged -> or(Targets.of(logged.after()), before(work));
    };
  }

  private static List<String> or(List<String> names, List<String> others) {
    return names.isEmpty() ? others : names;
  }
}
