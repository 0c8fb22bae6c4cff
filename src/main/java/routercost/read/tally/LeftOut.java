package routercost.read.tally;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.audit.NotCounted.Kind;
import routercost.usage.UsageCube;

/// What was left out while logs were read and may hold calls.
///
/// @param readable the calls whose counts or logged cost can be read, by the reason to leave them
///     out; their days and models may be unknown
/// @param open the calls of which nothing but the key can be read, likewise
/// @param records the number of records of these calls
/// @param unasked rejected rows that a filter would have left out
/// @param rejectedTokens the tokens of rejected rows by input, as far as they can be read
/// @param files what was left out of files, or of all of a file
/// @param equal sentences on inputs of equal content, whose calls may count twice
/// @param outside the first and last day of the calls outside of the period
public record LeftOut(
    Map<Kind, UsageCube> readable,
    Map<Kind, UsageCube> open,
    Map<Kind, Long> records,
    SortedMap<String, Long> unasked,
    SortedMap<String, Long> rejectedTokens,
    List<PartOfFile> files,
    Optional<String> outside,
    List<String> equal) {
  /// A file that may be a log and of which something cannot be used.
  ///
  /// @param empty whether what was left out cannot hold calls
  public record PartOfFile(Kind kind, String sentence, boolean empty) {}

  /// The same with other calls.
  LeftOut with(
      Map<Kind, UsageCube> bounded, Map<Kind, UsageCube> unbounded, Map<Kind, Long> number) {
    return new LeftOut(bounded, unbounded, number, unasked, rejectedTokens, files, outside, equal);
  }

  public LeftOut {
    readable = Map.copyOf(readable);
    open = Map.copyOf(open);
    records = Map.copyOf(records);
    unasked = Collections.unmodifiableSortedMap(new TreeMap<>(unasked));
    rejectedTokens = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedTokens));
    files = List.copyOf(files);
    equal = List.copyOf(equal);
  }
}
