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
    if (exists(name)) {
      throw new InputProblem(name + " exists and is left as it is; type another name");
    }
    TextFiles.write(name, text);
  }

  /// The name, with a number if there is such a file: `routing-2.yaml`.
  public static String free(String name) {
    int dot = name.lastIndexOf('.');
    var free = name;
    for (int i = 2; exists(free); i++) {
      free = name.substring(0, dot) + "-" + i + name.substring(dot);
    }
    return free;
  }

  private static boolean exists(String name) {
    return Files.exists(TextFiles.path(name), LinkOption.NOFOLLOW_LINKS);
  }
}
