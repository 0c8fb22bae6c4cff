package routercost.usage;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Sums calls while a log is read: mutable, one per worker, added at the end. The hot path, so
/// counts are primitive longs here and become exact decimals only in the cube.
public final class Tally {
  private static final int METERS = Meter.values().length;

  private static final class Cell {
    final long[] counts = new long[METERS];
    BigDecimal loggedUsd = BigDecimal.ZERO;
  }

  private final Map<UsageKey, Cell> cells = new HashMap<>();

  /// Adds one record.
  ///
  /// @param counts one whole number per meter, at the meter's ordinal
  /// @param loggedUsd what the record says it cost, in US dollars; zero if it does not say
  /// @throws ArithmeticException if a sum passes 2⁶³ − 1; the tally is then unchanged
  public void add(UsageKey key, long[] counts, BigDecimal loggedUsd) {
    var cell = cells.computeIfAbsent(key, _ -> new Cell());
    var sums = new long[METERS];
    for (int i = 0; i < METERS; i++) {
      sums[i] = Math.addExact(cell.counts[i], counts[i]);
    }
    System.arraycopy(sums, 0, cell.counts, 0, METERS);
    if (loggedUsd.signum() != 0) {
      cell.loggedUsd = cell.loggedUsd.add(loggedUsd);
    }
  }

  /// Adds all that another tally holds.
  ///
  /// @throws ArithmeticException if a sum passes 2⁶³ − 1
  public void addAll(Tally other) {
    other.cells.forEach((key, cell) -> add(key, cell.counts, cell.loggedUsd));
  }

  /// What has been tallied so far.
  public UsageCube cube() {
    var usage = new TreeMap<UsageKey, Usage>();
    cells.forEach((key, cell) -> usage.put(key, usage(cell)));
    return new UsageCube(usage);
  }

  private static Usage usage(Cell cell) {
    var amounts = new EnumMap<Meter, BigDecimal>(Meter.class);
    for (var meter : Meter.values()) {
      amounts.put(meter, BigDecimal.valueOf(cell.counts[slot(meter)]));
    }
    amounts.put(Meter.LOGGED_USD, cell.loggedUsd);
    return new Usage(amounts);
  }

  /// The place of `meter` in an array of counts.
  @SuppressWarnings("EnumOrdinal") // one long per meter: this is the hot path
  public static int slot(Meter meter) {
    return meter.ordinal();
  }
}
