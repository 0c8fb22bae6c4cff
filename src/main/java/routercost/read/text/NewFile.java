package routercost.read.text;

import java.nio.file.Files;
import java.nio.file.LinkOption;

/// A file that must not be there yet.
public final class NewFile {
  private NewFile() {}

  /// Writes a text to a file that does not exist.
  ///
  /// @throws InputProblem if it exists or cannot be written
  public static void write(String name, String text) {
    if (Files.exists(TextFiles.path(name), LinkOption.NOFOLLOW_LINKS)) {
      throw new InputProblem(name + " exists and is left as it is; type another name");
    }
    TextFiles.write(name, text);
  }
}
