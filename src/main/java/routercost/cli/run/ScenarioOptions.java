package routercost.cli.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.MoveOption;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.RatioArgument;
import routercost.cli.options.RequestedMoves;
import routercost.cli.options.RoutingOption;
import routercost.price.PriceBook;
import routercost.read.config.routing.RoutingFile;
import routercost.read.config.routing.ScenarioFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.MovePlan;
import routercost.usage.UsageCube;
import routercost.whatif.Comparison;
import routercost.whatif.Effects;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// What is to be priced instead, and what is reckoned with.
public final class ScenarioOptions {
  @Mixin public MoveOption moves;
  @Mixin public RoutingOption routing;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Price a scenario file; several stand side by side.")
  List<String> scenarioFiles = new ArrayList<>();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "EFFECT",
      description = {
        "Leave out what changes with the model: tokenizer, cache-minimum, cold-caches, bands,"
            + " context-window, availability, thinking, retirement."
      })
  List<Effect> without = new ArrayList<>();

  @Option(
      names = "--pad-prefixes",
      description = "Make prefixes longer where the target would cache none that short.")
  boolean padPrefixes;

  @Option(
      names = "--output-ratio",
      paramLabel = "RATIO",
      description = "How many tokens the target writes for each one logged; 1 until measured.")
  Optional<RatioArgument> outputRatio = Optional.empty();

  /// The effects of a change of model that are reckoned with.
  public Effects effects() {
    var effects =
        Effects.ALL
            .without(without)
            .with(padPrefixes ? Effects.ShortPrefixes.PADDED : Effects.ShortPrefixes.PLAIN);
    return outputRatio.map(ratio -> effects.withOutputRatio(ratio.value())).orElse(effects);
  }

  public boolean isEmpty() {
    return moves.isEmpty() && scenarioFiles.isEmpty() && routing.file.isEmpty();
  }

  /// What was asked for: the scenario files, then the moves as one more.
  public List<Scenario> scenarios(PriceBook book, LocalDate today) {
    moves.checked().requireTargets(book);
    var scenarios = new ArrayList<Scenario>();
    scenarioFiles.forEach(path -> scenarios.add(ScenarioFile.read(path, book, today, effects())));
    if (!moves.isEmpty()) {
      var name = moves.moves.size() == 1 ? "the move" : "the moves";
      scenarios.add(new Scenario(name, List.copyOf(moves.moves), effects()));
    }
    return scenarios;
  }

  /// What is said of the moves, or of the routing file, with the evidence for them.
  ///
  /// @throws ConfigurationProblem if there is evidence for more than one of them
  public MovePlan plan(Comparison bill, PriceBook book, EvidenceOptions evidence, LocalDate today) {
    boolean single = moves.isEmpty() != routing.file.isEmpty() && scenarioFiles.isEmpty();
    if (!evidence.files.isEmpty() && !single) {
      throw new ConfigurationProblem(
          "--evidence goes with --best, --move alone or --routing alone");
    }
    return routing
        .file
        .map(
            file ->
                PlannedBill.routed(
                    bill, RoutingFile.read(file, book, today), book, evidence, today))
        .or(
            () ->
                Optional.of(PlannedBill.moved(bill, moves.moves, book, evidence, today))
                    .filter(_ -> single))
        .map(PlannedBill::plan)
        .orElse(MovePlan.NONE);
  }

  /// These scenarios, and the routing file as one more.
  public List<Scenario> withRouting(List<Scenario> scenarios, MovePlan plan) {
    if (routing.file.isEmpty()) {
      return scenarios;
    }
    var rules = new ArrayList<Rule>();
    plan.advice().forEach((task, advice) -> rules.add(Rule.Move.ofTask(task, advice.to())));
    var all = new ArrayList<>(scenarios);
    all.add(new Scenario("the routing", rules, effects()));
    return all;
  }

  /// Refuses moves that no call is meant by, and tells of such rules of scenario files.
  public void check(
      List<Scenario> scenarios, UsageCube used, PriceBook book, OutputOptions output) {
    moves.checked().requireCalls(used, book);
    scenarios.stream()
        .filter(some -> !some.rules().equals(List.copyOf(moves.moves)))
        .flatMap(some -> RequestedMoves.idle(some, used, book).stream())
        .forEach(output::warn);
  }
}
