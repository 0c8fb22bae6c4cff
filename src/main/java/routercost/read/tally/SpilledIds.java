package routercost.read.tally;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import routercost.read.text.InputProblem;

/// Ids that did not fit into memory: segments of `SeenIds` in a temporary file that nobody else can
/// open and that vanishes at the end. A Bloom filter in memory (10 bits for each id) rules out
/// nearly all ids that are not here, so that only duplicates are looked up.
final class SpilledIds implements Closeable {
  private static final int WIDTH = Long.BYTES + Integer.BYTES;
  private static final int PAGE_IDS = 32;
  private static final int BITS = 10;
  private static final int PROBES = 7;

  private final FileChannel file;
  private final long[] offsets;
  private final int[] places;
  private final long[] filter;
  private int written;
  private final ByteBuffer page = ByteBuffer.allocate(PAGE_IDS * WIDTH);

  /// @param ids their number
  SpilledIds(int segments, long ids) {
    offsets = new long[segments + 1];
    places = new int[segments];
    filter = new long[Math.toIntExact(((ids * BITS) >>> 6) + 1)];
    try {
      var path = Files.createTempFile("router-cost-ids", ".tmp");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException unwritable) {
      throw problem(unwritable);
    }
  }

  /// Writes the next segment.
  void write(long[] firsts, int[] seconds) {
    var bytes = ByteBuffer.allocate(Math.min(firsts.length, 1 << 12) * WIDTH);
    try {
      for (int i = 0; i < firsts.length; i++) {
        bytes.putLong(firsts[i]).putInt(seconds[i]);
        if (firsts[i] != 0) {
          mark(firsts[i], seconds[i]);
        }
        if (!bytes.hasRemaining() || i + 1 == firsts.length) {
          bytes.flip();
          while (bytes.hasRemaining()) {
            file.write(bytes);
          }
          bytes.clear();
        }
      }
    } catch (IOException unwritable) {
      throw problem(unwritable);
    }
    places[written] = firsts.length;
    offsets[written + 1] = offsets[written] + (long) firsts.length * WIDTH;
    written++;
  }

  private void mark(long first, int second) {
    for (int i = 0; i < PROBES; i++) {
      long bit = bit(first, second, i);
      filter[(int) (bit >>> 6)] |= 1L << bit;
    }
  }

  private long bit(long first, int second, int probe) {
    long spread = first + probe * ((second * 0x9E3779B97F4A7C15L) | 1);
    return Math.unsignedMultiplyHigh(spread * 0xC2B2AE3D27D4EB4FL, filter.length * 64L);
  }

  boolean has(int segment, long first, int second) {
    for (int i = 0; i < PROBES; i++) {
      long bit = bit(first, second, i);
      if ((filter[(int) (bit >>> 6)] & (1L << bit)) == 0) {
        return false;
      }
    }
    return isWritten(segment, first, second);
  }

  private boolean isWritten(int segment, long first, int second) {
    int place = SeenIds.home(first, places[segment]);
    while (true) {
      int count = Math.min(PAGE_IDS, places[segment] - place);
      read(offsets[segment] + (long) place * WIDTH, count * WIDTH);
      for (int i = 0; i < count; i++) {
        long found = page.getLong(i * WIDTH);
        if (found == 0) {
          return false;
        }
        if (found == first && page.getInt(i * WIDTH + Long.BYTES) == second) {
          return true;
        }
      }
      place = place + count == places[segment] ? 0 : place + count;
    }
  }

  private void read(long offset, int length) {
    page.clear().limit(length);
    try {
      while (page.hasRemaining() && file.read(page, offset + page.position()) >= 0) {
        // a file may give less than was asked for
      }
    } catch (IOException unreadable) {
      throw problem(unreadable);
    }
  }

  private static InputProblem problem(IOException failed) {
    return new InputProblem(
        "the ids of this log do not fit into memory, and the temporary folder %s cannot be used: %s"
            .formatted(System.getProperty("java.io.tmpdir"), failed.getMessage()),
        failed);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
