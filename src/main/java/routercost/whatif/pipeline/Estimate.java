package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.whatif.Comparison;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Step.StepPlan;

/// A pipeline priced before and after, at both ends of its ranges and at every corner between.
///
/// @param day whose prices hold
/// @param lines in the order of the steps, those of one group together
public record Estimate(Pipeline pipeline, LocalDate day, List<Line> lines) {
  /// The costs of a step or a group of steps.
  ///
  /// @param corners costs with each range at one of its ends; the first has all at the low end, the
  ///     last all at the high end
  /// @param steps priced at the low end
  public record Line(String id, List<Ends> corners, List<StepPrice> steps) {
    public Line {
      corners = List.copyOf(corners);
      steps = List.copyOf(steps);
    }

    public Ends low() {
      return corners.getFirst();
    }

    public Ends high() {
      return corners.getLast();
    }

    /// Whether all of it has a price.
    public boolean isComplete() {
      return steps.stream().allMatch(StepPrice::isComplete);
    }
  }

  /// Costs before and after, at one point.
  public record Ends(Costs before, Costs after) {
    static final Ends NONE = new Ends(Costs.NONE, Costs.NONE);

    Ends plus(Ends other) {
      return new Ends(before.plus(other.before), after.plus(other.after));
    }
  }

  public Estimate {
    lines = List.copyOf(lines);
  }

  /// Prices `pipeline` on `day`.
  public static Estimate of(Pipeline pipeline, LocalDate day) {
    var byLine = new LinkedHashMap<String, List<StepPlan>>();
    pipeline
        .steps()
        .forEach(step -> byLine.computeIfAbsent(step.line(), _ -> new ArrayList<>()).add(step));
    var lines = new ArrayList<Line>();
    byLine.forEach((id, steps) -> lines.add(line(id, steps, pipeline, day)));
    return new Estimate(pipeline, day, lines);
  }

  private static Line line(String id, List<StepPlan> steps, Pipeline pipeline, LocalDate day) {
    var parameters = steps.stream().flatMap(step -> step.parameters().stream()).toList();
    var corners =
        RangePoint.corners(parameters).stream()
            .map(point -> ends(steps, point, pipeline, day))
            .toList();
    return new Line(id, corners, prices(steps, RangePoint.LOW, pipeline, day));
  }

  private static List<StepPrice> prices(
      List<StepPlan> steps, RangePoint point, Pipeline pipeline, LocalDate day) {
    return steps.stream()
        .map(plan -> StepPrice.of(plan.step().at(point), pipeline.book(), day))
        .toList();
  }

  private static Ends ends(
      List<StepPlan> steps, RangePoint point, Pipeline pipeline, LocalDate day) {
    return prices(steps, point, pipeline, day).stream()
        .map(price -> new Ends(price.before(), price.after()))
        .reduce(Ends.NONE, Ends::plus);
  }

  /// The costs of one run at `point`.
  public Ends at(RangePoint point) {
    return ends(pipeline.steps(), point, pipeline, day);
  }

  /// The cost and saving of one run.
  ///
  /// @param part of the costs that counts, such as all or those of models
  public Saving saving(Function<Costs, Money> part) {
    return Saving.of(joined(), part);
  }

  /// The priced lines, those whose ranges move together as one.
  private List<Line> joined() {
    var complete = priced(lines).stream().map(Line::id).collect(Collectors.toSet());
    var sets = new ArrayList<LinkedSteps>();
    for (var plan : pipeline.steps()) {
      if (complete.contains(plan.line())) {
        var set = LinkedSteps.of(plan);
        for (var other : List.copyOf(sets)) {
          if (set.meets(other)) {
            sets.remove(other);
            set = other.and(set);
          }
        }
        sets.add(set);
      }
    }
    return sets.stream().map(set -> set.line(this)).toList();
  }

  /// Steps of lines that share ranges.
  private record LinkedSteps(Set<String> lines, Set<String> links, List<StepPlan> steps) {
    static LinkedSteps of(StepPlan plan) {
      var links =
          plan.parameters().stream()
              .filter(Parameter::isRange)
              .map(Parameter::link)
              .collect(Collectors.toSet());
      return new LinkedSteps(Set.of(plan.line()), links, List.of(plan));
    }

    boolean meets(LinkedSteps other) {
      return !Collections.disjoint(lines, other.lines) || !Collections.disjoint(links, other.links);
    }

    LinkedSteps and(LinkedSteps more) {
      return new LinkedSteps(
          union(lines, more.lines), union(links, more.links), concat(steps, more.steps));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
      return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    private static List<StepPlan> concat(List<StepPlan> one, List<StepPlan> other) {
      return Stream.concat(one.stream(), other.stream()).toList();
    }

    /// The line that was priced already, unless there are several.
    Line line(Estimate estimate) {
      return lines.size() == 1
          ? estimate.lines.stream()
              .filter(line -> lines.contains(line.id()))
              .findFirst()
              .orElseThrow()
          : Estimate.line(String.join(", ", lines), steps, estimate.pipeline, estimate.day);
    }
  }

  /// The roles of its steps, in their order.
  public List<String> roles() {
    return pipeline.steps().stream()
        .map(StepPlan::role)
        .filter(role -> !role.isEmpty())
        .distinct()
        .toList();
  }

  /// The cost and saving of the lines that have a step of this role.
  public Saving ofRole(String role) {
    var named =
        pipeline.steps().stream()
            .filter(plan -> plan.role().equals(role))
            .map(StepPlan::line)
            .collect(Collectors.toSet());
    var chosen = lines.stream().filter(line -> named.contains(line.id())).toList();
    return Saving.of(priced(chosen), Costs::total);
  }

  /// The seconds of one run at `point`: steps wait for each other, except for those that run side
  /// by side, of which the longest counts.
  public BigDecimal seconds(boolean before, RangePoint point) {
    var longest = new HashMap<String, BigDecimal>();
    var sum = BigDecimal.ZERO;
    for (var plan : pipeline.steps()) {
      var step = plan.step().at(point);
      var seconds = (before ? step.before() : step.after()).seconds(step.times());
      var name = plan.labels().parallel();
      if (name.isEmpty()) {
        sum = sum.add(seconds);
      } else {
        longest.merge(name, seconds, BigDecimal::max);
      }
    }
    return longest.values().stream().reduce(sum, BigDecimal::add);
  }

  /// The cost and saving of one line; nothing if it has no price.
  public Saving saving(Line line, Function<Costs, Money> part) {
    return Saving.of(priced(List.of(line)), part);
  }

  /// The lines that totals include.
  private static List<Line> priced(List<Line> lines) {
    return lines.stream().filter(Line::isComplete).toList();
  }

  public Saving total() {
    return saving(Costs::total);
  }

  /// Whether all steps have a price.
  public boolean isComplete() {
    return lines.stream().allMatch(Line::isComplete);
  }

  /// The priced usage of one run, at the low end.
  public Comparison usage() {
    return new Comparison(
        lines.stream()
            .flatMap(line -> line.steps().stream())
            .flatMap(step -> step.usage().stream())
            .toList());
  }

  /// The cost and saving of one run of each of `estimates`.
  public static Saving sum(List<Estimate> estimates, Function<Costs, Money> part) {
    return Saving.of(estimates.stream().flatMap(of -> of.joined().stream()).toList(), part);
  }

  /// The points where its changes stop paying, in the order of the steps.
  public List<PipelineBreakEven> breakEvens() {
    return PipelineBreakEven.of(this);
  }

  /// A cost by what is paid for.
  ///
  /// @param models tokens and fees of language models
  /// @param services fixed prices by the unit
  /// @param failures the cost of wrong answers
  /// @param reviews the cost of people who look at answers
  /// @param waiting the cost of the time spent waiting
  public record Costs(Money models, Money services, Money failures, Money reviews, Money waiting) {
    public static final Costs NONE = ofModels(Money.ZERO);

    /// What is paid beside models.
    public static final List<Part> PARTS =
        List.of(
            new Part("services", Costs::services),
            new Part("failures", Costs::failures),
            new Part("reviews", Costs::reviews),
            new Part("waiting", Costs::waiting));

    /// One of them, and its name in figures.
    public record Part(String name, Function<Costs, Money> of) {}

    static Costs ofModels(Money models) {
      return new Costs(models, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
    }

    static Costs ofServices(Money services) {
      return new Costs(Money.ZERO, services, Money.ZERO, Money.ZERO, Money.ZERO);
    }

    public Money total() {
      return models.plus(services).plus(failures).plus(reviews).plus(waiting);
    }

    public Costs plus(Costs other) {
      return new Costs(
          models.plus(other.models),
          services.plus(other.services),
          failures.plus(other.failures),
          reviews.plus(other.reviews),
          waiting.plus(other.waiting));
    }
  }
}
