package routercost.cli.run;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import routercost.audit.budget.Bill;
import routercost.audit.budget.BillBuilder;
import routercost.audit.budget.BudgetEvidence;
import routercost.audit.budget.Budgets;
import routercost.audit.budget.LargestCalls;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.PriceOptions;
import routercost.price.PriceBook;
import routercost.read.saved.SavedReport;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.FileKeys;
import routercost.read.value.Period;
import routercost.report.common.RunMetadata;
import routercost.report.gate.GateResult;
import routercost.whatif.Scenario;
import routercost.whatif.pipeline.Estimate;

/// The budgets of one run: a function from a bill to the result of the gate.
///
/// @param run counts days as the budgets do
public record BudgetGate(BudgetOptions options, LogRun run, PriceBook book, Budgets budgets) {
  /// How many days longer than another a month can be.
  private static final int LONGER_MONTH = 3;

  /// The gate that the options ask for; empty without a budgets file.
  public static Optional<BudgetGate> of(
      BudgetOptions options, LogRun run, Supplier<PriceBook> book) {
    return options
        .budgets(book, run.today())
        .map(budgets -> new BudgetGate(options, run.with(budgets), book.get(), budgets));
  }

  /// The columns of the log that some scope names.
  public Set<String> labels() {
    return budgets.labels();
  }

  public LargestCalls largest() {
    return new LargestCalls(budgets, billing(), run.prices().asOf());
  }

  public BillBuilder billing() {
    return BillBuilder.of(book, budgets);
  }

  /// Evaluates the bill of a log.
  ///
  /// @throws ConfigurationProblem if a budget is about single calls
  public GateResult evaluate(RunMetadata head, LogTally tally, Bill judged) {
    refuseSingleCalls();
    return evaluate(head, tally, judged, judged, Map.of());
  }

  /// Evaluates the bill of a log that was read call by call if the budgets require it.
  ///
  /// @param all the judged calls and those before them
  public GateResult evaluate(
      RunMetadata head,
      LogTally tally,
      Bill judged,
      Bill all,
      Map<String, BudgetEvidence.SingleCall> singles) {
    refuseBasesAmong(tally);
    var whole = run.judged(head, tally, book, Scenario.NONE);
    return result(whole, evidence(judged, all, singles, whole));
  }

  /// Evaluates the bill of a log after a change.
  ///
  /// @param scenario that it is under
  /// @param before the base unless `--base` names another
  /// @throws ConfigurationProblem if a budget is about single calls or missed savings
  public GateResult evaluate(
      RunMetadata head, Optional<LogTally> tally, Scenario scenario, Bill judged, Bill before) {
    tally.ifPresent(this::refuseBasesAmong);
    var whole = tally.map(of -> run.judged(head, of, book, scenario)).orElse(head);
    return evaluate(whole, judged, Optional.of(before));
  }

  /// Evaluates the bill of pipelines, after a change if there was one before.
  ///
  /// @param before the base unless `--base` names another
  /// @throws ConfigurationProblem if a budget is about single calls or missed savings
  public GateResult evaluate(RunMetadata head, Bill judged, Optional<Bill> before) {
    refuseSingleCalls();
    if (!budgets.targets().isEmpty()) {
      throw new ConfigurationProblem(
          budgets.name() + ": 'savings_missed' requires a log; use 'check' or 'audit'");
    }
    var evidence = evidence(judged, judged, Map.of(), head);
    return result(
        head, evidence.base().isPresent() ? evidence : before.map(evidence::over).orElse(evidence));
  }

  /// Refuses a base that is one of the logs that are judged: it would excuse everything.
  private void refuseBasesAmong(LogTally tally) {
    options.base().ifPresent(base -> refuseAmong(tally, "--base", base));
    budgets
        .baselineFiles()
        .forEach(base -> refuseAmong(tally, budgets.name() + ": 'baseline'", base));
  }

  private static void refuseAmong(LogTally tally, String place, String base) {
    var key = FileKeys.key(base);
    for (var log : tally.inputs()) {
      if (key.isPresent() && key.equals(FileKeys.key(log.path()))) {
        throw new ConfigurationProblem(
            "%s is %s, which is checked; name the calls before the change"
                .formatted(place, log.path()));
      }
    }
  }

  private void refuseSingleCalls() {
    if (budgets.asksForSingleCalls()) {
      throw new ConfigurationProblem(
          budgets.name()
              + ": 'largest_call' and 'largest_prompt' require single calls; use 'check'");
    }
  }

  private GateResult result(RunMetadata head, BudgetEvidence evidence) {
    return new GateResult(
        head,
        budgets.name(),
        budgets.shortened(evidence.judged()).checks(evidence, run.today(), run.clock()),
        evidence.judged(),
        evidence.base(),
        options.commentId());
  }

  private BudgetEvidence evidence(
      Bill judged, Bill all, Map<String, BudgetEvidence.SingleCall> singles, RunMetadata head) {
    var saved = options.base().filter(SavedReport::isOne).map(SavedReport::read);
    saved.ifPresent(base -> requireEqualSelection(base, head));
    var files = new HashMap<String, Bill>();
    budgets.baselineFiles().forEach(path -> files.put(path, baseline(path)));
    return new BudgetEvidence(
        judged,
        all,
        saved.map(SavedReport::bill).or(() -> options.base().map(this::bill)),
        saved.map(SavedReport::actuals).orElse(Map.of()),
        files,
        singles,
        billing().bill(head.notCounted()));
  }

  /// Refuses a base of other calls: more days, or calls that a filter leaves out now, would excuse
  /// what is over.
  private void requireEqualSelection(SavedReport base, RunMetadata head) {
    if (!base.filter().equals(head.filter())) {
      throw new ConfigurationProblem(
          "--base %s was saved with %s, but this run has %s; save it with the same --filter"
              .formatted(base.name(), filter(base.filter()), filter(head.filter())));
    }
    long before = days(base.from(), base.to());
    long now = days(head.from(), head.to());
    if (run.logs().period().isBounded() && before > now + LONGER_MONTH) {
      throw new ConfigurationProblem(
          "--base %s covers %d days and this run %d; save it with a period of the same length"
              .formatted(base.name(), before, now));
    }
  }

  private static String filter(List<String> conditions) {
    return conditions.isEmpty() ? "no filter" : "--filter " + String.join(" ", conditions);
  }

  private static long days(Optional<LocalDate> from, Optional<LocalDate> to) {
    return from.isPresent() && to.isPresent()
        ? ChronoUnit.DAYS.between(from.get(), to.get()) + 1
        : 0;
  }

  private Bill baseline(String path) {
    return SavedReport.isOne(path) ? SavedReport.read(path).bill() : bill(path);
  }

  /// The bill of another log or pipeline. The exit code also depends on the rows of that log.
  private Bill bill(String path) {
    if (PipelineEstimates.isPipeline(path)) {
      var day = run.priceDay();
      var estimates =
          run.pipelines(List.of(path), book, Optional.empty()).stream()
              .map(pipeline -> Estimate.of(pipeline, day))
              .toList();
      return new PipelineEstimates(List.of(path), estimates, day).after(billing());
    }
    var tally = run.tallyUnfiltered(run.reader(List.of(path), labels(), Period.ALWAYS));
    PriceOptions.requireBands(tally, book);
    run.review(tally);
    return billing().bill(run.prices().bill(tally.used(), book));
  }
}
