package routercost.cli.command;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import routercost.audit.LoggedCostCheck;
import routercost.audit.budget.Budgets;
import routercost.audit.budget.LargestCalls;
import routercost.cli.console.ExitCode;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.AuditBuilder;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.EstimateBuilder;
import routercost.cli.run.RunMetadataBuilder;
import routercost.cli.run.WhatIfUsage;
import routercost.price.Attribute;
import routercost.price.PriceBook;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;
import routercost.report.audit.Audit;
import routercost.report.audit.AuditReport;
import routercost.report.common.MovePlan;
import routercost.report.estimate.EstimateReport;
import routercost.report.gate.GateReport;
import routercost.whatif.pipeline.Estimate;

/// The gate: budgets and policies, and an exit code that says whether they are kept.
@Command(
    name = "check",
    description = "Judge logs or pipelines by budgets and policies: the gate for CI.",
    footer = {
      "",
      "A LOG that ends in .yaml is a pipeline, with its ranges at the high end.",
      "A budget is over if its actual value is above its limit; equal is fine. What",
      "cannot be judged is an error and never passes.",
      "",
      "Examples:",
      "  router-cost check calls.csv --budgets budgets.yaml",
      "  router-cost check calls.csv --budgets budgets.yaml --base main.csv",
      "  router-cost check calls.csv --budgets budgets.yaml --report junit:junit.xml",
      "  router-cost check calls.csv --budgets budgets.yaml --report github -f json"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions gating;

  @Override
  public Integer call() {
    var book = pricing.book();
    var today = pricing.today(reading.timezone());
    var judging =
        BudgetGate.of(gating, reading, pricing, output, book, today)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "missing required option: '--budgets'"));
    if (WhatIfUsage.arePipelines(logs.paths(spec))) {
      return ofPipelines(judging, book, pricing.asOf().orElse(today));
    }
    var largest = judging.largest();
    var logged = LoggedCostCheck.of(book);
    var tally = tally(judging.budgets(), today, logged, largest);
    reading.requireFilterValues(Stream.of(tally));
    var all = pricing.bill(tally.used(), book);
    var judged = all.where(line -> reading.period().contains(line.original().key().day()));
    var heads = new RunMetadataBuilder("check", book, reading.period(), reading.timezoneName());
    var gate = judging.gate(heads.of(tally), judged, all, largest.found());
    var audit =
        new AuditBuilder(book, today, pricing.quotes(book))
            .audit(gate.head(), tally, judged, logged, MovePlan.NONE, view(judging.budgets()));
    output.print(new GateReport(AuditReport.of(audit), gate, true));
    var exit =
        ExitCode.worst(
            reading.judge(tally, output),
            PriceOptions.judge(judged, reading.isStrict(), output),
            judging.judge(gate));
    return gating.code(exit);
  }

  private Integer ofPipelines(BudgetGate judging, PriceBook book, LocalDate day) {
    LogOptions.refuseOptions(spec, "a pipeline has no calls");
    var pipelines = reading.pipelines(logs.paths(spec), book, day, Optional.empty());
    var all = pipelines.stream().map(pipeline -> Estimate.of(pipeline, day)).toList();
    var estimates = new EstimateBuilder(logs.paths(spec), all, day);
    var head = estimates.head("check", book, reading.timezoneName());
    var report = new EstimateReport(head, all, EstimateReport.View.PLAIN);
    var gate = estimates.gate(judging, head);
    output.print(new GateReport(report, gate, true));
    var unpriced = PriceOptions.judge(report.gaps(), reading.isStrict(), output);
    return gating.code(ExitCode.worst(unpriced, judging.judge(gate)));
  }

  private LogTally tally(
      Budgets budgets, LocalDate today, LoggedCostCheck logged, LargestCalls largest) {
    var period = widened(budgets);
    return budgets.asksForSingleCalls()
        ? reading.every(
            logs.paths(spec),
            budgets.labels(),
            today,
            period,
            call -> largest.see(call.slice(), call.origin().toString()))
        : reading.tally(
            logs.paths(spec),
            budgets.labels(),
            today,
            Optional.of(logged),
            output.progress(),
            period);
  }

  /// The days asked for, and those before them that some budget compares or learns from.
  private Period widened(Budgets budgets) {
    var asked = reading.period();
    return asked
        .from()
        .map(first -> new Period(Optional.of(budgets.firstDay(first)), asked.to()))
        .orElse(asked);
  }

  private Audit.View view(Budgets budgets) {
    return new Audit.View(
        dimensions(budgets), Optional.empty(), Audit.Sort.COST, output.isVerbose());
  }

  /// What the JSON groups by: the task, and all else that some scope asks for, so that a saved
  /// report can be judged as a base later.
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
