package routercost.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The chunks of a file, read by each worker at its own place. Never mapped: mapped pages count as
/// memory in use.
final class FileChunks implements Chunks {
  private final FileChannel file;
  private final int size;
  private final long count;
  private final AtomicLong next = new AtomicLong();

  /// @param size of a chunk in bytes
  FileChunks(Path path, int size) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.READ);
    this.size = size;
    this.count = Math.max(1, (file.size() + size - 1) / size);
  }

  @Override
  public @Nullable Chunk next(Chunk chunk) {
    chunk.number = next.getAndIncrement();
    chunk.last = chunk.number == count - 1;
    chunk.length = 0;
    if (chunk.number >= count) {
      return null;
    }
    try {
      fill(chunk);
    } catch (IOException failed) {
      chunk.failure = failed;
    }
    return chunk;
  }

  private void fill(Chunk chunk) throws IOException {
    var bytes = ByteBuffer.wrap(chunk.bytes, 0, size);
    while (bytes.hasRemaining() && file.read(bytes, chunk.number * size + bytes.position()) >= 0) {
      chunk.length = bytes.position();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
