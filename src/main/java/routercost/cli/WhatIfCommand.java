package routercost.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.audit.Finding;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.ConfigurationProblem;
import routercost.read.LogTally;
import routercost.read.Scenarios;
import routercost.report.Audit;
import routercost.report.Dimension;
import routercost.report.WhatIf;
import routercost.report.WhatIfReport;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
import routercost.usage.Moments;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Alternative;
import routercost.whatif.Candidates;
import routercost.whatif.Comparison;
import routercost.whatif.Effect;
import routercost.whatif.Effects;
import routercost.whatif.Frontier;
import routercost.whatif.Load;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.Spread;
import routercost.whatif.Where;

/// What the calls in a log would cost elsewhere.
@Command(
    name = "what-if",
    description = {
      "Say what the calls in a log would cost on other models, what really changes with the model,"
          + " and where a move stops paying."
    },
    footer = {
      "",
      "Examples:",
      "  router-cost what-if calls.csv --matrix",
      "  router-cost what-if calls.csv --move plan=sonnet --move model=opus,team=core=haiku:0.5",
      "  router-cost what-if calls.csv --scenario careful.yaml --scenario bold.yaml",
      "  router-cost what-if calls.csv --best --floor plan=sonnet --budget 5"
    })
final class WhatIfCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "LOG",
      arity = "0..*",
      description = "Files, folders, globs, or - for standard input; .gz and .zst are unpacked.")
  List<String> logs = new ArrayList<>();

  @Option(
      names = "--claude-code",
      description = "Read the transcripts of Claude Code, where it keeps them.")
  boolean claudeCode;

  @Option(
      names = "--move",
      paramLabel = "WHERE=TARGET[:SHARE]",
      description = {
        "Price calls on a tier or model instead, as in plan=haiku, plan=haiku:0.5 or"
            + " model=opus,team=core=sonnet; may be given several times, each on what the one"
            + " before left."
      })
  List<Rule.Move> moves = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Price a scenario file; several stand side by side.")
  List<String> scenarioFiles = new ArrayList<>();

  @Option(
      names = "--matrix",
      description = "Price every task on every tier, side by side; so it is if nothing is asked.")
  boolean matrix;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description = "The tiers or models of --matrix and --best; haiku, sonnet and opus.")
  List<String> models = new ArrayList<>(List.of("haiku", "sonnet", "opus"));

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

  @Option(
      names = "--headroom",
      description = "Say what caching, batching and shorter sessions could save, call by call.")
  boolean headroom;

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
  Optional<Ratio> outputRatio = Optional.empty();

  @Option(
      names = "--hourly",
      paramLabel = "USD",
      description = "What an hour of the work costs that a failure makes; 50.")
  Optional<Dollars> hourly = Optional.empty();

  @Option(
      names = "--group-by",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "task",
      description = "One row for each value, as in audit; task.")
  List<String> groupBy = List.of("task");

  @Spec CommandSpec spec;

  @Mixin Reading reading;
  @Mixin Pricing pricing;
  @Mixin Output output;

  @Override
  public Integer call() {
    var book = pricing.book();
    var asked = new Moves(moves);
    asked.requireTargets(book);
    models.forEach(model -> Pricing.requireKnown(book, "--models", model));
    requireFloors();
    var today = pricing.today(reading.timezone());
    var scenarios = scenarios(book, today);
    var loads = loads(scenarios);
    var moments = new MomentTally();
    var byCall = new CallByCall(book, !loads.isEmpty());
    var tally =
        headroom || !loads.isEmpty()
            ? reading.tally(paths(), labels(scenarios), today, byCall, moments)
            : reading.tally(
                paths(),
                labels(scenarios),
                today,
                Optional.empty(),
                Optional.of(moments),
                output.progress());
    asked.requireCalls(tally.used(), book);
    warnOfIdleRules(scenarios, tally.used(), book);
    requireFloorTasks(tally.used());
    var usage =
        loads.isEmpty()
            ? new CallByCall.Labelled(tally.used(), moments.moments())
            : byCall.labelled(loads);
    requireAll(tally, usage, loads);
    var asIs = Comparison.of(priced(usage.cube(), book), Scenario.NONE, book, pricing.asOf());
    var found = headroom ? byCall.headroom(asIs.before()) : List.<Finding>of();
    if (headroom && !byCall.isTimed()) {
      output.warn("--headroom: no call has a time, so that gaps and bursts are not known");
    }
    var whatIf =
        whatIf(tally, asIs, scenarios, byPeriod(usage.moments(), usage.cube(), book), found, book);
    output.print(new WhatIfReport(whatIf));
    return judge(tally, whatIf).code();
  }

  /// The thresholds of load that scenarios ask for.
  private static List<Load> loads(List<Scenario> scenarios) {
    return scenarios.stream()
        .flatMap(scenario -> scenario.labels().stream())
        .flatMap(label -> Load.ofLabel(label).stream())
        .distinct()
        .toList();
  }

  /// A log of which calls are told otherwise than they count cannot be seen call by call.
  private static void requireAll(LogTally tally, CallByCall.Labelled usage, List<Load> loads) {
    if (!loads.isEmpty()
        && !usage.cube().total().equals(withoutUsd(tally.used().total()))
        && !usage.cube().total().equals(tally.used().total())) {
      throw new ConfigurationProblem(
          "'load' goes with logs of one line for each call, and this one has several");
    }
  }

  private static Usage withoutUsd(Usage usage) {
    return usage.with(Meter.LOGGED_USD, 0);
  }

  private void warnOfIdleRules(List<Scenario> scenarios, UsageCube used, PriceBook book) {
    scenarios.stream()
        .filter(some -> !some.rules().equals(List.copyOf(moves)))
        .flatMap(some -> Moves.idle(some, used, book).stream())
        .forEach(output::warn);
  }

  private void requireFloorTasks(UsageCube used) {
    floors.keySet().stream()
        .filter(task -> !task.equals("*"))
        .forEach(task -> Tasks.of(used).require("--floor", task));
  }

  private List<String> paths() {
    var paths = new ArrayList<>(logs);
    if (claudeCode) {
      paths.addAll(reading.claudeCodeFolders());
    }
    if (paths.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing required parameter: 'LOG'");
    }
    return paths;
  }

  private List<Dimension> dimensions() {
    return groupBy.stream().map(name -> Dimension.named(name.toLowerCase(Locale.ROOT))).toList();
  }

  /// What was asked for: the scenario files, then the moves as one more.
  private List<Scenario> scenarios(PriceBook book, LocalDate today) {
    if (matrix && !(moves.isEmpty() && scenarioFiles.isEmpty())) {
      throw new ConfigurationProblem("--matrix goes without --move and --scenario");
    }
    var scenarios = new ArrayList<>(Scenarios.read(scenarioFiles, book, today, effects()));
    if (!moves.isEmpty()) {
      var name = moves.size() == 1 ? "the move" : "the moves";
      scenarios.add(new Scenario(name, List.copyOf(moves), effects()));
    }
    return scenarios;
  }

  private Set<String> labels(List<Scenario> scenarios) {
    var grouped =
        dimensions().stream()
            .filter(dimension -> dimension instanceof Dimension.Label)
            .map(Dimension::id);
    var depths = loads(scenarios).isEmpty() ? Stream.<String>of() : CallByCall.DEPTHS.stream();
    return Stream.concat(
            Stream.concat(grouped, depths),
            scenarios.stream()
                .flatMap(some -> some.labels().stream())
                .filter(label -> Load.ofLabel(label).isEmpty()))
        .collect(Collectors.toSet());
  }

  /// Moments under the keys that usage is compared under.
  private Moments byPeriod(Moments moments, UsageCube used, PriceBook book) {
    boolean byDay = dimensions().stream().anyMatch(Dimension::isTime);
    UnaryOperator<UsageKey> period = byDay ? key -> key : book.pricePeriods(used);
    return moments.rekeyed(key -> book.served(period.apply(key)));
  }

  private UsageCube priced(UsageCube used, PriceBook book) {
    return dimensions().stream().anyMatch(Dimension::isTime) ? used : book.inPricePeriods(used);
  }

  private void requireFloors() {
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

  private Effects effects() {
    var effects =
        Effects.ALL
            .without(without)
            .with(padPrefixes ? Effects.ShortPrefixes.PADDED : Effects.ShortPrefixes.PLAIN);
    return outputRatio.map(ratio -> effects.withOutputRatio(ratio.value())).orElse(effects);
  }

  private WhatIf whatIf(
      LogTally tally,
      Comparison asIs,
      List<Scenario> scenarios,
      Moments moments,
      List<Finding> found,
      PriceBook book) {
    boolean showMatrix = scenarios.isEmpty() && (matrix || !(best || headroom));
    var each = models.stream().map(model -> Alternative.of(asIs, onModel(model), book)).toList();
    var asked = scenarios.stream().map(some -> Alternative.of(asIs, some, book)).toList();
    var only = asked.size() == 1 ? Optional.of(asked.getFirst()) : Optional.<Alternative>empty();
    var shown = showMatrix ? each : asked;
    return new WhatIf(
        new Heads("what-if", book, reading.period(), reading.timezoneName()).of(tally),
        asIs,
        shown,
        showMatrix,
        only.map(some -> some.effects(asIs, book)).orElse(Map.of()),
        only.flatMap(some -> some.savedPadded(asIs, book)),
        best ? Optional.of(best(asIs, each)) : Optional.empty(),
        shown.stream().map(some -> new Spread(some.scenario(), moments, book)).toList(),
        found,
        hourly.map(Dollars::usd).orElse(BigDecimal.valueOf(50)),
        Heads.assumptions(tally),
        new Audit.View(dimensions(), Optional.empty(), Audit.Sort.COST, output.isVerbose()));
  }

  private Scenario onModel(String model) {
    return new Scenario(model, List.of(Rule.Move.to(Where.ALL, model, BigDecimal.ONE)), effects());
  }

  private WhatIf.Best best(Comparison asIs, List<Alternative> each) {
    var options = new Candidates(floors).options(asIs, each);
    var frontier = Frontier.of(options);
    var limit = budget.map(some -> new Money(some.usd()));
    return new WhatIf.Best(frontier, limit, limit.flatMap(frontier::within));
  }

  private ExitCode judge(LogTally tally, WhatIf whatIf) {
    var shown =
        whatIf.matrix() || whatIf.alternatives().isEmpty()
            ? whatIf.asIs()
            : whatIf.alternatives().getFirst().adjusted();
    return ExitCode.worst(
        reading.judge(tally, output), Pricing.judge(shown, reading.isStrict(), output));
  }
}
