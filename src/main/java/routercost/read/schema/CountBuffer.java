package routercost.read.schema;

import java.util.Arrays;
import routercost.read.builtin.Column;

/// The whole numbers of one record as they stand in its columns, before they are put on meters.
/// Filled again for every record.
@SuppressWarnings("EnumOrdinal") // closed lists as numbers: this is the hot path
public final class CountBuffer {
  private final long[] values = new long[Column.values().length];
  private long present;

  public void clear() {
    present = 0;
  }

  public void put(Column column, long value) {
    values[column.ordinal()] = value;
    present |= bit(column);
  }

  boolean has(Column column) {
    return (present & bit(column)) != 0;
  }

  /// The number in a column; 0 if there is none.
  long of(Column column) {
    return has(column) ? values[column.ordinal()] : 0;
  }

  /// Whether there is no quantity at all, not even a zero.
  public boolean hasNoQuantity() {
    return (present & QUANTITIES) == 0;
  }

  private static long bit(Column column) {
    return 1L << column.ordinal();
  }

  private static final long QUANTITIES =
      Column.QUANTITIES.stream().mapToLong(CountBuffer::bit).reduce(0, (one, other) -> one | other);

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
