package routercost.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routercost.usage.Moments.Moment;

/// The sums of products of the counts of single calls, while a log is read: mutable, one per
/// worker, added at the end. They give the variance of calls, which a cube of sums does not
/// contain.
public final class MomentTally {
  private static final int TOKENS = Moment.METERS.size();
  private static final int FIRST = Tally.slot(Moment.METERS.getFirst());

  private Map<UsageKey, Integer> cells = new HashMap<>();
  private List<Sums> sums = new ArrayList<>();
  private Moments others = Moments.NONE;

  private static final class Sums {
    /// Null where no call has both.
    final @Nullable WideSum[] products = new WideSum[TOKENS * (TOKENS + 1) / 2];

    long calls;
    long aggregates;

    void add(Sums other) {
      calls += other.calls;
      aggregates += other.aggregates;
      for (int i = 0; i < products.length; i++) {
        WideSum more = other.products[i];
        if (more != null) {
          product(i).add(more);
        }
      }
    }

    WideSum product(int pair) {
      WideSum known = products[pair];
      if (known == null) {
        known = new WideSum();
        products[pair] = known;
      }
      return known;
    }

    Moment moment() {
      var all = new ArrayList<BigDecimal>();
      for (var product : products) {
        all.add(product == null ? BigDecimal.ZERO : product.decimal(0));
      }
      return new Moment(BigDecimal.valueOf(calls), aggregates == 0, all);
    }
  }

  /// An empty tally.
  public MomentTally another() {
    return new MomentTally();
  }

  /// The number of the cell of `key`, which is made if there is none: 0, 1, 2, …
  public int cell(UsageKey key) {
    Integer known = cells.putIfAbsent(key, sums.size());
    if (known != null) {
      return known;
    }
    sums.add(new Sums());
    return sums.size() - 1;
  }

  /// Adds one record to a cell. The variance is unknown if it stands for several calls.
  ///
  /// @param counts one whole number, 0 or more, per meter at the meter's slot
  /// @param sign 1, or −1 to remove a record that was added before
  public void add(int cell, long[] counts, int sign) {
    Sums of = sums.get(cell);
    of.calls += sign * counts[Tally.slot(Meter.CALLS)];
    if (counts[Tally.slot(Meter.CALLS)] != 1) {
      of.aggregates += sign;
    }
    int at = 0;
    for (int i = FIRST; i < FIRST + TOKENS; i++) {
      for (int j = i; j < FIRST + TOKENS; j++) {
        if (counts[i] != 0 && counts[j] != 0) {
          of.product(at).addProduct(sign * counts[i], counts[j]);
        }
        at++;
      }
    }
  }

  /// Adds another tally.
  public void addAll(MomentTally other) {
    other.cells.forEach((key, cell) -> sums.get(cell(key)).add(other.sums.get(cell)));
    addAll(other.others);
  }

  /// Adds another tally, which nobody will use any more.
  public void takeAll(MomentTally other) {
    if (!sums.isEmpty()) {
      addAll(other);
      return;
    }
    cells = other.cells;
    sums = other.sums;
    addAll(other.others);
  }

  /// Adds the moments of further calls.
  public void addAll(Moments more) {
    others = others.plus(more);
  }

  /// The moment of the calls under `key` that were added one by one; empty if it is not known.
  public Optional<Moment> of(UsageKey key) {
    Integer cell = cells.get(key);
    return cell == null
        ? Optional.empty()
        : Optional.of(sums.get(cell).moment()).filter(Moment::single);
  }

  /// The sums so far.
  public Moments moments() {
    var moments = new TreeMap<UsageKey, Moment>();
    cells.forEach((key, cell) -> moments.put(key, sums.get(cell).moment()));
    return new Moments(moments).plus(others);
  }
}
