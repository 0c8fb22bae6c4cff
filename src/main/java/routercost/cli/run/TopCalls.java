package routercost.cli.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Quote;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.tally.LogTally;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The most expensive calls of a log. It keeps no more than are shown.
///
/// @param most how many
/// @param quotes the prices of the bill
public record TopCalls(
    int most, Function<UsageKey, Quote> quotes, PriorityQueue<Priced> cheapestFirst)
    implements CallListener {
  /// Calls that are shown unless a number is asked for.
  public static final int USUAL = 10;

  public TopCalls(int most, Function<UsageKey, Quote> quotes) {
    this(most, quotes, new PriorityQueue<>());
  }

  /// A call with its cost; of equal costs the earlier in the log is the larger.
  record Priced(BigDecimal cost, long number, String place, Slice slice)
      implements Comparable<Priced> {
    @Override
    public int compareTo(Priced other) {
      int order = cost.compareTo(other.cost);
      return order != 0 ? order : Long.compare(other.number, number);
    }
  }

  @Override
  public void used(Call call) {
    var charges = Ledger.of(List.of(call.slice()), quotes).charges();
    if (!charges.isEmpty()) {
      long number = call.origin().line();
      var cost = charges.getFirst().total().usd();
      cheapestFirst.add(new Priced(cost, number, call.origin().toString(), call.slice()));
      if (cheapestFirst.size() > most) {
        cheapestFirst.remove();
      }
    }
  }

  /// The tally with these calls by themselves, under their places, and all others as they are.
  public LogTally apart(LogTally tally) {
    var cells = new TreeMap<>(tally.used().cells());
    for (var top : cheapestFirst) {
      var key = top.slice().key();
      var rest = cells.getOrDefault(key, Usage.NONE).minus(top.slice().usage());
      if (rest.amounts().isEmpty()) {
        cells.remove(key);
      } else {
        cells.put(key, rest);
      }
      var labels = new TreeMap<String, String>(key.labels());
      labels.putAll(Map.of(Attribute.Label.CALL.id(), top.place()));
      cells.merge(key.withLabels(labels), top.slice().usage(), Usage::plus);
    }
    return tally.withUsed(new UsageCube(cells));
  }
}
