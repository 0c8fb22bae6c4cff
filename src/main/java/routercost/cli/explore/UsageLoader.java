package routercost.cli.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.cli.options.GroupByOption;
import routercost.cli.run.LogRun;
import routercost.cli.run.PipelineEstimates;
import routercost.cli.run.SecondReading;
import routercost.cli.run.SessionCalls;
import routercost.cli.run.WhatIfUsage;
import routercost.price.Attribute;
import routercost.price.PriceBook;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogTally;
import routercost.usage.MomentTally;
import routercost.usage.UsageKey;
import routercost.whatif.SharedPrefixes;

/// A reader of what is explored, which may be read again with more columns or when it has grown.
///
/// @param others columns that budgets use
public record UsageLoader(
    LogRun run, List<String> paths, GroupByOption groupBy, Set<String> others) {
  /// Reads all calls, with their days apart.
  ///
  /// @param more columns to keep
  ExploredUsage load(Set<String> more) {
    return PipelineEstimates.arePipelines(paths) ? ofPipelines() : ofLogs(more);
  }

  private ExploredUsage ofPipelines() {
    var own = run.prices().book();
    var pipelines = run.pipelines(paths, own, Optional.empty());
    var book = WhatIfUsage.book(pipelines, own);
    var usage = WhatIfUsage.of(run, pipelines, paths, book);
    return new ExploredUsage(
        usage.head(),
        Optional.empty(),
        usage.cube(),
        usage.moments(),
        Set.of(),
        List.of(),
        SharedPrefixes.NONE,
        book,
        run.prices());
  }

  private ExploredUsage ofLogs(Set<String> more) {
    var book = run.prices().book();
    var kept = new HashSet<>(others);
    kept.addAll(more);
    var labels = new HashSet<>(kept);
    labels.addAll(groupBy.labels());
    var moments = new MomentTally();
    var reader = run.reader(paths, labels).choosing(groupBy.choices(kept)).moments(moments);
    var read = run.tally(reader);
    var tally = groupBy.decide(read, kept, () -> run.prices().quotes(book));
    labels.removeIf(label -> !kept.contains(label) && !groupBy.labels().contains(label));
    groupBy.requireLabels(tally.used().cells().keySet().stream(), Stream.of(tally));
    var bill = run.prices().bill(tally.used(), book);
    UnaryOperator<UsageKey> key = groupBy::kept;
    var prefixes =
        new SessionCalls(new SecondReading(run, paths, labels), Optional.empty())
            .of(bill, tally, book, key);
    return new ExploredUsage(
        run.metadata(tally, book),
        Optional.of(tally),
        tally.used(),
        moments.moments().rekeyed(key),
        Set.copyOf(labels),
        columns(tally),
        prefixes.prefixes(),
        book,
        run.prices());
  }

  private static List<String> columns(LogTally tally) {
    var names = new ArrayList<>(List.of("task", "model", "tier", "provider"));
    names.addAll(List.of("day", "week", "month", "service", "status"));
    GroupByOption.columns(Stream.of(tally)).stream()
        .filter(name -> !Attribute.named(name).equals(Attribute.Label.CALL))
        .filter(name -> !names.contains(name))
        .forEach(names::add);
    return names;
  }

  /// Passes every call to a listener, if calls can be read again.
  ///
  /// @param usage that was read before
  boolean calls(ExploredUsage usage, CallListener listener) {
    var again = new SecondReading(run, paths, usage.labels());
    var possible = usage.tally().filter(again::isPossible);
    possible.ifPresent(_ -> again.read(listener, Set.of()));
    return possible.isPresent();
  }

  PriceBook book() {
    return run.prices().book();
  }
}
