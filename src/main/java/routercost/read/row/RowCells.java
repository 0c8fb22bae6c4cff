package routercost.read.row;

import java.util.Arrays;
import routercost.read.record.Row;
import routercost.read.text.DecodingReader;

/// The cells of the record in hand as bytes. Filled again for every record.
///
/// Up to `SwarBytes.BEYOND` bytes after the last one of a cell may be looked at.
public class RowCells {
  public byte[] bytes = new byte[0];
  public int[] from = new int[32];
  public int[] to = new int[32];
  public int count;

  /// Adds a cell.
  public final void add(int start, int stop) {
    if (count == from.length) {
      grow();
    }
    from[count] = start;
    to[count++] = stop;
  }

  /// Makes room for more cells.
  public final void grow() {
    from = Arrays.copyOf(from, 2 * from.length);
    to = Arrays.copyOf(to, 2 * to.length);
  }

  public final boolean isEmpty(int cell) {
    return from[cell] == to[cell];
  }

  /// The text of a cell without the blanks around it; empty if there is no such cell.
  public final String text(int cell) {
    return cell < 0 ? "" : text(bytes, from[cell], to[cell]);
  }

  static String text(byte[] bytes, int from, int to) {
    return Row.kept(DecodingReader.decoded(bytes, from, to)).strip();
  }

  /// Leaves out the blanks around a cell; `false` if there were none.
  public final boolean trim(int cell) {
    int first = from[cell];
    int end = to[cell];
    while (first < end && (bytes[first] == ' ' || bytes[first] == '\t')) {
      first++;
    }
    while (first < end && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
      end--;
    }
    boolean blanks = first != from[cell] || end != to[cell];
    from[cell] = first;
    to[cell] = end;
    return blanks;
  }
}
