package routercost.read.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.read.record.LogRecord;
import routercost.read.row.ColumnLayout;

/// The records of one container as bytes, for a scanner. What it says of where records begin and
/// end, and of what is none, is what `RecordReader` says of the same text.
public interface ByteRecords {
  /// A longer record is not held in memory.
  int LONGEST = 1 << 24;

  /// Passes what stands before the first record.
  ///
  /// @param last whether the text ends at `to`
  /// @return where the first record begins, or −1 if these bytes do not tell
  int begin(FieldOffsets spans, int from, int to, boolean last);

  /// Reads the record at `at` into `spans`, with its shape and the lines that it takes.
  ///
  /// @param to the end of the bytes over which `spans` is, greater than `at`
  /// @param last whether the text ends at `to`
  /// @return where the next record begins, or `at` if this one does not end in these bytes
  int read(FieldOffsets spans, int at, int to, boolean last);

  /// Whether a record could begin at `at`, which follows a line end. Only a guess: it decides how
  /// fast the reading is, not what is read.
  boolean isLikely(FieldOffsets spans, int at, int to);

  /// The layout of the record in hand; null if it has to be read as text.
  @Nullable ColumnLayout plan();

  /// What the record in hand holds, which was read from `at` to `next` and is not all `CELLS`.
  List<LogRecord> entries(FieldOffsets spans, int at, int next);
}
