package routercost.read.scan;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The chunks of files, read by each worker at its own place. Never mapped: mapped pages count as
/// memory in use.
public final class FileChunks implements Chunks {
  /// Java copies what the system reads. In slices, the copy stays in the cache of the processor.
  private static final int SLICE = 1 << 16;

  private final List<Path> files;
  private final int size;
  private final long start;
  private final long end;
  private final boolean ends;
  private final long[] firsts;
  private final @Nullable FileChannel[] channels;
  private final long[] unread;
  private final AtomicLong next = new AtomicLong();
  private volatile byte ending;

  /// Chunks of files, in the order of the files.
  ///
  /// @param most bytes of a chunk; it has fewer if all files are smaller
  public FileChunks(List<Path> files, int most) {
    this(
        files,
        0,
        Long.MAX_VALUE,
        true,
        files.stream().mapToLong(file -> file.toFile().length()).toArray(),
        most);
  }

  /// Chunks of a part of a file.
  ///
  /// @param start the offset of its first byte
  /// @param end the offset behind its last byte
  /// @param ends whether the input ends there too
  public FileChunks(Path file, long start, long end, boolean ends, int most) {
    this(List.of(file), start, end, ends, new long[] {end - start}, most);
  }

  private FileChunks(
      List<Path> files, long start, long end, boolean ends, long[] lengths, int most) {
    this.files = files;
    this.start = start;
    this.end = end;
    this.ends = ends;
    this.firsts = new long[files.size() + 1];
    this.channels = new FileChannel[files.size()];
    this.unread = new long[files.size()];
    long longest = LongStream.of(lengths).max().orElse(0);
    this.size = longest == 0 ? most : (int) Math.min(longest, most); // some systems do not tell
    for (int i = 0; i < lengths.length; i++) {
      unread[i] = Math.max(1, (lengths[i] + size - 1) / size);
      firsts[i + 1] = firsts[i] + unread[i];
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable Chunk next(Chunk chunk) {
    chunk.number = next.getAndIncrement();
    chunk.length = 0;
    if (chunk.number >= firsts[files.size()]) {
      return null;
    }
    int found = Arrays.binarySearch(firsts, chunk.number);
    chunk.input = found < 0 ? -found - 2 : found;
    chunk.last = ends && chunk.number == firsts[chunk.input + 1] - 1;
    try {
      fill(chunk);
    } catch (IOException failed) {
      chunk.failure = failed;
    }
    return chunk;
  }

  private void fill(Chunk chunk) throws IOException {
    if (chunk.last && start == 0 && chunk.number == firsts[chunk.input]) {
      fillWhole(chunk);
    } else {
      fillPart(chunk);
    }
    if (chunk.length > 0 && chunk.number == firsts[files.size()] - 1) {
      ending = chunk.bytes[chunk.length - 1];
    }
  }

  /// Reads a file that is one chunk, as most transcripts are, by what opens and closes fastest.
  private void fillWhole(Chunk chunk) throws IOException {
    try (var file = new FileInputStream(files.get(chunk.input).toFile())) {
      int read = 0;
      while (read >= 0 && chunk.length < size) {
        chunk.length += read;
        read = file.read(chunk.bytes, chunk.length, Math.min(SLICE, size - chunk.length));
      }
    }
  }

  private void fillPart(Chunk chunk) throws IOException {
    FileChannel file = open(chunk.input);
    long from = start + (chunk.number - firsts[chunk.input]) * size;
    int most = (int) Math.min(size, end - from);
    var bytes = ByteBuffer.wrap(chunk.bytes);
    int read = 0;
    while (read >= 0 && chunk.length < most) {
      bytes.limit(Math.min(chunk.length + SLICE, most));
      read = file.read(bytes, from + chunk.length);
      chunk.length = bytes.position();
    }
    done(chunk.input);
  }

  @Override
  public byte ending() {
    return ending;
  }

  private synchronized FileChannel open(int input) throws IOException {
    FileChannel open = channels[input];
    if (open == null) {
      open = FileChannel.open(files.get(input), StandardOpenOption.READ);
      channels[input] = open;
    }
    return open;
  }

  /// Closes a file whose last chunk was read, so that few are open of many.
  private synchronized void done(int input) throws IOException {
    if (--unread[input] == 0) {
      close(input);
    }
  }

  private void close(int input) throws IOException {
    FileChannel open = channels[input];
    channels[input] = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (int input = 0; input < channels.length; input++) {
      close(input);
    }
  }
}
