package routercost.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import routercost.usage.UsageCube;

/// All that comes out of reading logs.
///
/// @param used the calls that count
/// @param duplicates the calls that were found a second time and left out, so that their price can
///     be told
/// @param inputs what became of every record, by input, in the order given
/// @param loggedElsewhere costs that the logs state in other currencies, summed by currency code;
///     not compared
public record LogTally(
    UsageCube used,
    UsageCube duplicates,
    List<InputAccount> inputs,
    SortedMap<String, BigDecimal> loggedElsewhere) {
  public LogTally {
    inputs = List.copyOf(inputs);
    loggedElsewhere =
        java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(loggedElsewhere));
  }
}
