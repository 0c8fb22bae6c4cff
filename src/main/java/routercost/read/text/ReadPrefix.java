package routercost.read.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// The bytes of a file that were there when it was read, by which one sees whether it has only
/// grown since.
public final class ReadPrefix {
  private static final int BUFFER = 1 << 18;

  private final Path file;
  private Object state = "";
  private long length;
  private long hash;

  public ReadPrefix(Path file) {
    this.file = file;
  }

  /// How many bytes there were.
  public long length() {
    return length;
  }

  /// Takes the bytes that were added to the file. As a program may write into the middle of a file
  /// and leave its size, those that were there are looked at as well, unless nothing was written.
  ///
  /// @return whether the file begins with all that was there
  public boolean grows() throws IOException {
    var now = FileKeys.state(file);
    if (now.equals(state)) {
      return true;
    }
    state = now;
    var sum = new CRC32C();
    var buffer = ByteBuffer.allocateDirect(BUFFER);
    try (var bytes = FileChannel.open(file, StandardOpenOption.READ)) {
      if (!add(bytes, buffer, length, sum) || sum.getValue() != hash) {
        return false;
      }
      add(bytes, buffer, Long.MAX_VALUE, sum);
      length = bytes.position();
      hash = sum.getValue();
      return true;
    }
  }

  /// Adds the next bytes up to an offset; false if the file ends before.
  private static boolean add(FileChannel bytes, ByteBuffer buffer, long end, CRC32C sum)
      throws IOException {
    while (bytes.position() < end) {
      buffer.clear().limit((int) Math.min(BUFFER, end - bytes.position()));
      if (bytes.read(buffer) < 0) {
        return false;
      }
      sum.update(buffer.flip());
    }
    return true;
  }
}
