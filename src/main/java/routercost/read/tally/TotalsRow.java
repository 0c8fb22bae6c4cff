package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;
import routercost.read.row.ColumnLayout;
import routercost.usage.Meter;
import routercost.usage.SafeText;
import routercost.usage.Usage;
import routercost.usage.UsageCube;

/// Finds rows that are the sum of all others, so that everything counts twice.
final class TotalsRow {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /// Of fewer calls one can be as large as the others by chance, unless its name says that it sums.
  private static final BigDecimal FEWEST = BigDecimal.valueOf(4);

  private TotalsRow() {}

  /// The warning if the rows of a task that is named like a total, or a single call, have as many
  /// tokens as all others together.
  static Optional<String> warning(UsageCube used) {
    var all = used.total();
    var named = new TreeMap<String, Usage>();
    used.cells()
        .forEach(
            (key, usage) -> {
              if (ColumnLayout.isTotalWord(key.task())) {
                named.merge(key.task(), usage, Usage::plus);
              }
            });
    for (var task : named.entrySet()) {
      if (isHalf(task.getValue(), all)) {
        return Optional.of(sentence(task.getKey()));
      }
    }
    boolean isEnough =
        all.of(Meter.CALLS).subtract(all.of(Meter.EMPTY_CALLS)).compareTo(FEWEST) >= 0
            && all.of(Meter.OUTPUT).signum() > 0;
    for (var cell : used.cells().entrySet()) {
      if (isEnough && isOne(cell.getValue()) && isHalf(cell.getValue(), all)) {
        return Optional.of(sentence(cell.getKey().task()));
      }
    }
    return Optional.empty();
  }

  private static boolean isOne(Usage usage) {
    return usage.of(Meter.CALLS).compareTo(BigDecimal.ONE) == 0;
  }

  private static boolean isHalf(Usage part, Usage all) {
    return all.of(Meter.INPUT).signum() > 0
        && isHalf(part, all, Meter.INPUT)
        && isHalf(part, all, Meter.OUTPUT);
  }

  private static boolean isHalf(Usage part, Usage all, Meter meter) {
    return part.of(meter).multiply(TWO).compareTo(all.of(meter)) == 0;
  }

  private static String sentence(String task) {
    return (task.isEmpty()
            ? "a row without a task"
            : "a row of task '" + SafeText.quoted(task) + "'")
        + " has as many tokens as all others together: if it is their total, everything counts"
        + " twice; remove it";
  }
}
