package routercost.cli.explore;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// A call with its place in the log.
///
/// @param ledger its charge, or why it has none
/// @param logged the cost that the log states, in US dollars
public record SingleCall(
    String place,
    Slice slice,
    Optional<Instant> at,
    Ledger ledger,
    Optional<BigDecimal> logged,
    long number) {
  Money cost() {
    return ledger.total();
  }

  /// A collector of the most expensive calls of a row. It keeps no more than are shown.
  static final class MostExpensive implements CallListener {
    static final int MOST = 500;
    private static final Comparator<SingleCall> CHEAPEST =
        Comparator.comparing(SingleCall::cost)
            .thenComparing(Comparator.comparingLong(SingleCall::number).reversed());

    private final Predicate<UsageKey> which;
    private final Function<UsageKey, Quote> quotes;
    private final PriorityQueue<SingleCall> cheapestFirst = new PriorityQueue<>(CHEAPEST);
    private long calls;

    MostExpensive(Predicate<UsageKey> which, Function<UsageKey, Quote> quotes) {
      this.which = which;
      this.quotes = quotes;
    }

    @Override
    public void used(Call call) {
      var slice = call.slice();
      if (which.test(slice.key())) {
        calls++;
        cheapestFirst.add(
            new SingleCall(
                call.origin().toString(),
                slice,
                call.timing().at(),
                Ledger.of(List.of(slice), quotes),
                call.loggedUsd(),
                calls));
        if (cheapestFirst.size() > MOST) {
          cheapestFirst.remove();
        }
      }
    }

    /// The calls, the most expensive first.
    List<SingleCall> calls() {
      var sorted = new ArrayList<>(cheapestFirst);
      sorted.sort(CHEAPEST.reversed());
      return sorted;
    }
  }
}
