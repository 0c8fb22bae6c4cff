package routercost.cli.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.DollarAmount;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.GroupByOption;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OptimizerOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.CallObserver;
import routercost.cli.run.RunMetadataBuilder;
import routercost.cli.run.ScenarioOptions;
import routercost.cli.run.WhatIfUsage;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.text.ConfigurationProblem;
import routercost.report.audit.Audit;
import routercost.report.common.MovePlan;
import routercost.report.gate.GateReport;
import routercost.report.whatif.WhatIf;
import routercost.report.whatif.WhatIfReport;
import routercost.usage.MomentTally;
import routercost.usage.Moments;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Alternative;
import routercost.whatif.CallFilter;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.Rule;
import routercost.whatif.SavingInterval;
import routercost.whatif.Scenario;
import routercost.whatif.routing.Load;

/// What calls would cost elsewhere.
@Command(
    name = "what-if",
    description = {
      "Say what the calls in a log or pipeline would cost on other models, what really changes with"
          + " the model, and where a move stops paying."
    },
    footer = {
      "",
      "A LOG that ends in .yaml is a pipeline.",
      "",
      "Examples:",
      "  router-cost what-if calls.csv --matrix",
      "  router-cost what-if calls.csv --move plan=sonnet --move model=opus,team=core=haiku:0.5",
      "  router-cost what-if calls.csv --scenario careful.yaml --scenario bold.yaml",
      "  router-cost what-if calls.csv --best --floor plan=sonnet --budget 5"
    })
final class WhatIfCommand implements Callable<Integer> {
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
      names = "--headroom",
      description = "Say what caching, batching and shorter sessions could save, call by call.")
  boolean headroom;

  @Option(
      names = "--hourly",
      paramLabel = "USD",
      description = "What an hour of the work costs that a failure makes; 50.")
  Optional<DollarAmount> hourly = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin GroupByOption groupBy;
  @Mixin ScenarioOptions planning;
  @Mixin EvidenceOptions evidence;
  @Mixin OptimizerOptions searching;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions gating;

  private Optional<BudgetGate> judging = Optional.empty();
  private boolean movesByTime;

  @Override
  public Integer call() {
    if (matrix && !planning.isEmpty()) {
      throw new ConfigurationProblem("--matrix goes without --move, --scenario and --routing");
    }
    searching.check(!evidence.files.isEmpty());
    return WhatIfUsage.arePipelines(logs.paths(spec)) ? ofPipelines() : ofLogs();
  }

  private Integer ofPipelines() {
    LogOptions.refuseOptions(spec, "a pipeline has no calls");
    if (gating.isAsked()) {
      throw new ConfigurationProblem("--budgets goes with logs; 'estimate' judges pipelines");
    }
    var day = pricing.asOf().orElseGet(() -> pricing.today(reading.timezone()));
    var pipelines =
        Pipelines.read(logs.paths(spec), reading.stdin(), pricing.book(), day, Optional.empty());
    var book = WhatIfUsage.book(pipelines, pricing.book());
    var scenarios = planning.scenarios(book, day);
    if (headroom || !loads(scenarios).isEmpty()) {
      throw new ConfigurationProblem("--headroom and 'load' go with logs");
    }
    return report(WhatIfUsage.of(pipelines, logs.paths(spec), book, day), scenarios, book);
  }

  private Integer ofLogs() {
    var book = pricing.book();
    var today = pricing.today(reading.timezone());
    judging = BudgetGate.of(gating, reading, pricing, output, book, today);
    var scenarios = planning.scenarios(book, today);
    var loads = loads(scenarios);
    var moments = new MomentTally();
    var byCall = new CallObserver(book, !loads.isEmpty());
    var tally =
        headroom || !loads.isEmpty()
            ? reading.tally(logs.paths(spec), labels(scenarios), today, byCall, moments)
            : reading.tally(
                logs.paths(spec),
                labels(scenarios),
                today,
                Optional.empty(),
                Optional.of(moments),
                output.progress());
    if (headroom && !byCall.isTimed()) {
      output.warn("--headroom: no call has a time, so that gaps and bursts are not known");
    }
    var head =
        new RunMetadataBuilder("what-if", book, reading.period(), reading.timezoneName()).of(tally);
    return report(WhatIfUsage.of(head, tally, moments.moments(), loads, byCall), scenarios, book);
  }

  private Integer report(WhatIfUsage usage, List<Scenario> scenarios, PriceBook book) {
    models.forEach(model -> PriceOptions.requireKnown(book, "--models", model));
    planning.check(scenarios, usage.cube(), book, output);
    groupBy.requireLabels(usage.cube().cells().keySet().stream());
    movesByTime = scenarios.stream().anyMatch(Scenario::isByTime);
    searching.requireTasks(usage.cube());
    var asIs = pricing.bill(priced(usage.cube(), book), book);
    var plan = plan(asIs, book);
    var whatIf = whatIf(usage, asIs, planning.withRouting(scenarios, plan), plan, book);
    var gate = judging.map(some -> some.gate(whatIf.head(), judged(whatIf), asIs.before()));
    output.print(GateReport.of(new WhatIfReport(whatIf), gate));
    var verdict = judging.flatMap(some -> gate.map(some::judge)).orElse(ExitCode.DONE);
    return gating.code(ExitCode.worst(judge(usage, whatIf), verdict));
  }

  /// What is said of the moves; evidence alone is about the best routing.
  private MovePlan plan(Comparison asIs, PriceBook book) {
    return searching.isAsked() && planning.isEmpty()
        ? MovePlan.NONE
        : planning.plan(asIs, book, evidence, pricing.today(reading.timezone()));
  }

  /// The bill that budgets are about: what the moves or the one scenario make of it.
  private static Ledger judged(WhatIf whatIf) {
    if (!whatIf.matrix() && whatIf.alternatives().size() > 1) {
      throw new ConfigurationProblem("--budgets judges one scenario; there are several");
    }
    return Ledger.sum(shown(whatIf).lines().stream().map(Repriced::after).toList());
  }

  /// The thresholds of load that scenarios ask for.
  private static List<Load> loads(List<Scenario> scenarios) {
    return scenarios.stream()
        .flatMap(scenario -> scenario.labels().stream())
        .flatMap(label -> Load.ofLabel(label).stream())
        .distinct()
        .toList();
  }

  private Set<String> labels(List<Scenario> scenarios) {
    var depths = loads(scenarios).isEmpty() ? Stream.<String>of() : CallObserver.DEPTHS.stream();
    var chosen =
        scenarios.stream()
            .flatMap(some -> some.labels().stream())
            .filter(label -> Load.ofLabel(label).isEmpty());
    var judged = judging.stream().flatMap(some -> some.labels().stream());
    return Stream.of(groupBy.labels().stream(), depths, chosen, judged)
        .flatMap(some -> some)
        .collect(Collectors.toSet());
  }

  private boolean isByTime() {
    return judging.isPresent() || groupBy.isByTime() || movesByTime;
  }

  private UsageCube priced(UsageCube used, PriceBook book) {
    return isByTime() ? used : book.inPricePeriods(used);
  }

  /// Moments under the keys that usage is compared under.
  private Moments moments(WhatIfUsage usage, PriceBook book) {
    UnaryOperator<UsageKey> period = isByTime() ? key -> key : book.pricePeriods(usage.cube());
    return usage.moments().rekeyed(key -> book.served(period.apply(key)));
  }

  private WhatIf whatIf(
      WhatIfUsage usage, Comparison asIs, List<Scenario> scenarios, MovePlan plan, PriceBook book) {
    boolean showMatrix = scenarios.isEmpty() && (matrix || !(searching.isAsked() || headroom));
    var moments = moments(usage, book);
    var each = alternatives(asIs, models.stream().map(this::onModel).toList(), book);
    var asked = alternatives(asIs, scenarios, book);
    var only = asked.size() == 1 ? Optional.of(asked.getFirst()) : Optional.<Alternative>empty();
    var shown = showMatrix ? each : asked;
    return new WhatIf(
        usage.head(),
        asIs,
        shown,
        showMatrix,
        only.map(some -> some.effects(asIs, book)).orElse(Map.of()),
        only.flatMap(some -> some.savedPadded(asIs, book)),
        searching.found(asIs, each, evidence.judge(book, pricing.today(reading.timezone()))),
        shown.stream().map(some -> new SavingInterval(some.scenario(), moments, book)).toList(),
        headroom ? usage.headroom().apply(asIs.before()) : List.of(),
        plan,
        hourly.map(DollarAmount::usd).orElse(BigDecimal.valueOf(50)),
        usage.assumptions(),
        new Audit.View(
            groupBy.attributes(), Optional.empty(), Audit.Sort.COST, output.isVerbose()));
  }

  private static List<Alternative> alternatives(
      Comparison asIs, List<Scenario> scenarios, PriceBook book) {
    return scenarios.stream().map(some -> Alternative.of(asIs, some, book)).toList();
  }

  private Scenario onModel(String model) {
    var move = Rule.Move.to(CallFilter.ALL, model, BigDecimal.ONE);
    return new Scenario(model, List.of(move), planning.effects());
  }

  private ExitCode judge(WhatIfUsage usage, WhatIf whatIf) {
    return ExitCode.worst(
        usage.tally().map(tally -> reading.judge(tally, output)).orElse(ExitCode.DONE),
        PriceOptions.judge(shown(whatIf), reading.isStrict(), output));
  }

  private static Comparison shown(WhatIf whatIf) {
    return whatIf.matrix() || whatIf.alternatives().isEmpty()
        ? whatIf.asIs()
        : whatIf.alternatives().getFirst().adjusted();
  }
}
