package routercost.cli.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import routercost.audit.Finding;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.InputSummary;
import routercost.report.common.RunMetadata;
import routercost.usage.Meter;
import routercost.usage.Moments;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.PeakLoad;
import routercost.whatif.Rule;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PipelineUsage;
import routercost.whatif.routing.Load;
import routercost.whatif.routing.Tier;

/// The usage of logs or pipelines that scenarios change.
///
/// @param tally empty for pipelines
/// @param moments how much calls differ, as far as known
/// @param assumptions as sentences
/// @param decided the tier of each task that a pipeline sends to one tier only, if it changes
///     anything
/// @param headroom the findings of single calls, by the ledger before changes
/// @param load of each minute, of logs that are read call by call
public record WhatIfUsage(
    RunMetadata head,
    Optional<LogTally> tally,
    UsageCube cube,
    Moments moments,
    List<String> assumptions,
    Map<String, Tier> decided,
    Function<Ledger, List<Finding>> headroom,
    PeakLoad load) {
  /// The days of the calls.
  public SortedSet<LocalDate> days() {
    return tally
        .map(LogTally::days)
        .orElseGet(() -> new TreeSet<>(cube.cells().keySet().stream().map(UsageKey::day).toList()));
  }

  /// The usage of logs.
  ///
  /// @param byCall has seen every call if `loads` are asked for
  public static WhatIfUsage of(
      RunMetadata head, LogTally tally, Moments moments, List<Load> loads, CallObserver byCall) {
    var usage =
        loads.isEmpty()
            ? new CallObserver.Labelled(tally.used(), moments)
            : all(tally, byCall.labelled(loads));
    return new WhatIfUsage(
        head,
        Optional.of(tally),
        usage.cube(),
        usage.moments(),
        LogRun.assumptions(tally),
        Map.of(),
        byCall::headroom,
        byCall.load());
  }

  /// Refuses a log whose single calls differ from the calls that count.
  private static CallObserver.Labelled all(LogTally tally, CallObserver.Labelled usage) {
    if (!withoutUsd(usage.cube()).equals(withoutUsd(tally.used()))) {
      throw new ConfigurationProblem(
          "'load' requires a log with one line per call; this log has several");
    }
    return usage;
  }

  private static Usage withoutUsd(UsageCube cube) {
    return cube.total().with(Meter.LOGGED_USD, 0);
  }

  /// The usage of pipelines before changes: each step is a task, times the runs of a period.
  public static WhatIfUsage of(
      LogRun run, List<Pipeline> pipelines, List<String> paths, PriceBook book) {
    var day = run.priceDay();
    var inputs = new ArrayList<InputSummary>();
    var cube = UsageCube.EMPTY;
    var fixed = Money.ZERO;
    var decided = new HashMap<String, Tier>();
    for (int i = 0; i < pipelines.size(); i++) {
      var usage = PipelineUsage.of(pipelines.get(i), day, RangePoint.MIDDLE);
      cube = cube.plus(usage.before());
      fixed = fixed.plus(usage.fixedBefore());
      if (!usage.before().equals(usage.after())) {
        decided.putAll(tiers(usage.after(), book));
      }
      inputs.add(PipelineEstimates.input(paths.get(i), pipelines.get(i)));
    }
    var head = run.metadata(inputs, book, Optional.of(day), Optional.of(day));
    return new WhatIfUsage(
        head,
        Optional.empty(),
        cube,
        Moments.NONE,
        assumptions(pipelines, fixed),
        decided,
        _ -> List.of(),
        new PeakLoad());
  }

  /// The tier of each task that runs on one tier only.
  private static Map<String, Tier> tiers(UsageCube cube, PriceBook book) {
    var tiers = new HashMap<String, Set<Tier>>();
    for (var key : cube.cells().keySet()) {
      Rule.tier(key, book)
          .ifPresent(tier -> tiers.computeIfAbsent(key.task(), _ -> EnumSet.of(tier)).add(tier));
    }
    var only = new HashMap<String, Tier>();
    tiers.forEach(
        (task, found) -> {
          if (found.size() == 1) {
            only.put(task, found.iterator().next());
          }
        });
    return only;
  }

  private static List<String> assumptions(List<Pipeline> pipelines, Money fixed) {
    var sentences = new ArrayList<String>();
    sentences.add("ranges of a pipeline are at their middle");
    if (!fixed.isZero()) {
      sentences.add(
          "$%s of services, known costs, failures, reviews and waiting is not included in these figures"
              .formatted(fixed));
    }
    if (pipelines.stream().anyMatch(pipeline -> pipeline.runs().isEmpty())) {
      sentences.add("a pipeline without a number of runs counts once");
    }
    return sentences;
  }

  /// The book that prices all of these pipelines.
  ///
  /// @throws ConfigurationProblem if they have different prices
  public static PriceBook book(List<Pipeline> pipelines, PriceBook book) {
    var books = pipelines.stream().map(Pipeline::book).distinct().toList();
    if (books.size() > 1) {
      throw new ConfigurationProblem(
          "these pipelines define different prices; run them separately or share prices with"
              + " --prices");
    }
    return books.isEmpty() ? book : books.getFirst();
  }
}
