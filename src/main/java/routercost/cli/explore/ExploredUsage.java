package routercost.cli.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import routercost.cli.options.PriceOptions;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.read.tally.LogTally;
import routercost.report.common.RunMetadata;
import routercost.usage.Moments;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
import routercost.whatif.SharedPrefixes;

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
