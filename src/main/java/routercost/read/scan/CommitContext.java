package routercost.read.scan;

import routercost.read.schema.Origin;

/// A stretch in its turn: all that comes before it in the log is settled.
///
/// @param line on which it begins, from 1
public record CommitContext(ScanInput input, ByteRange stretch, long line) {
  /// Says that the stretch follows what was settled before, unless it is blank.
  public void begin() {
    if (!stretch.isBlank()) {
      input.account().breaksOff(false);
    }
  }

  /// Counts the lines up to the records of the stretch, one after another.
  public final class Places {
    private int at = stretch.from;
    private long number = line;

    /// The place of a record that begins behind those asked for before.
    public Origin origin(int next) {
      number += lines(stretch, at, next);
      at = next;
      return new Origin(input.source().name(), number);
    }
  }

  public Places places() {
    return new Places();
  }

  /// How many lines end between two places.
  static long lines(ByteRange stretch, int from, int to) {
    byte[] bytes = stretch.bytes;
    long lines = 0;
    for (int i = from; i < to; i++) {
      byte value = bytes[i];
      if (value == '\n' || (value == '\r' && (i + 1 == to || bytes[i + 1] != '\n'))) {
        lines++;
      }
    }
    return lines;
  }
}
