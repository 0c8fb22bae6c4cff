package routercost.read.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routercost.read.record.Row;
import routercost.read.text.SwarBytes;

/// Numbers the texts that a worker meets, so that equal texts are equal numbers and no text is made
/// twice. Looked up by bytes; open addressing.
final class StringInterner {
  /// The number of the empty text.
  static final int EMPTY = 0;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private int[] slots = new int[1 << 10];
  private int forms;
  private long[] heads = new long[1 << 8];
  private long[] tails = new long[1 << 8];
  private int[] lengths = new int[1 << 8];
  private int[] places = new int[1 << 8];
  private int[] words = new int[1 << 8];
  private byte[] pool = new byte[1 << 12];
  private int pooled;

  StringInterner() {
    number("");
  }

  String text(int number) {
    return texts.get(number);
  }

  /// The number of a text.
  int number(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  /// The number of the text of a cell, without the blanks around it.
  int number(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return EMPTY;
    }
    long head = SwarBytes.at(bytes, from);
    long tail = head;
    if (length < 8) {
      head &= -1L >>> ((8 - length) << 3);
      tail = head;
    } else {
      tail = SwarBytes.at(bytes, to - 8);
    }
    int slot = slot(head, tail, length);
    for (int form = slots[slot]; form != 0; form = slots[slot]) {
      if (heads[form] == head
          && lengths[form] == length
          && tails[form] == tail
          && (length <= 16 || isInside(places[form], length, bytes, from))) {
        return words[form];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return length > Row.LONGEST_CELL
        ? number(RowCells.text(bytes, from, to))
        : learnt(slot, head, tail, bytes, from, to);
  }

  /// Whether what lies between the first and the last eight bytes is the same.
  private boolean isInside(int place, int length, byte[] bytes, int from) {
    for (int i = 8; i < length - 8; i += 8) {
      int at = Math.min(i, length - 16);
      if (SwarBytes.at(pool, place + at) != SwarBytes.at(bytes, from + at)) {
        return false;
      }
    }
    return true;
  }

  private int slot(long head, long tail, int length) {
    long mixed = ((head ^ Long.rotateLeft(tail, 23)) + length) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (slots.length - 1);
  }

  private int learnt(int slot, long head, long tail, byte[] bytes, int from, int to) {
    int length = to - from;
    int form = ++forms;
    if (form == heads.length) {
      heads = Arrays.copyOf(heads, 2 * form);
      tails = Arrays.copyOf(tails, 2 * form);
      lengths = Arrays.copyOf(lengths, 2 * form);
      places = Arrays.copyOf(places, 2 * form);
      words = Arrays.copyOf(words, 2 * form);
    }
    if (pooled + length > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(2 * pool.length, pooled + length));
    }
    System.arraycopy(bytes, from, pool, pooled, length);
    heads[form] = head;
    tails[form] = tail;
    lengths[form] = length;
    places[form] = pooled;
    words[form] = number(RowCells.text(bytes, from, to));
    pooled += length;
    slots[slot] = form;
    if (forms * 2 > slots.length) {
      grow();
    }
    return words[form];
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int form = 1; form <= forms; form++) {
      int slot = slot(heads[form], tails[form], lengths[form]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = form;
    }
  }
}
