package routercost.cli.options;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.text.ConfigurationProblem;
import routercost.report.whatif.WhatIf;
import routercost.usage.UsageCube;
import routercost.whatif.Alternative;
import routercost.whatif.Candidates;
import routercost.whatif.Comparison;
import routercost.whatif.Effects;
import routercost.whatif.Frontier;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedEvidence.Verdicts;
import routercost.whatif.routing.Tier;

/// The options of the search for the cheapest routing.
public final class OptimizerOptions {
  private static final Pattern PERCENT = Pattern.compile("\\d{1,2}(\\.\\d{1,6})?%");

  @Option(
      names = "--best",
      description =
          "Find the cheapest routing and the steps to it. The steps are in order of risk.")
  boolean best;

  @Option(
      names = "--floor",
      split = ",",
      paramLabel = "TASK=TIER|PERCENT",
      description =
          "Move a task no lower than TIER in --best; or, with --evidence, only to models"
              + " shown to be right in at least PERCENT of answers. * stands for all other tasks.")
  Map<String, String> floors = new LinkedHashMap<>();

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = "Show which steps of --best bring the bill down to this.")
  Optional<Money> budget = Optional.empty();

  public boolean isAsked() {
    return best;
  }

  /// Refuses options without an effect.
  ///
  /// @param graded whether there is evidence
  public void check(boolean graded) {
    floors.forEach((task, floor) -> check(task, floor, graded));
    if (!best && (!floors.isEmpty() || budget.isPresent())) {
      throw new ConfigurationProblem(
          (floors.isEmpty() ? "--budget" : "--floor") + " requires --best");
    }
  }

  private static void check(String task, String floor, boolean graded) {
    if (PERCENT.matcher(floor).matches() ? rate(floor).signum() <= 0 : !isTier(floor)) {
      throw new ConfigurationProblem(
          "--floor %s: '%s' is not a tier; expected %s, or a share below 100%% such as 95%%"
              .formatted(task, floor, String.join(", ", Tier.ids())));
    }
    if (!isTier(floor) && !graded) {
      throw new ConfigurationProblem(
          "--floor %s=%s requires --evidence FILE, which shows how many answers are right"
              .formatted(task, floor));
    }
  }

  private static boolean isTier(String floor) {
    return Tier.named(floor).isPresent();
  }

  /// The highest failure rate that a floor such as `95%` leaves.
  private static BigDecimal rate(String floor) {
    var percent = new BigDecimal(floor.substring(0, floor.length() - 1));
    return BigDecimal.ONE.subtract(percent.movePointLeft(2));
  }

  private Candidates candidates(Verdicts graded) {
    var tiers = new LinkedHashMap<>(floors);
    tiers.values().removeIf(floor -> !isTier(floor));
    var rates = new LinkedHashMap<String, BigDecimal>();
    floors.forEach(
        (task, floor) -> {
          if (!isTier(floor)) {
            rates.put(task, rate(floor));
          }
        });
    return new Candidates(tiers, rates, graded);
  }

  /// Refuses floors for tasks that the log does not have.
  public void requireTasks(UsageCube used) {
    floors.keySet().stream()
        .filter(task -> !task.equals("*"))
        .forEach(task -> TaskNames.of(used).require("--floor", task));
  }

  /// The best routing, with `--best`.
  ///
  /// @param each everything on one model each
  /// @param judge knows the evidence
  public Optional<WhatIf.Best> found(
      Comparison asIs,
      List<Alternative> each,
      GradedEvidence.Judge judge,
      PriceBook book,
      Effects effects) {
    if (!best) {
      return Optional.empty();
    }
    var graded = graded(asIs, each, judge);
    var options = candidates(graded).options(asIs, each);
    var separate = Frontier.of(options);
    var frontier =
        asIs.prefixes().isEmpty()
            ? separate
            : separate.billed(targets -> cost(asIs, targets, book, effects));
    return Optional.of(new WhatIf.Best(frontier, budget, budget.flatMap(frontier::within), graded));
  }

  private static Optional<Money> cost(
      Comparison asIs, SortedMap<String, String> targets, PriceBook book, Effects effects) {
    var moves = new ArrayList<Rule>();
    targets.forEach(
        (task, target) -> {
          if (!target.equals(Candidates.AS_IS)) {
            moves.add(Rule.Move.ofTask(task, target));
          }
        });
    return asIs.under(new Scenario("best", moves, effects), book)
        .where(line -> targets.containsKey(line.original().key().task()))
        .costAfter();
  }

  private static Verdicts graded(
      Comparison asIs, List<Alternative> each, GradedEvidence.Judge judge) {
    var byTask = new LinkedHashMap<String, Map<String, EvidenceVerdict>>();
    for (var line : asIs.lines()) {
      byTask.computeIfAbsent(line.original().key().task(), task -> verdicts(task, each, judge));
    }
    byTask.values().removeIf(Map::isEmpty);
    return new Verdicts(byTask);
  }

  private static Map<String, EvidenceVerdict> verdicts(
      String task, List<Alternative> each, GradedEvidence.Judge judge) {
    var verdicts = new LinkedHashMap<String, EvidenceVerdict>();
    for (var alternative : each) {
      var target = alternative.scenario().name();
      judge.of(task, target).ifPresent(verdict -> verdicts.put(target, verdict));
    }
    return verdicts;
  }
}
