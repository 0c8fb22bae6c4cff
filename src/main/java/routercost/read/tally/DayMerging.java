package routercost.read.tally;

import java.time.LocalDate;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import routercost.usage.UsageKey;

/// Which calls may be taken together as soon as they are read, because nobody asks for single days.
/// What is taken together while sums are plain numbers need not be added as decimals later.
@FunctionalInterface
public interface DayMerging {
  /// Every key by itself.
  DayMerging NONE = _ -> key -> key;

  /// The key under which each key is kept.
  ///
  /// @param days on which there are calls that count
  UnaryOperator<UsageKey> keys(SortedSet<LocalDate> days);
}
