package routercost.read.record;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Rows with cells that are the same in all of them, as options say: `--map model==gpt-5`.
///
/// @param names of the further cells
public record ConstantCells(RecordReader records, List<String> names, List<String> texts)
    implements RecordReader {
  @Override
  public Optional<LogRecord> next() throws IOException {
    return records
        .next()
        .map(
            entry ->
                entry instanceof Row row
                    ? new Row(row.line(), and(row.names(), names), and(row.cells(), texts))
                    : entry);
  }

  /// A list and the elements of another.
  public static List<String> and(List<String> first, List<String> more) {
    return Stream.concat(first.stream(), more.stream()).toList();
  }
}
