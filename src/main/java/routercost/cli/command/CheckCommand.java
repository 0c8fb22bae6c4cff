package routercost.cli.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import routercost.audit.LoggedCostCheck;
import routercost.audit.budget.Budgets;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RowLimit;
import routercost.cli.run.AuditBuilder;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.LogRun;
import routercost.cli.run.PipelineEstimates;
import routercost.price.Attribute;
import routercost.price.PriceBook;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.report.audit.Audit;
import routercost.report.audit.AuditReport;
import routercost.report.common.FindingSection;
import routercost.report.common.MovePlan;
import routercost.report.common.PriceConfidence;
import routercost.report.common.UnitEconomics;
import routercost.report.estimate.EstimateReport;
import routercost.report.gate.GateReport;
import routercost.report.layout.RowOrder;
import routercost.whatif.pipeline.Estimate;

/// The gate: budgets and policies, and an exit code for CI.
@Command(
    description = "Check logs or pipelines against budgets: the gate for CI.",
    footer = {
      "",
      "A LOG that ends in .yaml is a pipeline, judged at the high end of its ranges.",
      "A budget is over if its actual value is above its limit. A budget that cannot be",
      "judged is an error and never passes.",
      "",
      "Examples:",
      "  router-cost check samples/calls.csv --budgets samples/budgets.yaml",
      "  router-cost check samples/calls.csv --budgets samples/budgets.yaml -f github",
      "  router-cost check samples/rush.csv --budgets samples/limits.yaml --exit-zero"
    })
final class CheckCommand implements Callable<Integer> {
  @Option(
      names = "--sort",
      paramLabel = "BY",
      description = "Sort budgets by status (default), name or used; used:asc turns the order.")
  Optional<RowOrder> sort = Optional.empty();

  @Option(names = "--watch", description = "Print anew whenever the logs grow, until q is pressed.")
  boolean watch;

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin RowLimit top;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions budgets;
  @Mixin EvidenceOptions evidence;

  @Override
  public Integer call() {
    if (watch) {
      return RouterCost.watched(spec, output.console.environment(), logs.paths(spec, logOptions));
    }
    top.require();
    var order = RowLimit.sort(sort, "status", "name", "used");
    var book = prices.book();
    var paths = logs.paths(spec, logOptions);
    var gate =
        BudgetGate.of(budgets, new LogRun("check", logOptions, prices, output.console), () -> book)
            .orElseThrow(
                () -> new ParameterException(spec.commandLine(), "missing --budgets FILE"));
    return PipelineEstimates.arePipelines(paths)
        ? ofPipelines(gate, paths, book, order)
        : ofLogs(gate, paths, book, order);
  }

  private Integer ofLogs(
      BudgetGate gate, List<String> paths, PriceBook book, Optional<RowOrder> order) {
    var run = gate.run();
    var largest = gate.largest();
    var logged = LoggedCostCheck.of(book);
    var days = widened(gate.budgets());
    boolean isByMonth = gate.budgets().areByMonth() && days.equals(logOptions.period());
    var reader =
        run.reader(paths, gate.labels(), days)
            .mergeDays(
                isByMonth
                    ? Optional.of(() -> book.periods(gate.budgets().targets()).withinMonths())
                    : Optional.empty())
            .checking(logged);
    if (gate.budgets().asksForSingleCalls()) {
      reader.callByCall(
          new CallListener() {
            @Override
            public void used(Call call) {
              largest.see(call.slice(), call.origin().toString());
            }
          });
    }
    var tally = run.tallyUnfiltered(reader);
    run.requireFilterValues(Stream.of(tally));
    var all = prices.bill(tally.used(), book);
    var period = logOptions.period();
    var judged = all.where(line -> period.contains(line.original().key().day()));
    var billing = gate.billing();
    var head = run.metadata(tally, book);
    var result =
        gate.evaluate(head, tally, billing.bill(judged), billing.bill(all), largest.found());
    var merged = judged.inTierPeriods(book);
    var audit =
        new AuditBuilder(book, run.today(), prices.quotes(book), evidence.judge(book, run.today()))
            .audit(
                result.head(),
                tally,
                merged,
                merged,
                logged,
                MovePlan.NONE,
                Optional.empty(),
                view(gate.budgets()));
    output.console.showDetails(output.isVerbose());
    output.countWarnings();
    output.console.hold();
    try {
      run.review(tally, head.notCounted());
      run.review(judged);
      var rejected = FindingSection.rejected(audit.findings());
      var whole = result.with(output.console.failures(), rejected);
      var confidence = PriceConfidence.sentences(judged.before());
      budgets.review(result, output.console);
      output.print(
          new GateReport(AuditReport.of(audit, true), whole, true, confidence, order, top.rows));
    } finally {
      output.console.release();
    }
    return budgets.code(output.console.exit());
  }

  private Integer ofPipelines(
      BudgetGate gate, List<String> paths, PriceBook book, Optional<RowOrder> order) {
    LogOptions.refuseOptions(spec, "a pipeline has no calls");
    if (!evidence.files.isEmpty()) {
      throw new ConfigurationProblem("--evidence: a pipeline has no calls; pass a log");
    }
    var run = gate.run();
    var day = run.priceDay();
    var estimates =
        run.pipelines(paths, book, Optional.empty()).stream()
            .map(pipeline -> Estimate.of(pipeline, day))
            .toList();
    var pipelines = new PipelineEstimates(paths, estimates, day);
    var head = pipelines.metadata(run, book);
    var report = new EstimateReport(head, estimates, EstimateReport.View.PLAIN);
    var result = gate.evaluate(head, pipelines.after(gate.billing()), Optional.empty());
    output.print(
        new GateReport(report, result, true, List.of(), order, top.rows),
        () -> {
          run.review(report.gaps());
          budgets.review(result, output.console);
        });
    return budgets.code(output.console.exit());
  }

  /// The days that count, and the days before them that some budget compares or learns from.
  private Period widened(Budgets budgets) {
    var period = logOptions.period();
    return period
        .from()
        .map(first -> new Period(Optional.of(budgets.firstDay(first)), period.to()))
        .orElse(period);
  }

  private Audit.View view(Budgets budgets) {
    return new Audit.View(
        dimensions(budgets),
        Optional.empty(),
        Audit.Sort.COST,
        false,
        output.isVerbose(),
        UnitEconomics.NONE);
  }

  /// The attributes that the JSON groups by: the task and whatever some scope names, so that a
  /// saved report can be a base later.
  private static List<Attribute> dimensions(Budgets budgets) {
    var names = new LinkedHashSet<>(List.of("task"));
    budgets
        .budgets()
        .forEach(
            budget -> {
              names.addAll(budget.scope().conditions().keySet());
              names.addAll(budget.of().conditions().keySet());
            });
    return names.stream().map(Attribute::named).toList();
  }
}
