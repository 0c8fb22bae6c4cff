package routercost.audit.reconcile;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import routercost.usage.Meter;

/// The finest key that a bill and the logs share. What the bill does not state is empty.
///
/// @param from the first day
/// @param to the day after the last
/// @param meter cache writes of any lifetime are `CACHE_WRITE_UNKNOWN`
record CellKey(
    String bill,
    LocalDate from,
    LocalDate to,
    String model,
    Optional<Meter> meter,
    String workspace,
    String key)
    implements Comparable<CellKey> {
  private static final Comparator<CellKey> ORDER =
      Comparator.comparing(CellKey::from)
          .thenComparing(CellKey::to)
          .thenComparing(CellKey::model)
          .thenComparing(key -> key.meter().map(Meter::id).orElse(""))
          .thenComparing(CellKey::workspace)
          .thenComparing(CellKey::key)
          .thenComparing(CellKey::bill);

  /// The meter of a cell, within which lifetimes and parts are distinguished.
  static Meter family(Meter meter) {
    return switch (meter) {
      case CACHE_WRITE_5M, CACHE_WRITE_1H, CACHE_WRITE_UNKNOWN -> Meter.CACHE_WRITE_UNKNOWN;
      default -> meter.whole();
    };
  }

  boolean isOneDay() {
    return to.equals(from.plusDays(1));
  }

  /// The same usage on other days.
  CellKey undated() {
    return new CellKey(bill, LocalDate.MIN, LocalDate.MIN, model, meter, workspace, key);
  }

  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }
}
