package routercost.read.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import routercost.audit.NotCounted;
import routercost.read.text.Unpacked;

/// The chunks of a stream: a thread of its own reads and unpacks ahead while others scan.
public final class StreamChunks implements Chunks {
  private final InputStream stream;
  private final int size;
  private final BlockingQueue<Chunk> full;
  private final BlockingQueue<Chunk> empty;
  private final Thread reader;
  private volatile byte ending;
  private boolean ended;

  /// Chunks that are read ahead of the workers.
  ///
  /// @param size of a chunk in bytes
  /// @param ahead how many chunks are read ahead
  public StreamChunks(InputStream stream, int size, int ahead) {
    this.stream = stream;
    this.size = size;
    this.full = new ArrayBlockingQueue<>(ahead + 1);
    this.empty = new ArrayBlockingQueue<>(2 * ahead + 8);
    for (int i = 0; i < ahead; i++) {
      empty.add(new Chunk(size));
    }
    this.reader = Thread.ofPlatform().daemon().name("reader").start(this::readAll);
  }

  private void readAll() {
    try {
      boolean more = true;
      for (long number = 0; more; number++) {
        Chunk chunk = empty.take();
        fill(chunk, number);
        more = !chunk.last;
        full.put(chunk);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed before the end
    }
  }

  private void fill(Chunk chunk, long number) {
    chunk.number = number;
    chunk.failure = null;
    chunk.length = 0;
    try {
      int read = 0;
      while (chunk.length < size && read >= 0) {
        chunk.length += read;
        read = stream.read(chunk.bytes, chunk.length, size - chunk.length);
      }
      chunk.last = read < 0;
      chunk.cut =
          chunk.last && flaw().filter(flaw -> flaw.kind() == NotCounted.Kind.CUT).isPresent();
      ending = chunk.length == 0 ? ending : chunk.bytes[chunk.length - 1];
    } catch (IOException | RuntimeException | Error failed) { // for whoever waits for the chunk
      chunk.failure = failed;
      chunk.last = true;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public synchronized @Nullable Chunk next(Chunk spent) {
    if (ended) {
      return null;
    }
    try {
      Chunk chunk = full.take();
      ended = chunk.last;
      if (!empty.offer(spent)) {
        throw new IllegalStateException("more chunks were given back than there are");
      }
      return chunk;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", interrupted);
    }
  }

  @Override
  public Optional<Unpacked.Flaw> flaw() {
    return Unpacked.flaw(stream);
  }

  @Override
  public byte ending() {
    return ending;
  }

  @Override
  public void close() throws IOException {
    reader.interrupt();
    stream.close();
  }
}
