package routercost.read.row;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.read.record.Row;
import routercost.read.schema.OddCells;
import routercost.read.text.SwarBytes;
import routercost.read.value.RowRejectedException;

/// The kinds of records that one shape has: the combinations of words in their cells. What the
/// words mean is found out once for each. Looked up by bytes; open addressing.
///
/// The cells of a kind are held as a row of longs: a text of up to seven bytes in one, its length
/// in the highest byte; a longer one as its length and its bytes, of which the last eight may stand
/// twice. So two rows are equal only if all their cells are.
final class AttributeCache {
  /// What the texts of a record mean.
  static final class Kind {
    int task;
    int model;
    int service;
    int place;
    int status;

    /// Whether its price depends on the hour.
    boolean hourly;

    /// The number of its labels.
    long labels;

    /// The reason why its records cannot be read.
    @Nullable RowRejectedException fault;

    /// Its cells that were not understood.
    List<OddCells.Cell> odd = List.of();

    /// The currency of its costs; empty until there is one.
    String currency = "";

    boolean dollars;

    /// Whether the filter was asked about its task and labels.
    boolean judged;

    boolean filteredOut;

    /// Day, band and peak of the record of this kind that was parsed last, and its key.
    long latest = -1;

    int key;
  }

  private static final long LONG = 8L << 56;
  private static final long MIXING = 0x9E3779B97F4A7C15L;

  private final int[] places;
  private long[] row;
  private int length;
  private long hash;
  private int[] slots = new int[1 << 6];
  private long[] hashes = new long[1 << 5];
  private int[] starts = new int[1 << 5];
  private Kind[] kinds = new Kind[1 << 5];
  private long[] pool = new long[1 << 8];
  private int pooled;
  private int size;

  /// @param places of the cells whose words count
  AttributeCache(int... places) {
    this.places = Arrays.stream(places).filter(place -> place >= 0).distinct().toArray();
    this.row = new long[2 * this.places.length + 16];
  }

  /// The kind of the record in hand; null if it is new, or has a cell that is too long to be kept.
  @Nullable Kind find(RowCells cells) {
    if (!take(cells)) {
      return null;
    }
    int slot = slot(hash);
    for (int taken = slots[slot]; taken != 0; taken = slots[slot]) {
      if (hashes[taken - 1] == hash && isRow(starts[taken - 1])) {
        return kinds[taken - 1];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return null;
  }

  private boolean take(RowCells cells) {
    byte[] bytes = cells.bytes;
    long mixed = 0;
    int at = 0;
    for (int place : places) {
      int from = cells.from[place];
      int width = cells.to[place] - from;
      long first = SwarBytes.at(bytes, from);
      if (width < Long.BYTES) {
        first = (first & ~(-1L << (width << 3))) | ((long) width << 56);
      } else {
        if (width > Row.LONGEST_CELL) {
          return false;
        }
        if (at + (width >> 3) + places.length + 3 > row.length) {
          row = Arrays.copyOf(row, 2 * (at + (width >> 3) + places.length + 3));
        }
        row[at++] = LONG | width;
        mixed = Long.rotateLeft(mixed, 11) + width;
        int last = from + width - Long.BYTES;
        for (int next = from + Long.BYTES; next < last; next += Long.BYTES) {
          row[at++] = first;
          mixed = Long.rotateLeft(mixed, 11) + first;
          first = SwarBytes.at(bytes, next);
        }
        row[at++] = first;
        mixed = Long.rotateLeft(mixed, 11) + first;
        first = SwarBytes.at(bytes, last);
      }
      row[at++] = first;
      mixed = Long.rotateLeft(mixed, 11) + first;
    }
    length = at;
    hash = mixed * MIXING;
    return true;
  }

  private boolean isRow(int start) {
    for (int i = 0; i < length; i++) {
      if (pool[start + i] != row[i]) {
        return false;
      }
    }
    return true;
  }

  private int slot(long of) {
    return (int) (of >>> 32) & (slots.length - 1);
  }

  /// Keeps what the words of the record in hand mean, which was not found.
  void put(RowCells cells, Kind kind) {
    if (!take(cells)) {
      return;
    }
    if (size == kinds.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
    }
    if (pooled + length > pool.length) {
      pool = Arrays.copyOf(pool, 2 * (pooled + length));
    }
    System.arraycopy(row, 0, pool, pooled, length);
    starts[size] = pooled;
    pooled += length;
    hashes[size] = hash;
    kinds[size++] = kind;
    if (2 * size > slots.length) {
      slots = new int[2 * slots.length];
      for (int i = 0; i < size; i++) {
        enter(i);
      }
    } else {
      enter(size - 1);
    }
  }

  private void enter(int index) {
    int slot = slot(hashes[index]);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = index + 1;
  }
}
