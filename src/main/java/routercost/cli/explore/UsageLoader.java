package routercost.cli.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.cli.options.GroupByOption;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.LogRun;
import routercost.cli.run.PipelineEstimates;
import routercost.cli.run.SecondReading;
import routercost.cli.run.SessionCalls;
import routercost.cli.run.WhatIfUsage;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogTally;
import routercost.report.common.RunMetadata;
import routercost.usage.MomentTally;
import routercost.usage.Moments;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
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

  /// What was read of logs or pipelines, by day.
  ///
  /// @param tally empty for pipelines
  /// @param labels columns that the keys of the cube have
  /// @param columns that rows can be grouped by, read or not
  /// @param prefixes that calls share, by the keys of the cube as they are priced
  public record ExploredUsage(
      RunMetadata head,
      Optional<LogTally> tally,
      UsageCube cube,
      Moments moments,
      Set<String> labels,
      List<String> columns,
      SharedPrefixes prefixes,
      PriceBook book,
      PriceOptions prices) {
    /// The bill of a part of the calls, the days of one price taken together, as `what-if` has it.
    Comparison bill(CallSelection selection) {
      var used = cube.where(key -> selection.accepts(key, book));
      var folded = book.periods().keys(PricePeriods.days(used));
      UnaryOperator<UsageKey> served = key -> book.served(folded.apply(key));
      var kept = new HashMap<UsageKey, UsageKey>();
      used.cells().keySet().forEach(key -> kept.put(book.served(key), served.apply(key)));
      return prices
          .bill(book.inPricePeriods(used), book)
          .with(prefixes.among(key -> Optional.ofNullable(kept.get(key))))
          .with(moments.where(key -> selection.accepts(key, book)).rekeyed(served));
    }

    /// The bill of a part of the calls, by day.
    Comparison daily(CallSelection selection) {
      return prices
          .bill(cube.where(key -> selection.accepts(key, book)), book)
          .with(prefixes)
          .with(moments.where(key -> selection.accepts(key, book)).rekeyed(book::served));
    }

    /// The ledger of a part of the calls, by day.
    Ledger days(CallSelection selection) {
      return Ledger.of(cube.where(key -> selection.accepts(key, book)), prices.quotes(book));
    }
  }
}
