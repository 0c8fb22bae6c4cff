package routercost.read.scan;

import java.io.Closeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routercost.read.text.Unpacked;

/// Inputs cut into chunks of bytes, handed out in their order to whoever asks. Used by several
/// workers at once.
public interface Chunks extends Closeable {
  /// One chunk.
  final class Chunk {
    byte[] bytes;
    int length;
    long number;
    int input;
    boolean last;

    /// Whether the input was cut off at its end, perhaps within a record.
    boolean cut;

    /// Why it could not be read; whoever takes it fails with that.
    @Nullable Throwable failure;

    Chunk(int size) {
      bytes = new byte[FieldOffsets.room(size)];
    }
  }

  /// How many bytes a chunk has at most.
  int size();

  /// The next chunk; null after the last one.
  ///
  /// @param spent a chunk that is not looked at any more, whose bytes may be used again
  @Nullable Chunk next(Chunk spent);

  /// What is wrong with the end of a packed input, once all chunks have been handed out.
  default Optional<Unpacked.Flaw> flaw() {
    return Optional.empty();
  }

  /// The last byte of the last input, once all chunks have been handed out; 0 if it has none.
  byte ending();
}
