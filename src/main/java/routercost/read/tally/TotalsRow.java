package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Optional;
import routercost.read.row.ColumnLayout;
import routercost.usage.Meter;
import routercost.usage.SafeText;
import routercost.usage.UsageCube;

/// Finds a row that is the sum of all others, so that everything counts twice.
final class TotalsRow {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /// Of fewer calls one can be as large as the others by chance, unless its name says that it sums.
  private static final BigDecimal FEWEST = BigDecimal.valueOf(4);

  private TotalsRow() {}

  /// The warning if one call, or one row of as many calls as all others, has as many tokens as all
  /// others together.
  static Optional<String> warning(UsageCube used) {
    var calls = BigDecimal.ZERO;
    var input = BigDecimal.ZERO;
    var output = BigDecimal.ZERO;
    for (var usage : used.cells().values()) {
      if (usage.of(Meter.INPUT).signum() > 0) {
        calls = calls.add(usage.of(Meter.CALLS));
      }
      input = input.add(usage.of(Meter.INPUT));
      output = output.add(usage.of(Meter.OUTPUT));
    }
    if (input.signum() == 0 || output.signum() == 0) {
      return Optional.empty();
    }
    for (var cell : used.cells().entrySet()) {
      var usage = cell.getValue();
      if (usage.of(Meter.INPUT).multiply(TWO).compareTo(input) != 0
          || usage.of(Meter.OUTPUT).multiply(TWO).compareTo(output) != 0) {
        continue;
      }
      boolean isNamed = ColumnLayout.isTotalWord(cell.getKey().task());
      boolean isSum =
          isNamed
              && used.cells().size() > 2
              && usage.of(Meter.CALLS).multiply(TWO).compareTo(calls) == 0;
      boolean isOne =
          usage.of(Meter.CALLS).compareTo(BigDecimal.ONE) == 0
              && (isNamed || calls.compareTo(FEWEST) >= 0);
      if (isSum || isOne) {
        return Optional.of(sentence(cell.getKey().task()));
      }
    }
    return Optional.empty();
  }

  private static String sentence(String task) {
    return (task.isEmpty()
            ? "a row without a task"
            : "a row of task '" + SafeText.quoted(task) + "'")
        + " has as many tokens as all others together: if it is their total, everything counts"
        + " twice; remove it";
  }
}
