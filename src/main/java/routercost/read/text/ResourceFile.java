package routercost.read.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A file that comes with the program.
public final class ResourceFile {
  private ResourceFile() {}

  /// The text of the file of this name.
  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static byte[] bytes(String name) {
    try (var stream = ResourceFile.class.getResourceAsStream("/routercost/" + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
