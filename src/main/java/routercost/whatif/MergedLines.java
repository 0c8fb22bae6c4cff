package routercost.whatif;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;

/// The lines of a bill with days taken together between which nothing changes that matters to their
/// calls. A year has a dozen stretches on which every tier is one model, but a call that stays
/// where it is has one or two prices.
final class MergedLines {
  private final PriceBook book;
  private final PricePeriods periods;
  private final SortedSet<LocalDate> days = new TreeSet<>();
  private final Map<Set<String>, UnaryOperator<UsageKey>> keys = new HashMap<>();

  private MergedLines(PriceBook book, PricePeriods periods, List<Repriced> lines) {
    this.book = book;
    this.periods = periods;
    for (var line : lines) {
      days.add(line.original().key().day());
    }
  }

  /// `lines`, which no scenario has changed, in fewer lines that cost the same.
  ///
  /// @param targets the tiers that the calls of a line may move to
  static List<Repriced> of(
      List<Repriced> lines,
      Function<Repriced, Set<String>> targets,
      PriceBook book,
      PricePeriods periods) {
    return new MergedLines(book, periods, lines).merged(lines, targets);
  }

  private List<Repriced> merged(List<Repriced> lines, Function<Repriced, Set<String>> targets) {
    var parts = new LinkedHashMap<UsageKey, List<Repriced>>();
    for (var line : lines) {
      parts.computeIfAbsent(key(line, targets), _ -> new ArrayList<>(2)).add(line);
    }
    var merged = new ArrayList<Repriced>(parts.size());
    parts.forEach((key, part) -> merged.add(part.size() == 1 ? part.getFirst() : sum(key, part)));
    return merged;
  }

  /// The key of a line among those of its stretch. Calls without a price keep their days, by which
  /// they are named.
  private UsageKey key(Repriced line, Function<Repriced, Set<String>> targets) {
    var key = line.original().key();
    return line.before().isComplete()
        ? keys.computeIfAbsent(targets.apply(line), this::keysFor).apply(key)
        : key;
  }

  private UnaryOperator<UsageKey> keysFor(Set<String> tiers) {
    return periods.movingTo(tiers).keys(days);
  }

  private Repriced sum(UsageKey key, List<Repriced> part) {
    var usage = Usage.sum(part.stream().map(line -> line.original().usage()));
    var priced = new Slice(part.getFirst().priced().key(), usage);
    return Repriced.unchanged(new Slice(key, usage), Ledger.of(List.of(priced), book::quote));
  }
}
