package routercost.read.scan;

import routercost.read.row.RowCells;
import routercost.read.text.SwarBytes;

/// Where the cells of one record lie in the bytes of a stretch: the record that a scanner has in
/// hand. Made once and filled for every record.
public final class FieldOffsets extends RowCells {
  /// What is said of the record that was just read.
  public enum Shape {
    /// Its cells stand here.
    CELLS,
    /// A line without anything.
    BLANK,
    /// Not plainly written: it has to be read as text.
    ODD,
    /// The line is longer than any that is read; no `lines` were passed if its end is not here.
    TOO_LONG,
    /// It does not end in these bytes.
    INCOMPLETE
  }

  static final int NO_BLOCK = Integer.MAX_VALUE;

  private static final int SPARE = 1 << 12;

  public int lines;

  /// How many characters of texts that a model wrote the record holds.
  public int written;

  /// If no high bit is set here, the record is UTF-8. Of a format in which that is not known, all
  /// of its octets or-ed together, and perhaps some beside it: then it is ASCII.
  long octets;

  public Shape shape = Shape.INCOMPLETE;

  private int end;
  private int spare;

  /// The 64 bytes that were looked at last: where they begin, and the marks in them from
  /// `markedFrom` on.
  int block;

  long marks;
  int markedFrom = NO_BLOCK;
  long blockOctets;

  /// How long an array has to be to hold `length` bytes, the sentinels behind them, and resolved
  /// escapes.
  public static int room(int length) {
    return length + SPARE + 3 * SwarBytes.BEYOND;
  }

  /// Begins with other bytes. Behind `to` a line end and a quote are set, which stop every search.
  public void over(byte[] other, int to) {
    bytes = other;
    end = to;
    bytes[to] = '\n';
    bytes[to + 1] = '"';
    markedFrom = NO_BLOCK;
  }

  /// Forgets the record before.
  void begin() {
    count = 0;
    lines = 1;
    octets = 0;
    spare = end + SwarBytes.BEYOND;
  }

  /// Where `length` resolved bytes can be written; −1 if there is no room left.
  int spare(int length) {
    if (spare + length > end + SwarBytes.BEYOND + SPARE) {
      return -1;
    }
    spare += length;
    return spare - length;
  }

  /// Ends the record at a line end, or at the end of the text.
  ///
  /// @param place of the line end, or `to`
  /// @return where the next record begins, or −1 if that is not known yet
  int lineEnd(int place, int to, boolean last) {
    if (place >= to) {
      return last ? to : -1;
    }
    if (bytes[place] == '\n') {
      return place + 1;
    }
    if (place + 1 >= to) {
      return last ? to : -1;
    }
    return bytes[place + 1] == '\n' ? place + 2 : place + 1;
  }

  /// The first line end from `at` on, or `to`.
  int line(int at, int to) {
    int place = at;
    while (true) {
      long marks = SwarBytes.marksBelow(SwarBytes.at(bytes, place), 0x0E);
      for (; marks != 0; marks &= marks - 1) {
        int found = place + SwarBytes.first(marks);
        if (bytes[found] == '\n' || bytes[found] == '\r') {
          return Math.min(found, to);
        }
      }
      place += Long.BYTES;
    }
  }

  /// Passes only the first line of what begins at `at`.
  ///
  /// @return where the next record begins, or `at` if the line does not end in these bytes
  int firstLine(Shape of, int at, int to, boolean last) {
    lines = 1;
    int place = line(at, to);
    int next = lineEnd(place, to, last);
    if (place - at > ByteRecords.LONGEST) {
      shape = Shape.TOO_LONG;
      lines = next < 0 ? 0 : 1;
      return next < 0 ? place : next;
    }
    shape = next < 0 ? Shape.INCOMPLETE : of;
    return next < 0 ? at : next;
  }

  /// Whether the record may have bytes that are not UTF-8.
  public boolean mayBeForeign() {
    return shape != Shape.CELLS || SwarBytes.hasHighBit(octets);
  }
}
