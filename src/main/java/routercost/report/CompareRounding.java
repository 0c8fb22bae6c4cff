package routercost.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import routercost.price.Money;
import routercost.price.variance.Driver;
import routercost.price.variance.Variance;

/// Rounds the drivers of all rows so that they add up both ways: along a row to its change as
/// shown, down a column to the driver of the whole, rounded.
///
/// @param shown the rounded effects of each line
/// @param unit the last digit shown
record CompareRounding(
    List<Variance.Line> lines, List<SequencedMap<Driver, BigDecimal>> shown, BigDecimal unit) {
  /// The rows of `lines`, in their order.
  static List<CompareRow> rows(List<Variance.Line> lines, Variance variance, int decimals) {
    var before = lines.stream().map(line -> Rounding.amount(line.base().cost(), decimals)).toList();
    var after = lines.stream().map(line -> Rounding.amount(line.head().cost(), decimals)).toList();
    var shown = new ArrayList<SequencedMap<Driver, BigDecimal>>();
    var change = BigDecimal.ZERO;
    for (int i = 0; i < lines.size(); i++) {
      var ofRow = after.get(i).subtract(before.get(i));
      shown.add(shared(lines.get(i).drivers(), ofRow, decimals));
      change = change.add(ofRow);
    }
    new CompareRounding(lines, shown, BigDecimal.ONE.movePointLeft(decimals))
        .settle(shared(variance.drivers(), change, decimals));
    var rows = new ArrayList<CompareRow>();
    for (int i = 0; i < lines.size(); i++) {
      var name = Grouping.name(lines.get(i).group());
      rows.add(new CompareRow(name, before.get(i), after.get(i), shown.get(i)));
    }
    return rows;
  }

  /// Rounds `effects` so that they sum to `sum`, by the largest remainder: what is left over goes
  /// one last digit each to those that rounding wronged most. What has no effect stays at nothing.
  static SequencedMap<Driver, BigDecimal> shared(
      Map<Driver, Money> effects, BigDecimal sum, int decimals) {
    var shown = new LinkedHashMap<Driver, BigDecimal>();
    effects.forEach((driver, effect) -> shown.put(driver, Rounding.amount(effect, decimals)));
    var rest = sum.subtract(shown.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    var unit = BigDecimal.ONE.movePointLeft(decimals);
    var step = rest.signum() < 0 ? unit.negate() : unit;
    var movable =
        effects.entrySet().stream()
            .filter(effect -> !effect.getValue().isZero())
            .sorted(Comparator.comparing(effect -> harm(effect, shown, step)))
            .map(Map.Entry::getKey)
            .toList();
    long steps = rest.divide(step, 0, RoundingMode.HALF_UP).longValueExact();
    for (int i = 0; i < steps && !movable.isEmpty(); i++) {
      shown.merge(movable.get(i % movable.size()), step, BigDecimal::add);
    }
    return shown;
  }

  private static BigDecimal harm(
      Map.Entry<Driver, Money> effect, Map<Driver, BigDecimal> shown, BigDecimal step) {
    return harm(effect.getValue(), shown.getOrDefault(effect.getKey(), BigDecimal.ZERO), step);
  }

  /// How much further from `exact` what is shown would be after a step.
  private static BigDecimal harm(Money exact, BigDecimal now, BigDecimal step) {
    var off = now.subtract(exact.usd());
    return off.add(step).abs().subtract(off.abs());
  }

  /// Moves last digits within rows, from columns that are too high to columns that are too low, as
  /// long as there is a row that has both drivers.
  private void settle(Map<Driver, BigDecimal> wanted) {
    boolean moved = true;
    while (moved) {
      var high = off(wanted, 1);
      var low = off(wanted, -1);
      moved = high.isPresent() && low.isPresent() && move(high.get(), low.get());
    }
  }

  private boolean move(Driver from, Driver to) {
    var row = cheapest(from, to);
    row.map(shown::get)
        .ifPresent(
            drivers -> {
              drivers.merge(from, unit.negate(), BigDecimal::add);
              drivers.merge(to, unit, BigDecimal::add);
            });
    return row.isPresent();
  }

  /// A column whose sum is too high (1) or too low (-1).
  private Optional<Driver> off(Map<Driver, BigDecimal> wanted, int sign) {
    return wanted.entrySet().stream()
        .filter(
            want ->
                shown.stream()
                        .map(row -> row.getOrDefault(want.getKey(), BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .compareTo(want.getValue())
                    == sign)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// The row in which a digit moves at the least harm, of those that have both drivers.
  private Optional<Integer> cheapest(Driver from, Driver to) {
    var best = Optional.<Integer>empty();
    var least = BigDecimal.ZERO;
    for (int i = 0; i < shown.size(); i++) {
      var exact = lines.get(i).drivers();
      var less = exact.getOrDefault(from, Money.ZERO);
      var more = exact.getOrDefault(to, Money.ZERO);
      if (!less.isZero() && !more.isZero()) {
        var harm =
            harm(less, shown.get(i).getOrDefault(from, BigDecimal.ZERO), unit.negate())
                .add(harm(more, shown.get(i).getOrDefault(to, BigDecimal.ZERO), unit));
        if (best.isEmpty() || harm.compareTo(least) < 0) {
          best = Optional.of(i);
          least = harm;
        }
      }
    }
    return best;
  }
}
