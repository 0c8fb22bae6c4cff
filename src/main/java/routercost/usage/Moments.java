package routercost.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The moments of calls by key: the companion of a cube. `plus` is associative and commutative.
public record Moments(SortedMap<UsageKey, Moment> cells) {
  /// No calls.
  public static final Moments NONE = new Moments(Collections.emptySortedMap());

  public Moments {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /// Both, key by key.
  public Moments plus(Moments other) {
    if (other.cells.isEmpty()) {
      return this;
    }
    var sum = new TreeMap<>(cells);
    other.cells.forEach((key, moment) -> sum.merge(key, moment, Moment::plus));
    return new Moments(sum);
  }

  /// Those of the calls whose keys `which` accepts.
  public Moments where(Predicate<UsageKey> which) {
    var kept = new TreeMap<>(cells);
    kept.keySet().removeIf(which.negate());
    return new Moments(kept);
  }

  /// These with other keys; those of one key are added.
  public Moments rekeyed(UnaryOperator<UsageKey> rename) {
    var renamed = new TreeMap<UsageKey, Moment>();
    for (Map.Entry<UsageKey, Moment> cell : cells.entrySet()) {
      renamed.merge(rename.apply(cell.getKey()), cell.getValue(), Moment::plus);
    }
    return new Moments(renamed);
  }

  /// The moment of the calls under `key`; empty if it is not known.
  public Optional<Moment> of(UsageKey key) {
    return Optional.ofNullable(cells.get(key)).filter(Moment::single);
  }

  /// The sums of products of the counts of each call under one key, for the variance of calls. Adds
  /// up like usage.
  ///
  /// @param calls how many
  /// @param single whether every record stood for one call; otherwise nothing is known of how they
  ///     differ
  /// @param products of each pair of `METERS`, the first with itself, the first with the second, …
  public record Moment(BigDecimal calls, boolean single, List<BigDecimal> products) {
    /// The meters of tokens, in the order of their slots.
    public static final List<Meter> METERS =
        List.of(
            Meter.INPUT,
            Meter.OUTPUT,
            Meter.CACHE_READ,
            Meter.CACHE_WRITE_5M,
            Meter.CACHE_WRITE_1H,
            Meter.CACHE_WRITE_UNKNOWN);

    public Moment {
      products = List.copyOf(products);
      if (products.size() != METERS.size() * (METERS.size() + 1) / 2) {
        throw new IllegalArgumentException("one product for each pair of meters");
      }
    }

    /// Of so many calls nothing is known.
    public static Moment unknown(BigDecimal calls) {
      int pairs = METERS.size() * (METERS.size() + 1) / 2;
      return new Moment(calls, false, Collections.nCopies(pairs, BigDecimal.ZERO));
    }

    /// Both, for one key.
    public Moment plus(Moment other) {
      var sums = new ArrayList<BigDecimal>();
      for (int i = 0; i < products.size(); i++) {
        sums.add(products.get(i).add(other.products.get(i)));
      }
      return new Moment(calls.add(other.calls), single && other.single, sums);
    }

    /// The sum over all calls of the square of what a call comes to, if each token on a meter comes
    /// to so much.
    ///
    /// @param each by meter; nothing for one that is not there
    public BigDecimal squares(Map<Meter, BigDecimal> each) {
      var sum = BigDecimal.ZERO;
      int at = 0;
      for (int i = 0; i < METERS.size(); i++) {
        for (int j = i; j < METERS.size(); j++) {
          var one = each.getOrDefault(METERS.get(i), BigDecimal.ZERO);
          var other = each.getOrDefault(METERS.get(j), BigDecimal.ZERO);
          var product = products.get(at++);
          if (one.signum() != 0 && other.signum() != 0) {
            var part = product.multiply(one).multiply(other);
            sum = sum.add(i == j ? part : part.add(part));
          }
        }
      }
      return sum;
    }
  }
}
