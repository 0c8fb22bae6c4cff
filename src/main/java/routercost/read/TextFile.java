package routercost.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Saves what a command prints.
public final class TextFile {
  private TextFile() {}

  /// Writes `text` as UTF-8, in place of what was there.
  ///
  /// @throws InputProblem if the file cannot be written
  public static void write(Path path, String text) {
    try {
      Files.writeString(path, text, StandardCharsets.UTF_8);
    } catch (IOException unwritable) {
      throw new InputProblem(path + ": cannot be written", unwritable);
    }
  }
}
