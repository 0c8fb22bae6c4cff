package routercost.whatif.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.whatif.AgentLoop;
import routercost.whatif.LoopShape;
import routercost.whatif.LoopShape.History;
import routercost.whatif.Route;

/// A change of a pipeline after it was written: other models for some steps, and compaction
/// for all agents that do not compact earlier.
///
/// @param moves by step, or by the role of steps; the last that fits counts
public record PlanChange(Map<String, Route> moves, Optional<History.Compacted> compact) {
  public PlanChange {
    moves = new LinkedHashMap<>(moves);
  }

  /// The names of moves that fit no step of `pipelines`.
  public List<String> unknown(List<Pipeline> pipelines) {
    var known = new TreeSet<String>();
    pipelines.forEach(pipeline -> known.addAll(names(pipeline)));
    return moves.keySet().stream().filter(name -> !known.contains(name)).toList();
  }

  /// The steps of `pipeline` that can move, and their roles.
  public static List<String> names(Pipeline pipeline) {
    return pipeline.steps().stream()
        .flatMap(plan -> Stream.of(plan.id(), plan.role()))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /// `pipeline` with this change to what runs after.
  public Pipeline of(Pipeline pipeline) {
    var steps = new ArrayList<Step.StepPlan>();
    for (var plan : pipeline.steps()) {
      var route =
          Optional.ofNullable(moves.get(plan.id()))
              .or(() -> Optional.ofNullable(moves.get(plan.role())));
      steps.add(plan.map(step -> changed(step, route)));
    }
    return new Pipeline(
        pipeline.name(),
        pipeline.unit(),
        pipeline.runs(),
        steps,
        pipeline.claims(),
        pipeline.book());
  }

  private Step changed(Step step, Optional<Route> route) {
    StepCost work =
        switch (step.work()) {
          case StepCost.Calls calls ->
              new StepCost.Calls(
                  calls.input(), calls.output(), calls.before(), after(calls.after(), route));
          case StepCost.Logged logged ->
              new StepCost.Logged(
                  logged.slices(),
                  route.orElse(logged.after()),
                  logged.reshaped().map(shapes -> reshaped(shapes)));
          case StepCost.KnownCosts known -> known;
          case StepCost.Units units -> units;
        };
    return new Step(step.id(), step.times(), work, step.before(), step.after());
  }

  private StepCost.Reshaped reshaped(StepCost.Reshaped shapes) {
    return new StepCost.Reshaped(shapes.before(), compacted(shapes.after()));
  }

  /// `shape` with the new history, unless it compacts earlier already, or its shortest prompt after
  /// the summary is as long as that.
  private LoopShape compacted(LoopShape shape) {
    if (compact.isEmpty()
        || shape.system().add(shape.input()).add(compact.get().to()).compareTo(compact.get().at())
            >= 0
        || (shape.history() instanceof History.Compacted(var at, _)
            && at.compareTo(compact.get().at()) <= 0)) {
      return shape;
    }
    return shape.with(compact.get());
  }

  private Route after(Route planned, Optional<Route> route) {
    if (!(planned instanceof AgentLoop(var served, LoopShape shape, var handover))) {
      return route.orElse(planned);
    }
    return new AgentLoop(route.orElse(served), compacted(shape), handover);
  }
}
