package routercost.read.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import routercost.read.text.SwarBytes;

/// The cells of a record that was read as text.
public final class TextCells extends RowCells {
  /// Takes the cells of another record.
  public void fill(List<String> cells) {
    count = 0;
    int end = 0;
    for (String cell : cells) {
      int start = end;
      end = append(cell, start);
      add(start, end);
    }
  }

  private int append(String cell, int start) {
    int length = cell.length();
    makeRoom(start + length);
    for (int i = 0; i < length; i++) {
      char next = cell.charAt(i);
      if (next >= 0x80) {
        return appendEncoded(cell, start);
      }
      bytes[start + i] = (byte) next;
    }
    return start + length;
  }

  private int appendEncoded(String cell, int start) {
    byte[] encoded = cell.getBytes(StandardCharsets.UTF_8);
    makeRoom(start + encoded.length);
    System.arraycopy(encoded, 0, bytes, start, encoded.length);
    return start + encoded.length;
  }

  private void makeRoom(int length) {
    if (length + SwarBytes.BEYOND > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + SwarBytes.BEYOND));
    }
  }
}
