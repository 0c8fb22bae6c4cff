package routercost.cli.command;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.GroupByOption;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OptimizerOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RowLimit;
import routercost.cli.options.UnitOptions;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.CallObserver;
import routercost.cli.run.LogRun;
import routercost.cli.run.PipelineEstimates;
import routercost.cli.run.PlannedBill;
import routercost.cli.run.ScenarioOptions;
import routercost.cli.run.SecondReading;
import routercost.cli.run.SessionCalls;
import routercost.cli.run.WhatIfUsage;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.read.text.ConfigurationProblem;
import routercost.report.audit.Audit;
import routercost.report.common.MovePlan;
import routercost.report.gate.GateReport;
import routercost.report.layout.RowOrder;
import routercost.report.whatif.WhatIf;
import routercost.report.whatif.WhatIfReport;
import routercost.usage.MomentTally;
import routercost.usage.Moments;
import routercost.usage.UsageKey;
import routercost.whatif.Alternative;
import routercost.whatif.CallFilter;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.PeakLoad;
import routercost.whatif.Rule;
import routercost.whatif.SavingInterval;
import routercost.whatif.Scenario;
import routercost.whatif.SingleAnswers;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.Tier;

/// The costs of calls or pipelines on other models.
@Command(
    description =
        "Show what calls would cost on other models. Effects such as cold caches count,"
            + " and a table shows where a move stops paying. A pipeline (.yaml) can replace a"
            + " log.",
    footer = {
      "",
      "Examples:",
      "  router-cost what-if samples/calls.csv",
      "  router-cost what-if samples/calls.csv --move plan_release=sonnet",
      "  router-cost what-if samples/calls.csv --best --floor plan_release=sonnet"
    })
final class WhatIfCommand implements Callable<Integer> {
  @Option(names = "--matrix", description = "Price every task on every tier; the default.")
  boolean matrix;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description =
          "The tiers or models of --matrix and --best; haiku, sonnet and opus by default.")
  List<String> models = new ArrayList<>(List.of("haiku", "sonnet", "opus"));

  @Option(
      names = "--headroom",
      description = "Show savings by caching, batching, shorter sessions. Each call is examined.")
  boolean headroom;

  @Option(
      names = "--sort",
      paramLabel = "BY",
      description =
          "Sort rows by cost (default), saved, calls, tokens or name; cost:asc turns the order.")
  Optional<RowOrder> sort = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin GroupByOption groupBy;
  @Mixin RowLimit top;
  @Mixin UnitOptions units;
  @Mixin ScenarioOptions scenarioOptions;
  @Mixin EvidenceOptions evidence;
  @Mixin OptimizerOptions optimizer;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions budgets;

  private boolean keepsDays;
  private Function<PriceBook, PricePeriods> within = PriceBook::periods;
  private Optional<Routing> routed = Optional.empty();
  private SingleAnswers answers = SingleAnswers.NONE;

  @Override
  public Integer call() {
    if (matrix && !scenarioOptions.isEmpty()) {
      throw new ConfigurationProblem(
          "--matrix cannot be combined with --move, --scenario or --routing");
    }
    top.require();
    evidence.showsConfidence = true;
    optimizer.check(!evidence.files.isEmpty());
    var run = new LogRun("what-if", logOptions, prices, output.console);
    var paths = logs.paths(spec, logOptions);
    return PipelineEstimates.arePipelines(paths) ? ofPipelines(run, paths) : ofLogs(run, paths);
  }

  private Integer ofPipelines(LogRun run, List<String> paths) {
    LogOptions.refuseOptions(spec, "a pipeline has no calls");
    groupBy.keepToTask();
    if (budgets.isAsked()) {
      throw new ConfigurationProblem("--budgets requires logs; use 'estimate' to judge pipelines");
    }
    var pipelines = run.pipelines(paths, prices.book(), Optional.empty());
    var book = WhatIfUsage.book(pipelines, prices.book());
    var scenarios = scenarioOptions.scenarios(book, run.priceDay());
    routed = scenarioOptions.routing.read(book, run.priceDay());
    if (headroom || !ScenarioOptions.loads(scenarios).isEmpty()) {
      throw new ConfigurationProblem("--headroom and 'load' require logs");
    }
    keepsDays = keepsDays(scenarios, Optional.empty());
    var usage = WhatIfUsage.of(run, pipelines, paths, book);
    return report(run, usage, scenarios, book, Optional.empty(), Optional.empty());
  }

  private Integer ofLogs(LogRun plainRun, List<String> paths) {
    var book = prices.book();
    var gate = BudgetGate.of(budgets, plainRun, () -> book);
    var run = gate.map(BudgetGate::run).orElse(plainRun);
    var scenarios = scenarioOptions.scenarios(book, run.today());
    routed = scenarioOptions.routing.read(book, run.today());
    var loads = ScenarioOptions.loads(scenarios);
    var moments = new MomentTally();
    boolean measures = ScenarioOptions.cutAnswers(scenarios, routed);
    var calls = new CallObserver(book, !loads.isEmpty(), measures);
    answers = calls.answers();
    if (measures || !loads.isEmpty()) {
      groupBy.keepToTask();
    }
    var others = labels(scenarios, gate);
    var labels = new HashSet<>(groupBy.labels());
    labels.addAll(others);
    keepsDays = keepsDays(scenarios, gate);
    var targets = ScenarioOptions.targets(scenarios, models);
    within = of -> routed.isEmpty() ? of.periods(targets) : of.periods();
    Optional<Supplier<PricePeriods>> periods =
        keepsDays ? Optional.empty() : Optional.of(() -> within.apply(book));
    var reader =
        run.reader(paths, labels)
            .choosing(groupBy.choices(others))
            .moments(moments)
            .mergeDays(periods);
    var read =
        run.tally(headroom || measures || !loads.isEmpty() ? reader.callByCall(calls) : reader);
    var tally = groupBy.decide(read, others, () -> prices.quotes(book));
    labels.removeIf(label -> !others.contains(label) && !groupBy.labels().contains(label));
    if (headroom && !calls.isTimed()) {
      output.console.warn("--headroom: no call has a time, so gaps and bursts are unknown");
    }
    var usage = WhatIfUsage.of(run.metadata(tally, book), tally, moments.moments(), loads, calls);
    var sessions = new SessionCalls(new SecondReading(run, paths, labels), periods);
    return report(
        run,
        usage,
        scenarios,
        book,
        gate,
        loads.isEmpty() ? Optional.of(sessions) : Optional.empty());
  }

  private Integer report(
      LogRun run,
      WhatIfUsage usage,
      List<Scenario> scenarios,
      PriceBook book,
      Optional<BudgetGate> gate,
      Optional<SessionCalls> sessions) {
    models.forEach(model -> PriceOptions.requireKnown(book, "--models", model));
    scenarioOptions.check(scenarios, routed, usage.cube(), book, output.console);
    groupBy.requireLabels(usage.cube().cells().keySet().stream(), usage.tally().stream());
    units.requireLabels(usage.cube().cells().keySet().stream(), usage.tally().stream());
    optimizer.requireTasks(usage.cube());
    boolean isMerged = keepsDays || sessions.isPresent(); // logs, while they are read
    var cube = isMerged ? usage.cube() : book.inPricePeriods(usage.cube());
    var bill = prices.bill(cube, book).with(answers);
    var moments = moments(usage, book);
    var asIs =
        sessions
            .flatMap(
                calls -> usage.tally().map(of -> calls.of(bill, of, book, merged(usage, book))))
            .orElse(bill)
            .with(moments);
    var planned = planned(asIs, usage.decided(), book, run.today());
    var whatIf =
        whatIf(
            usage,
            asIs,
            moments,
            scenarioOptions.withRouting(scenarios, routed, asIs),
            planned.plan().kind() == MovePlan.Kind.SUGGESTION
                ? planned.plan().unless(Map.of()) // a matrix moves nothing
                : planned.plan(),
            planned.suggestedOn(models),
            book,
            run.today());
    var result =
        gate.map(
            of ->
                of.evaluate(
                    whatIf.head(),
                    usage.tally(),
                    whatIf.reportedScenario(),
                    of.billing().bill(judged(whatIf)),
                    of.billing().bill(asIs.before())));
    output.print(
        GateReport.of(new WhatIfReport(whatIf), result),
        () -> {
          result.ifPresent(of -> budgets.review(of, output.console));
          usage.tally().ifPresent(tally -> run.review(tally, whatIf.head().notCounted()));
          run.review(whatIf.reported());
        });
    return budgets.code(output.console.exit());
  }

  /// The plan behind the moves, or without one what the rules say of the tasks; evidence alone is
  /// about the best routing.
  private PlannedBill planned(
      Comparison asIs, Map<String, Tier> decided, PriceBook book, LocalDate today) {
    if (optimizer.isAsked() && scenarioOptions.isEmpty()) {
      return new PlannedBill(asIs, MovePlan.NONE);
    }
    if (!scenarioOptions.isEmpty()) {
      var plan = scenarioOptions.plan(asIs, routed, book, evidence, today);
      return new PlannedBill(asIs, plan);
    }
    var suggested = PlannedBill.suggested(asIs, book, evidence.judge(book, today));
    return decided.isEmpty() ? suggested : new PlannedBill(asIs, suggested.plan().unless(decided));
  }

  /// The bill to judge: after the moves or the only scenario.
  private static Ledger judged(WhatIf whatIf) {
    if (!whatIf.matrix() && whatIf.alternatives().size() > 1) {
      throw new ConfigurationProblem("--budgets requires a single scenario");
    }
    return Ledger.sum(whatIf.reported().lines().stream().map(Repriced::after).toList());
  }

  private boolean keepsDays(List<Scenario> scenarios, Optional<BudgetGate> gate) {
    return gate.isPresent()
        || groupBy.isByTime()
        || units.isByTime()
        || routed.filter(Routing::isByDay).isPresent()
        || scenarios.stream().anyMatch(Scenario::isByTime);
  }

  private Set<String> labels(List<Scenario> scenarios, Optional<BudgetGate> gate) {
    var labels = new HashSet<>(units.labels());
    labels.addAll(ScenarioOptions.labels(scenarios, routed));
    gate.ifPresent(of -> labels.addAll(of.labels()));
    return labels;
  }

  /// The moments under the keys of the comparison.
  private Moments moments(WhatIfUsage usage, PriceBook book) {
    var merged = merged(usage, book);
    return usage.moments().rekeyed(key -> book.served(merged.apply(key)));
  }

  private UnaryOperator<UsageKey> merged(WhatIfUsage usage, PriceBook book) {
    boolean hasBills = usage.tally().filter(tally -> !tally.billed().isEmpty()).isPresent();
    UnaryOperator<UsageKey> days =
        keepsDays || hasBills ? key -> key : within.apply(book).keys(usage.days());
    return key -> days.apply(groupBy.kept(key));
  }

  private WhatIf whatIf(
      WhatIfUsage usage,
      Comparison asIs,
      Moments moments,
      List<Scenario> scenarios,
      MovePlan plan,
      Optional<Comparison> suggested,
      PriceBook book,
      LocalDate today) {
    boolean showMatrix = scenarios.isEmpty() && (matrix || !(optimizer.isAsked() || headroom));
    var onEach = models.stream().map(this::onModel).toList();
    boolean needsEach = showMatrix || optimizer.isAsked();
    var byModel = alternatives(asIs, needsEach ? onEach : List.of(), book);
    var byScenario = alternatives(asIs, scenarios, book);
    var only = byScenario.stream().findFirst().filter(_ -> byScenario.size() == 1);
    var reported = showMatrix ? byModel : byScenario;
    return new WhatIf(
        usage.head(),
        asIs,
        reported,
        showMatrix,
        only.map(alternative -> alternative.effects(asIs, book)).orElse(Map.of()),
        only.flatMap(alternative -> alternative.savedPadded(asIs, book)),
        optimizer.found(
            asIs, byModel, evidence.judge(book, today), book, scenarioOptions.effects()),
        reported.stream()
            .map(
                alternative ->
                    new SavingInterval(asIs.informed(alternative.scenario()), moments, book))
            .toList(),
        headroom ? usage.headroom().apply(asIs.before()) : List.of(),
        headroom ? peaks(usage, asIs, only, book) : List.of(),
        ScenarioOptions.calibration(asIs, scenarios, book, evidence),
        plan,
        suggested,
        usage.assumptions(),
        new Audit.View(
            groupBy.attributes(),
            top.rows,
            RowLimit.sort(sort, Audit.Sort.class).orElse(Audit.Sort.COST),
            sort.filter(RowOrder::isTurned).isPresent(),
            output.isVerbose(),
            units.economics()));
  }

  private List<PeakLoad.Peak> peaks(
      WhatIfUsage usage, Comparison asIs, Optional<Alternative> only, PriceBook book) {
    var merged = merged(usage, book);
    return usage
        .load()
        .peaks(key -> book.served(merged.apply(key)), asIs, only.map(Alternative::adjusted));
  }

  private static List<Alternative> alternatives(
      Comparison asIs, List<Scenario> scenarios, PriceBook book) {
    return scenarios.stream().map(scenario -> Alternative.of(asIs, scenario, book)).toList();
  }

  private Scenario onModel(String model) {
    var move = Rule.Move.to(CallFilter.ALL, model, BigDecimal.ONE);
    return new Scenario(model, List.of(move), scenarioOptions.effects());
  }
}
