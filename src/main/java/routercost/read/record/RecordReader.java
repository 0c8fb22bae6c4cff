package routercost.read.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of one input in their order, one at a time.
public interface RecordReader {
  /// The next record; empty at the end.
  Optional<LogRecord> next() throws IOException;

  /// All records that are left, of a text that is in memory.
  default List<LogRecord> rest() {
    var entries = new ArrayList<LogRecord>();
    try {
      for (Optional<LogRecord> entry = next(); entry.isPresent(); entry = next()) {
        entries.add(entry.get());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return entries;
  }
}
