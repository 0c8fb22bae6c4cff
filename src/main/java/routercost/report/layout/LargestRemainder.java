package routercost.report.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rounding of lines that must sum to a printed total, by the method of largest remainders: each
/// line is rounded down, and the units that then lack go to the lines that lost most.
public final class LargestRemainder {
  private LargestRemainder() {}

  /// Lines of so many decimals that sum to `total`, each within a unit of its exact value if the
  /// exact values sum to less than half a unit from it. Of equal remainders the first line gets
  /// the unit.
  ///
  /// @param total with no more decimals than `decimals`
  public static List<BigDecimal> rounded(List<BigDecimal> exact, BigDecimal total, int decimals) {
    var unit = BigDecimal.ONE.movePointLeft(decimals);
    var rounded =
        new ArrayList<>(
            exact.stream().map(line -> line.setScale(decimals, RoundingMode.FLOOR)).toList());
    var sum = rounded.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    int units = total.subtract(sum).divide(unit).intValueExact();
    var order =
        IntStream.range(0, exact.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer line) -> rounded.get(line).subtract(exact.get(line))))
            .toList();
    for (int i = 0; i < Math.abs(units) && !exact.isEmpty(); i++) {
      int line =
          units > 0 ? order.get(i % order.size()) : order.get(order.size() - 1 - i % order.size());
      rounded.set(line, rounded.get(line).add(units > 0 ? unit : unit.negate()));
    }
    return List.copyOf(rounded);
  }
}
