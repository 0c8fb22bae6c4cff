package routercost.read.tally;

import java.time.LocalDate;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import routercost.usage.UsageKey;

/// A rule that merges the days of calls while they are read, where no report keeps days apart. Sums
/// that are merged as plain numbers need not be added as decimals later.
@FunctionalInterface
public interface DayMerging {
  /// Keeps every day.
  DayMerging NONE = _ -> key -> key;

  /// The mapping of keys to merged keys.
  ///
  /// @param days of the calls that count
  UnaryOperator<UsageKey> keys(SortedSet<LocalDate> days);
}
