package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What bills without quantities ask for each dollar of our list price. A ratio counts if at least
/// two cells of a model and meter have it, and half of them: usage that is not logged differs from
/// day to day, a price does not.
final class PriceRatios {
  private static final MathContext DIGITS = new MathContext(15);

  private final Map<CellKey, BigDecimal> usual = new HashMap<>();
  private final Map<String, Boolean> discounted = new HashMap<>();

  /// The list amounts of both sides.
  record Pair(BigDecimal theirs, BigDecimal ours) {
    BigDecimal ratio() {
      return theirs.divide(ours, DIGITS).stripTrailingZeros();
    }
  }

  private PriceRatios() {}

  static PriceRatios of(List<Settlement> settlements) {
    var ratios = new PriceRatios();
    var pairs = new HashMap<CellKey, List<BigDecimal>>();
    for (var settlement : settlements) {
      settlement
          .pairs()
          .forEach(
              pair ->
                  pairs
                      .computeIfAbsent(group(settlement.cell()), _ -> new ArrayList<>())
                      .add(pair.ratio()));
    }
    pairs.forEach((group, all) -> ratios.usual.put(group, usual(all)));
    var ofBills = new HashMap<String, HashSet<BigDecimal>>();
    var groups = new HashMap<String, Integer>();
    ratios.usual.forEach(
        (group, ratio) -> {
          ofBills.computeIfAbsent(group.bill(), _ -> new HashSet<>()).add(ratio);
          groups.merge(group.bill(), 1, Integer::sum);
        });
    ofBills.forEach(
        (bill, all) ->
            ratios.discounted.put(
                bill,
                groups.getOrDefault(bill, 0) > 1
                    && all.size() == 1
                    && all.iterator().next().compareTo(BigDecimal.ONE) < 0));
    return ratios;
  }

  private static CellKey group(ReconciledCell cell) {
    var key = cell.key.undated();
    return new CellKey(key.bill(), key.from(), key.to(), key.model(), key.meter(), "", "");
  }

  private static BigDecimal usual(List<BigDecimal> ratios) {
    var counts = new HashMap<BigDecimal, Integer>();
    ratios.forEach(ratio -> counts.merge(ratio, 1, Integer::sum));
    var most =
        counts.entrySet().stream()
            .max(
                Map.Entry.<BigDecimal, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow();
    boolean counts2 = most.getValue() >= 2 && 2 * most.getValue() >= ratios.size();
    return counts2 ? most.getKey() : BigDecimal.ONE;
  }

  BigDecimal of(ReconciledCell cell) {
    return usual.getOrDefault(group(cell), BigDecimal.ONE);
  }

  /// Whether one ratio holds for everything on the bill, as that of a contract.
  boolean isDiscount(ReconciledCell cell) {
    return discounted.getOrDefault(cell.key.bill(), false);
  }
}
