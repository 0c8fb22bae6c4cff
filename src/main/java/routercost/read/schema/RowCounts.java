package routercost.read.schema;

import java.util.List;
import java.util.SortedMap;

/// What became of every record of one input: rows = used + duplicates + skipped + rejected, always.
///
/// @param path as given, `-` for standard input
/// @param format `calls-csv` or `calls-jsonl`
/// @param skipped records left out for a stated reason, by reason
/// @param tokens of the used records; known only if some were rejected
/// @param firstRejects the first few, for the terminal
/// @param mapping which column or key was read as what, in the order of the canonical columns
/// @param assumptions what was assumed where the input does not say, as sentences
public record RowCounts(
    String path,
    String format,
    long rows,
    long used,
    long duplicates,
    SortedMap<String, Long> skipped,
    long rejected,
    long tokens,
    List<Reject> firstRejects,
    List<String> mapping,
    List<String> assumptions) {
  public RowCounts {
    skipped = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(skipped));
    firstRejects = List.copyOf(firstRejects);
    mapping = List.copyOf(mapping);
    assumptions = List.copyOf(assumptions);
    if (rows != used + duplicates + skippedRows(skipped) + rejected) {
      throw new IllegalArgumentException("a record was lost in " + path);
    }
  }

  /// All records left out for a stated reason.
  public long skippedRows() {
    return skippedRows(skipped);
  }

  private static long skippedRows(SortedMap<String, Long> skipped) {
    long rows = 0;
    for (long some : skipped.values()) {
      rows += some;
    }
    return rows;
  }
}
