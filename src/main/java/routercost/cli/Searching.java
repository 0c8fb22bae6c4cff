package routercost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.price.Money;
import routercost.read.ConfigurationProblem;
import routercost.report.WhatIf;
import routercost.usage.UsageCube;
import routercost.whatif.Alternative;
import routercost.whatif.Candidates;
import routercost.whatif.Comparison;
import routercost.whatif.Frontier;

/// How the best routing is looked for.
final class Searching {
  @Option(
      names = "--best",
      description = "Find the cheapest routing, and the way there from the least risk on.")
  boolean best;

  @Option(
      names = "--floor",
      split = ",",
      paramLabel = "TASK=TIER",
      description = "Let --best take a task no lower than TIER; *=TIER is for all other tasks.")
  Map<String, String> floors = new LinkedHashMap<>();

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = "Let --best say with which steps the bill comes down to this.")
  Optional<Dollars> budget = Optional.empty();

  boolean isAsked() {
    return best;
  }

  /// Refuses options that say nothing.
  void check() {
    floors.forEach(
        (task, tier) -> {
          if (!Candidates.tiers().contains(tier)) {
            throw new ConfigurationProblem(
                "--floor %s: '%s' is no tier; expected %s"
                    .formatted(task, tier, String.join(", ", Candidates.tiers())));
          }
        });
    if (!best && (!floors.isEmpty() || budget.isPresent())) {
      throw new ConfigurationProblem(
          (floors.isEmpty() ? "--budget" : "--floor") + " goes with --best");
    }
  }

  /// Refuses floors for tasks that the log does not have.
  void requireTasks(UsageCube used) {
    floors.keySet().stream()
        .filter(task -> !task.equals("*"))
        .forEach(task -> Tasks.of(used).require("--floor", task));
  }

  /// The best routing, if it was asked for.
  ///
  /// @param each everything on one model each
  Optional<WhatIf.Best> found(Comparison asIs, List<Alternative> each) {
    if (!best) {
      return Optional.empty();
    }
    var frontier = Frontier.of(new Candidates(floors).options(asIs, each));
    var limit = budget.map(some -> new Money(some.usd()));
    return Optional.of(new WhatIf.Best(frontier, limit, limit.flatMap(frontier::within)));
  }
}
