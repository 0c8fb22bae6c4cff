package routercost.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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

  /// Writes `text` as UTF-8 after what is there.
  ///
  /// @throws InputProblem if the file cannot be written
  public static void append(Path path, String text) {
    try {
      Files.writeString(
          path, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new InputProblem(path + ": cannot be written", unwritable);
    }
  }
}
