package routercost.cli.run;

import java.time.LocalDate;
import java.util.ArrayList;
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
import routercost.cli.console.ExitCode;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.report.common.RunMetadata;
import routercost.report.gate.GateResult;
import routercost.whatif.Comparison;
import routercost.whatif.pipeline.Estimate;

/// The budgets of one run at work: what they need from the logs, and what they make of them.
public record BudgetGate(
    BudgetOptions gating,
    LogOptions reading,
    PriceOptions pricing,
    OutputOptions output,
    PriceBook book,
    Budgets budgets,
    LocalDate today,
    List<ExitCode> exits) {
  /// The judging that the options ask for; empty if they name no budgets.
  public static Optional<BudgetGate> of(
      BudgetOptions gating,
      LogOptions reading,
      PriceOptions pricing,
      OutputOptions output,
      Supplier<PriceBook> later,
      LocalDate today) {
    return gating
        .budgets(later, today)
        .map(
            budgets -> {
              budgets.timezone().ifPresent(zone -> reading.agreeOn(zone, budgets.name()));
              var day = pricing.today(reading.timezone());
              return new BudgetGate(
                  gating, reading, pricing, output, later.get(), budgets, day, new ArrayList<>());
            });
  }

  /// The same with a book that is there.
  public static Optional<BudgetGate> of(
      BudgetOptions gating,
      LogOptions reading,
      PriceOptions pricing,
      OutputOptions output,
      PriceBook book,
      LocalDate today) {
    return of(gating, reading, pricing, output, () -> book, today);
  }

  /// The columns of the log that some scope asks for.
  public Set<String> labels() {
    return budgets.labels();
  }

  public LargestCalls largest() {
    return new LargestCalls(budgets, billing(), pricing.asOf());
  }

  BillBuilder billing() {
    return BillBuilder.of(book, budgets);
  }

  /// Judges a bill by itself, where no call is seen alone.
  ///
  /// @throws ConfigurationProblem if some budget is about single calls
  public GateResult gate(RunMetadata head, Comparison judged) {
    refuseSingleCalls();
    return gate(head, judged, judged, Map.of());
  }

  /// Judges a bill.
  ///
  /// @param all the same calls and those before them
  public GateResult gate(
      RunMetadata head,
      Comparison judged,
      Comparison all,
      Map<String, BudgetEvidence.SingleCall> singles) {
    var billing = billing();
    var bill = billing.bill(judged);
    return gate(
        head,
        gating.evidence(budgets, bill, billing.bill(all), singles, path -> log(path, billing)));
  }

  /// Judges a bill beside the one before a change, which is the base unless `--base` names one.
  ///
  /// @throws ConfigurationProblem if some budget is about single calls or missed savings
  public GateResult gate(RunMetadata head, Ledger judged, Ledger before) {
    var billing = billing();
    return gate(head, billing.bill(judged), billing.bill(before));
  }

  /// The same of bills.
  GateResult gate(RunMetadata head, Bill judged, Bill before) {
    var evidence = evidence(judged);
    return gate(head, evidence.base().isPresent() ? evidence : evidence.over(before));
  }

  /// Judges the bill of pipelines by itself; the base is what `--base` names.
  ///
  /// @throws ConfigurationProblem if some budget is about single calls or missed savings
  GateResult gate(RunMetadata head, Bill judged) {
    return gate(head, evidence(judged));
  }

  private BudgetEvidence evidence(Bill judged) {
    refuseSingleCalls();
    refuseMissedSavings();
    var billing = billing();
    return gating.evidence(budgets, judged, judged, Map.of(), path -> base(path, billing));
  }

  /// The bill of another log or pipeline.
  private Bill base(String path, BillBuilder billing) {
    if (!WhatIfUsage.arePipelines(List.of(path))) {
      return log(path, billing);
    }
    var day = pricing.asOf().orElse(today);
    var estimates =
        reading.pipelines(List.of(path), book, day, Optional.empty()).stream()
            .map(pipeline -> Estimate.of(pipeline, day))
            .toList();
    return new PipelineBills(estimates, billing).after();
  }

  private void refuseMissedSavings() {
    if (!budgets.targets().isEmpty()) {
      throw new ConfigurationProblem(
          budgets.name() + ": 'savings_missed' is of a log, which 'check' and 'audit' judge");
    }
  }

  private void refuseSingleCalls() {
    if (budgets.asksForSingleCalls()) {
      throw new ConfigurationProblem(
          budgets.name()
              + ": 'largest_call' and 'largest_prompt' look at single calls, which only 'check' does");
    }
  }

  private GateResult gate(RunMetadata head, BudgetEvidence evidence) {
    return new GateResult(
        head,
        budgets.name(),
        budgets.checks(evidence, today),
        evidence.judged(),
        evidence.base(),
        gating.commentId());
  }

  /// The bill of another log; what is wrong with it counts as well.
  private Bill log(String path, BillBuilder billing) {
    var tally =
        reading.tally(
            List.of(path), labels(), today, Optional.empty(), output.progress(), Period.ALWAYS);
    PriceOptions.requireBands(tally, book);
    exits.add(reading.judge(tally, output));
    return billing.bill(pricing.bill(tally.used(), book));
  }

  /// Says what is wrong, and how the run ends on account of it.
  public ExitCode judge(GateResult gate) {
    exits.add(gating.judge(gate, output));
    return ExitCode.worst(exits.toArray(ExitCode[]::new));
  }
}
