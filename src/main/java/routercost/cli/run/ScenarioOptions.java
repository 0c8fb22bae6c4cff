package routercost.cli.run;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routercost.cli.console.Console;
import routercost.cli.options.Converters;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.MoveOptions;
import routercost.cli.options.RoutingOption;
import routercost.price.PriceBook;
import routercost.read.config.routing.ScenarioFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.MovePlan;
import routercost.usage.Meter;
import routercost.usage.UsageCube;
import routercost.whatif.Comparison;
import routercost.whatif.Effects;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.evidence.ConfidenceCalibration;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.routing.Load;
import routercost.whatif.routing.Routing;

/// The scenarios of a run: files, moves, a routing, and the effects of a change of model.
public final class ScenarioOptions {
  @Mixin public MoveOptions moves;
  @Mixin public RoutingOption routing;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Price a scenario file; repeat to compare several.")
  List<String> scenarioFiles = new ArrayList<>();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "EFFECT",
      description = {
        "Ignore an effect of changing the model: tokenizer, cache-minimum, cold-caches,"
            + " shared-prefixes, bands, context-window, availability, thinking, answer-lengths,"
            + " retirement."
      })
  List<Effect> without = new ArrayList<>();

  @Option(
      names = "--pad-prefixes",
      description = "Pad prefixes that are too short for the target to cache.")
  boolean padPrefixes;

  @Option(
      names = "--input-ratio",
      paramLabel = "RATIO",
      description =
          "Tokens of each prompt of the target for each logged one, such as 1.4 for a rubric"
              + " that makes a smaller model good enough; 1 by default.")
  Optional<Converters.Ratio> inputRatio = Optional.empty();

  @Option(
      names = "--output-ratio",
      paramLabel = "RATIO",
      description =
          "Output tokens of the target for each logged one. By default the ratio that the"
              + " log shows for the task on the target, else 1.")
  Optional<Converters.Ratio> outputRatio = Optional.empty();

  /// The effects of a change of model that count.
  public Effects effects() {
    return Effects.ALL
        .without(without)
        .with(padPrefixes ? Effects.ShortPrefixes.PADDED : Effects.ShortPrefixes.PLAIN)
        .withRatios(value(inputRatio), value(outputRatio));
  }

  private static BigDecimal value(Optional<Converters.Ratio> ratio) {
    return ratio.map(Converters.Ratio::value).orElse(BigDecimal.ONE);
  }

  public boolean isEmpty() {
    return moves.isEmpty() && scenarioFiles.isEmpty() && routing.file.isEmpty();
  }

  /// The scenario files, then the moves as one more scenario.
  public List<Scenario> scenarios(PriceBook book, LocalDate today) {
    moves.requireTargets(book);
    var scenarios = new ArrayList<Scenario>();
    scenarioFiles.forEach(path -> scenarios.add(ScenarioFile.read(path, book, today, effects())));
    if (!moves.isEmpty()) {
      var name = moves.moves().size() == 1 ? "the move" : "the moves";
      scenarios.add(new Scenario(name, List.copyOf(moves.moves()), effects()));
    }
    return scenarios;
  }

  /// The plan behind the moves or the routing file, with its evidence.
  ///
  /// @throws ConfigurationProblem if there is evidence and more than one of them
  public MovePlan plan(
      Comparison bill,
      Optional<Routing> routed,
      PriceBook book,
      EvidenceOptions evidence,
      LocalDate today) {
    boolean single = moves.isEmpty() != routing.file.isEmpty() && scenarioFiles.isEmpty();
    boolean graded = evidence.evidence().filter(found -> !found.trials().isEmpty()).isPresent();
    if (graded && !single) {
      throw new ConfigurationProblem("--evidence requires --best, only --move, or only --routing");
    }
    var judge = evidence.judge(book, today);
    return routed
        .map(file -> PlannedBill.plan(bill, PlannedBill.rule(bill, file), book, judge))
        .orElseGet(
            () -> single ? PlannedBill.plan(bill, moves.moves(), book, judge) : MovePlan.NONE);
  }

  /// The scenarios and the routing as one more.
  public List<Scenario> withRouting(
      List<Scenario> scenarios, Optional<Routing> routed, Comparison bill) {
    var all = new ArrayList<>(scenarios);
    routed.ifPresent(
        file ->
            all.add(new Scenario(file.name(), List.of(PlannedBill.rule(bill, file)), effects())));
    return all;
  }

  /// Refuses bands by a column that no call has.
  private static void requireScores(Scenario scenario, UsageCube used) {
    var keys = used.cells().keySet();
    scenario.rules().stream()
        .flatMap(Rule::scored)
        .filter(by -> !keys.isEmpty() && keys.stream().allMatch(key -> by.score(key).isEmpty()))
        .findFirst()
        .ifPresent(
            by -> {
              throw new ConfigurationProblem(
                  "%s: no call has a number from 0 to 1 in '%s'; expected a column of the log with scores"
                      .formatted(scenario.name(), by.column()));
            });
  }

  /// Refuses moves that match no call, and warns of such rules in scenario and routing files.
  public void check(
      List<Scenario> scenarios,
      Optional<Routing> routed,
      UsageCube used,
      PriceBook book,
      Console console) {
    routing.warnings(routed, used, book).forEach(console::warn);
    moves.requireCalls(used, book);
    scenarios.forEach(scenario -> requireScores(scenario, used));
    scenarios.stream()
        .filter(scenario -> !scenario.rules().equals(List.copyOf(moves.moves())))
        .flatMap(scenario -> MoveOptions.idle(scenario, used, book).stream())
        .forEach(console::warn);
  }

  /// The grades of the calls that scenarios divide by confidence.
  public static List<ConfidenceCalibration.Bin> calibration(
      Comparison bill, List<Scenario> scenarios, PriceBook book, EvidenceOptions evidence) {
    var calibration = new ConfidenceCalibration();
    for (var line : bill.lines()) {
      var key = line.original().key();
      scenarios.stream()
          .flatMap(scenario -> scenario.rules().stream())
          .filter(rule -> rule.where().accepts(key, book))
          .flatMap(Rule::scored)
          .filter(by -> by.grades().isPresent() && by.score(key).isPresent())
          .findFirst()
          .ifPresent(
              by ->
                  calibration.add(
                      by.score(key).orElseThrow(),
                      key.labels().getOrDefault(by.grades().orElseThrow(), ""),
                      line.original().usage().of(Meter.CALLS).longValue()));
    }
    var logged = calibration.bins();
    return logged.isEmpty()
        ? evidence.evidence().map(GradedEvidence::calibration).orElse(logged)
        : logged;
  }

  /// The loads that scenarios name.
  public static List<Load> loads(List<Scenario> scenarios) {
    return scenarios.stream()
        .flatMap(scenario -> scenario.labels().stream())
        .flatMap(label -> Load.ofLabel(label).stream())
        .distinct()
        .toList();
  }

  /// The tiers and models that calls may move to; something that is neither if any are possible.
  ///
  /// @param more that are asked for besides
  public static List<String> targets(List<Scenario> scenarios, List<String> more) {
    return Stream.concat(
            more.stream(),
            scenarios.stream()
                .flatMap(scenario -> scenario.rules().stream())
                .map(rule -> rule.target().orElse("")))
        .toList();
  }

  /// The columns of the log that scenarios and a routing use.
  public static Set<String> labels(List<Scenario> scenarios, Optional<Routing> routed) {
    var labels = new HashSet<String>();
    scenarios.forEach(scenario -> labels.addAll(scenario.labels()));
    routed.ifPresent(file -> labels.addAll(file.labels()));
    if (labels.removeIf(label -> Load.ofLabel(label).isPresent())) {
      labels.addAll(CallObserver.DEPTHS);
    }
    return labels;
  }

  /// Whether scenarios or a routing limit answers.
  public static boolean cutAnswers(List<Scenario> scenarios, Optional<Routing> routed) {
    return scenarios.stream().anyMatch(Scenario::cutsAnswers)
        || routed.filter(Routing::cutsAnswers).isPresent();
  }
}
