package routercost.read.row;

import java.util.Arrays;

/// Numbers pairs of longs: 0, 1, 2, … in the order in which they are first met. Open addressing.
final class LongPairInterner {
  private int[] slots = new int[1 << 10];
  private long[] pairs = new long[2 << 8];
  private int size;

  int size() {
    return size;
  }

  /// The number of a pair; a new one is equal to the size before.
  int number(long one, long other) {
    int slot = slot(one, other);
    for (int taken = slots[slot]; taken != 0; taken = slots[slot]) {
      if (pairs[2 * taken - 2] == one && pairs[2 * taken - 1] == other) {
        return taken - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return added(slot, one, other);
  }

  private int added(int slot, long one, long other) {
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    pairs[2 * size] = one;
    pairs[2 * size + 1] = other;
    slots[slot] = ++size;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private int slot(long one, long other) {
    long mixed = ((one * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(other, 31)) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 32) & (slots.length - 1);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int taken = 1; taken <= size; taken++) {
      int slot = slot(pairs[2 * taken - 2], pairs[2 * taken - 1]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = taken;
    }
  }
}
