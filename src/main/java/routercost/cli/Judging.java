package routercost.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import routercost.audit.Bill;
import routercost.audit.Billing;
import routercost.audit.Budgets;
import routercost.audit.Evidence;
import routercost.audit.LargestCalls;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.ConfigurationProblem;
import routercost.read.Period;
import routercost.report.Gate;
import routercost.report.Head;
import routercost.whatif.Comparison;
import routercost.whatif.pipeline.Estimate;

/// The budgets of one run at work: what they need from the logs, and what they make of them.
record Judging(
    Gating gating,
    Reading reading,
    Pricing pricing,
    Output output,
    PriceBook book,
    Budgets budgets,
    LocalDate today,
    List<ExitCode> exits) {
  /// The judging that the options ask for; empty if they name no budgets.
  static Optional<Judging> of(
      Gating gating,
      Reading reading,
      Pricing pricing,
      Output output,
      Supplier<PriceBook> later,
      LocalDate today) {
    return gating
        .budgets(later, today)
        .map(
            budgets -> {
              budgets.timezone().ifPresent(zone -> reading.agreeOn(zone, budgets.name()));
              var day = pricing.today(reading.timezone());
              return new Judging(
                  gating, reading, pricing, output, later.get(), budgets, day, new ArrayList<>());
            });
  }

  /// The same with a book that is there.
  static Optional<Judging> of(
      Gating gating,
      Reading reading,
      Pricing pricing,
      Output output,
      PriceBook book,
      LocalDate today) {
    return of(gating, reading, pricing, output, () -> book, today);
  }

  /// The columns of the log that some scope asks for.
  Set<String> labels() {
    return budgets.labels();
  }

  LargestCalls largest() {
    return new LargestCalls(budgets, billing(), pricing.asOf());
  }

  Billing billing() {
    return Billing.of(book, budgets);
  }

  /// Judges a bill by itself, where no call is seen alone.
  ///
  /// @throws ConfigurationProblem if some budget is about single calls
  Gate gate(Head head, Comparison judged) {
    refuseSingleCalls();
    return gate(head, judged, judged, Map.of());
  }

  /// Judges a bill.
  ///
  /// @param all the same calls and those before them
  Gate gate(
      Head head, Comparison judged, Comparison all, Map<String, Evidence.SingleCall> singles) {
    var billing = billing();
    var bill = billing.bill(judged);
    return gate(
        head,
        gating.evidence(budgets, bill, billing.bill(all), singles, path -> log(path, billing)));
  }

  /// Judges a bill beside the one before a change, which is the base unless `--base` names one.
  ///
  /// @throws ConfigurationProblem if some budget is about single calls or missed savings
  Gate gate(Head head, Ledger judged, Ledger before) {
    var billing = billing();
    return gate(head, billing.bill(judged), billing.bill(before));
  }

  /// The same of bills.
  Gate gate(Head head, Bill judged, Bill before) {
    var evidence = evidence(judged);
    return gate(head, evidence.base().isPresent() ? evidence : evidence.over(before));
  }

  /// Judges the bill of pipelines by itself; the base is what `--base` names.
  ///
  /// @throws ConfigurationProblem if some budget is about single calls or missed savings
  Gate gate(Head head, Bill judged) {
    return gate(head, evidence(judged));
  }

  private Evidence evidence(Bill judged) {
    refuseSingleCalls();
    refuseMissedSavings();
    var billing = billing();
    return gating.evidence(budgets, judged, judged, Map.of(), path -> base(path, billing));
  }

  /// The bill of another log or pipeline.
  private Bill base(String path, Billing billing) {
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

  private Gate gate(Head head, Evidence evidence) {
    return new Gate(
        head,
        budgets.name(),
        budgets.checks(evidence, today),
        evidence.judged(),
        evidence.base(),
        gating.commentId());
  }

  /// The bill of another log; what is wrong with it counts as well.
  private Bill log(String path, Billing billing) {
    var tally =
        reading.tally(
            List.of(path), labels(), today, Optional.empty(), output.progress(), Period.ALWAYS);
    Pricing.requireBands(tally, book);
    exits.add(reading.judge(tally, output));
    return billing.bill(pricing.bill(tally.used(), book));
  }

  /// Says what is wrong, and how the run ends on account of it.
  ExitCode judge(Gate gate) {
    exits.add(gating.judge(gate, output));
    return ExitCode.worst(exits.toArray(ExitCode[]::new));
  }
}
