package routercost.read.schema;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.audit.NotCounted;
import routercost.read.builtin.Column;

/// What became of every record of one input: rows = used + duplicates + skipped + rejected, always.
///
/// @param path as given, `-` for standard input
/// @param format `calls-csv` or `calls-jsonl`
/// @param skipped records left out for a stated reason, by reason
/// @param doubtful used records whose price is not certain, by what is missing
/// @param tokens of the used records; known only if some were rejected
/// @param firstRejects the first few, for the terminal
/// @param mapping which column or key was read as what, in the order of the canonical columns
/// @param assumptions what was assumed where the input does not say, as sentences
/// @param doubts what is not certain about the money, as sentences
public record RowCounts(
    String path,
    String format,
    long rows,
    long used,
    long duplicates,
    SortedMap<String, Long> skipped,
    long rejected,
    SortedMap<NotCounted.Kind, Long> doubtful,
    long tokens,
    List<Reject> firstRejects,
    List<String> mapping,
    List<String> assumptions,
    List<String> doubts) {
  /// Stands between a column and where it is read from, in a line of a mapping.
  static final String READ_FROM = " <- ";

  public RowCounts {
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    doubtful = Collections.unmodifiableSortedMap(new TreeMap<>(doubtful));
    firstRejects = List.copyOf(firstRejects);
    mapping = List.copyOf(mapping);
    assumptions = List.copyOf(assumptions);
    doubts = List.copyOf(doubts);
    if (rows != used + duplicates + skippedRows(skipped) + rejected) {
      throw new IllegalArgumentException("a record was lost in " + path);
    }
  }

  /// The same, where used records turned out to be outside of the period.
  public RowCounts outsidePeriod(long records) {
    var reasons = new TreeMap<>(skipped);
    reasons.merge(ParsedRow.Skipped.OUTSIDE_PERIOD.reason(), records, Long::sum);
    return new RowCounts(
        path,
        format,
        rows,
        used - records,
        duplicates,
        reasons,
        rejected,
        doubtful,
        tokens,
        firstRejects,
        mapping,
        assumptions,
        doubts);
  }

  /// The same, with more used records whose price is not certain.
  public RowCounts doubting(NotCounted.Kind kind, long records) {
    if (records == 0) {
      return this;
    }
    var doubts = new TreeMap<>(doubtful);
    doubts.merge(kind, records, Long::sum);
    return new RowCounts(
        path,
        format,
        rows,
        used,
        duplicates,
        skipped,
        rejected,
        doubts,
        tokens,
        firstRejects,
        mapping,
        assumptions,
        this.doubts);
  }

  /// Whether something was read as `column`.
  public boolean reads(Column column) {
    return columns().anyMatch(column.id()::equals);
  }

  /// The names of the columns that something was read as.
  public Stream<String> columns() {
    return mapping.stream()
        .filter(line -> line.contains(READ_FROM))
        .map(line -> line.substring(0, line.indexOf(READ_FROM)));
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
