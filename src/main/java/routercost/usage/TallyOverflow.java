package routercost.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The amounts of a tally that do not fit into its primitive cells, by the number of the cell.
final class TallyOverflow {
  private final int meters;
  private final Map<Integer, BigInteger[]> counts = new HashMap<>();
  private final Map<Integer, BigDecimal> usd = new HashMap<>();

  TallyOverflow(int meters) {
    this.meters = meters;
  }

  void addCount(int cell, int slot, BigInteger count) {
    BigInteger[] sums = counts(cell);
    sums[slot] = sums[slot].add(count);
  }

  private BigInteger[] counts(int cell) {
    return counts.computeIfAbsent(
        cell,
        _ -> {
          var zeros = new BigInteger[meters];
          Arrays.fill(zeros, BigInteger.ZERO);
          return zeros;
        });
  }

  void addUsd(int cell, BigDecimal amount) {
    usd.merge(cell, amount, BigDecimal::add);
  }

  boolean hasCounts(int cell) {
    return counts.containsKey(cell);
  }

  BigInteger count(int cell, int slot) {
    return counts(cell)[slot];
  }

  BigDecimal usd(int cell) {
    return usd.getOrDefault(cell, BigDecimal.ZERO);
  }

  /// Adds a cell of another tally.
  void addCell(int cell, TallyOverflow other, int otherCell) {
    BigDecimal amount = other.usd.get(otherCell);
    if (amount != null) {
      addUsd(cell, amount);
    }
    if (other.hasCounts(otherCell)) {
      for (int slot = 0; slot < meters; slot++) {
        addCount(cell, slot, other.count(otherCell, slot));
      }
    }
  }
}
