package routercost.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One input: a name to print and bytes to open.
///
/// @param notes sentences on how it came to be read
record Source(String name, Bytes bytes, List<String> notes) {
  Source {
    notes = List.copyOf(notes);
  }

  /// Bytes that can be opened.
  interface Bytes {
    InputStream open() throws IOException;
  }

  static Source of(Path file) {
    return new Source(file.toString(), () -> Files.newInputStream(file), List.of());
  }

  Source withNotes(List<String> others) {
    return new Source(name, bytes, others);
  }
}
