package routercost.read.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import routercost.usage.Sha256;

/// Hashes by which logs are known again.
///
/// The hash of a file is SHA-256 of the SHA-256 hashes of its pieces of 4 MiB, so that all
/// processors can take part.
public final class LogHash {
  private static final int PIECE = 1 << 22;
  private static final int SHORT = 16;

  private LogHash() {}

  /// The hash of the bytes of a file, with the table that its name names; empty if it is not a
  /// regular file.
  public static Optional<String> ofFile(String name) {
    int mark = name.lastIndexOf(Source.TABLE);
    var whole = TextFiles.path(name);
    boolean isTable = mark >= 0 && !Files.exists(whole);
    var file = isTable ? TextFiles.path(name.substring(0, mark)) : whole;
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      var all = Sha256.digest();
      pieces(file).forEach(all::update);
      if (isTable) {
        all.update(name.substring(mark).getBytes(StandardCharsets.UTF_8));
      }
      return Optional.of(HexFormat.of().formatHex(all.digest()));
    } catch (IOException unreadable) {
      throw InputProblem.of(Source.of(name, file), unreadable, 0);
    }
  }

  private static List<byte[]> pieces(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      return LongStream.rangeClosed(0, channel.size() / PIECE)
          .parallel()
          .mapToObj(piece -> hash(channel, piece * PIECE))
          .toList();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private static byte[] hash(FileChannel channel, long from) {
    try {
      var bytes = ByteBuffer.allocate(Math.clamp(channel.size() - from, 0, PIECE));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
        // until the piece is full or the file ends
      }
      var piece = Sha256.digest();
      piece.update(bytes.flip());
      return piece.digest();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A short hash of a text.
  public static String ofText(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
  }
}
