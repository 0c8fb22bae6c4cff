package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.price.Money;

/// The best assignments of tasks to models, from no risk to the lowest cost. Each step is the
/// change that saves most for the risk that it adds; at most one task is split between two models.
///
/// A choice of one model for each task under a budget is a knapsack with multiple choices. As the
/// calls of a task can be shared out, its linear relaxation can be put to work, and the greedy walk
/// along each task's lower convex hull of cost and risk solves it exactly.
///
/// @param start the cheapest option of each task without risk, or with the least
/// @param startCost of all tasks before the first step
public record Frontier(SortedMap<String, Option> start, Money startCost, List<Step> steps) {
  /// A way to serve a task.
  ///
  /// @param risk 0 or more; sums over tasks
  public record Option(String target, Money cost, BigDecimal risk) {}

  /// A move of one task to the next point of its hull.
  ///
  /// @param saved compared with `from`, over 0
  /// @param risk added
  /// @param cost of all tasks after this step
  /// @param risked in total, this step included
  public record Step(
      String task,
      String from,
      String to,
      Money saved,
      BigDecimal risk,
      Money cost,
      BigDecimal risked) {}

  /// The point of the frontier that meets a budget.
  ///
  /// @param steps taken, the last perhaps in part
  /// @param share of the last step that is taken, over 0; 1 if all of it
  /// @param cost then
  public record Met(List<Step> steps, BigDecimal share, Money cost) {
    public Met {
      steps = List.copyOf(steps);
    }
  }

  public Frontier {
    start = Collections.unmodifiableSortedMap(new TreeMap<>(start));
    steps = List.copyOf(steps);
  }

  /// The frontier of these options, of which every task has one or more.
  public static Frontier of(SortedMap<String, List<Option>> byTask) {
    var start = new TreeMap<String, Option>();
    var moves = new ArrayList<Step>();
    for (var task : byTask.entrySet()) {
      var hull = hull(task.getValue());
      start.put(task.getKey(), hull.getFirst());
      for (int i = 1; i < hull.size(); i++) {
        moves.add(step(task.getKey(), hull.get(i - 1), hull.get(i)));
      }
    }
    moves.sort(STEEPEST);
    var cost = Money.sum(start.values().stream().map(Option::cost).toList());
    return new Frontier(start, cost, summed(cost, moves));
  }

  /// This frontier where tasks depend on each other, without the steps that save nothing then.
  ///
  /// @param billed the cost of all tasks by their targets; empty if it is not known
  public Frontier billed(Function<SortedMap<String, String>, Optional<Money>> billed) {
    var targets = new TreeMap<String, String>();
    start.forEach((task, option) -> targets.put(task, option.target()));
    var first = billed.apply(targets);
    if (first.isEmpty()) {
      return this;
    }
    var kept = new ArrayList<Step>();
    var cost = first.get();
    for (var step : steps) {
      var from = targets.getOrDefault(step.task(), step.from());
      targets.put(step.task(), step.to());
      var then = billed.apply(targets);
      if (then.isPresent() && then.get().compareTo(cost) < 0) {
        var saved = cost.minus(then.get());
        kept.add(new Step(step.task(), from, step.to(), saved, step.risk(), cost, step.risked()));
        cost = then.get();
      } else {
        targets.put(step.task(), from);
      }
    }
    return new Frontier(start, first.get(), summed(first.get(), kept));
  }

  private static Step step(String task, Option from, Option to) {
    return new Step(
        task,
        from.target(),
        to.target(),
        from.cost().minus(to.cost()),
        to.risk().subtract(from.risk()),
        Money.ZERO,
        BigDecimal.ZERO);
  }

  /// The order by saving for risk, the highest first; compared without a division.
  private static final Comparator<Step> STEEPEST =
      ((Comparator<Step>) (a, b) -> savedByRisk(b, a).compareTo(savedByRisk(a, b)))
          .thenComparing(Step::task);

  /// The saving of `step` times the risk of `against`.
  private static BigDecimal savedByRisk(Step step, Step against) {
    return step.saved().usd().multiply(against.risk());
  }

  private static List<Step> summed(Money start, List<Step> moves) {
    var steps = new ArrayList<Step>();
    var cost = start;
    var risked = BigDecimal.ZERO;
    for (var move : moves) {
      cost = cost.minus(move.saved());
      risked = risked.add(move.risk());
      steps.add(
          new Step(move.task(), move.from(), move.to(), move.saved(), move.risk(), cost, risked));
    }
    return steps;
  }

  /// The lower convex hull of `options`: the cheapest without risk, then ever cheaper ones, each
  /// with less saved for its risk than the one before (Andrew's monotone chain, 1979).
  private static List<Option> hull(List<Option> options) {
    var sorted = new ArrayList<>(options);
    sorted.sort(
        Comparator.comparing(Option::risk)
            .thenComparing(Option::cost)
            .thenComparing(Option::target));
    var hull = new ArrayList<Option>();
    for (var option : sorted) {
      boolean cheaper = hull.isEmpty() || option.cost().compareTo(hull.getLast().cost()) < 0;
      if (cheaper && (hull.isEmpty() || option.risk().compareTo(hull.getLast().risk()) > 0)) {
        while (hull.size() > 1 && isAbove(hull.getLast(), hull.get(hull.size() - 2), option)) {
          hull.removeLast();
        }
        hull.add(option);
      }
    }
    return hull;
  }

  /// Whether `middle` lies on or above the line from `left` to `right`.
  private static boolean isAbove(Option middle, Option left, Option right) {
    var toMiddle = middle.cost().minus(left.cost()).usd();
    var toRight = right.cost().minus(left.cost()).usd();
    return toMiddle
            .multiply(right.risk().subtract(left.risk()))
            .compareTo(toRight.multiply(middle.risk().subtract(left.risk())))
        >= 0;
  }

  /// The least risk that meets `budget`; empty if even the lowest cost is over it.
  public Optional<Met> within(Money budget) {
    var taken = new ArrayList<Step>();
    var cost = startCost();
    for (var step : steps) {
      if (cost.compareTo(budget) <= 0) {
        break;
      }
      taken.add(step);
      if (step.cost().compareTo(budget) < 0) {
        var share = cost.minus(budget).usd().divide(step.saved().usd(), MathContext.DECIMAL64);
        return Optional.of(new Met(taken, share, budget));
      }
      cost = step.cost();
    }
    return cost.compareTo(budget) <= 0
        ? Optional.of(new Met(taken, BigDecimal.ONE, cost))
        : Optional.empty();
  }
}
