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
/// @param skipped what looked like calls and was left out: sums above calls, hits of a gateway's
///     own cache
/// @param unseen output that calls are likely to have had beyond what their logs count
/// @param inputs what became of every record, by input, in the order given
/// @param loggedElsewhere costs that the logs state in other currencies, summed by currency code;
///     not compared
/// @param warnings what a reader of the totals has to know, as sentences
public record LogTally(
    UsageCube used,
    UsageCube duplicates,
    UsageCube skipped,
    UsageCube unseen,
    List<InputAccount> inputs,
    SortedMap<String, BigDecimal> loggedElsewhere,
    List<String> warnings) {
  /// A tally of logs about which there is nothing else to say.
  public LogTally(
      UsageCube used,
      UsageCube duplicates,
      List<InputAccount> inputs,
      SortedMap<String, BigDecimal> loggedElsewhere) {
    this(used, duplicates, UsageCube.EMPTY, UsageCube.EMPTY, inputs, loggedElsewhere, List.of());
  }

  public LogTally {
    inputs = List.copyOf(inputs);
    warnings = List.copyOf(warnings);
    loggedElsewhere =
        java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(loggedElsewhere));
  }
}
