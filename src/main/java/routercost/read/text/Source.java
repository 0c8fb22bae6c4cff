package routercost.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One input: a name to print and bytes to open.
///
/// @param notes sentences on how it came to be read
/// @param file whose bytes these are, if they are a file's
public record Source(String name, Bytes bytes, List<String> notes, Optional<Path> file) {
  public Source {
    notes = List.copyOf(notes);
  }

  /// Whether its size tells how many bytes will be read: a file that its name does not say is
  /// packed.
  public boolean isPlain() {
    return file.isPresent() && !name.endsWith(".gz") && !name.endsWith(".zst");
  }

  /// How many bytes the file has; 0 if that is not known.
  public long size() {
    return file.map(path -> path.toFile().length()).orElse(0L);
  }

  /// Bytes that can be opened.
  public interface Bytes {
    InputStream open() throws IOException;

    /// Opens them for the last time.
    default InputStream openLast() throws IOException {
      return open();
    }

    /// Says that they will not be opened again.
    default void forget() {}
  }

  /// A file under the name that it was given.
  static Source of(String name, Path file) {
    if (!Files.isRegularFile(file)) {
      var once = new RewindableStream(() -> Files.newInputStream(file));
      return new Source(name, once, List.of(), Optional.empty());
    }
    return ofRegular(name, file);
  }

  /// A regular file that was found in a folder.
  public static Source of(Path file) {
    return ofRegular(file.toString(), file);
  }

  private static Source ofRegular(String name, Path file) {
    return new Source(name, () -> Files.newInputStream(file), List.of(), Optional.of(file));
  }

  /// This input with further sentences.
  public Source withNotes(List<String> more) {
    return new Source(name, bytes, Stream.concat(notes.stream(), more.stream()).toList(), file);
  }

  /// This input with one more sentence, once.
  Source noting(String note) {
    return notes.contains(note) ? this : withNotes(List.of(note));
  }
}
