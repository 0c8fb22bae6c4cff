package routercost.read.text;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The places where configuration files are looked for, and the paths that they name.
public final class ConfigurationPlaces {
  private static final String FILE = "router-cost.yaml";
  private static final String OF_USER = "/router-cost/config.yaml";

  private ConfigurationPlaces() {}

  /// The name of the nearest file from `folder` up to the root of its repository; outside of a
  /// repository only in the folder itself, as anyone may write to folders such as /tmp above it.
  /// Empty if there is none.
  public static String project(String folder) {
    var found = "";
    var above = "";
    for (var parent = Path.of(folder).toAbsolutePath();
        parent != null;
        parent = parent.getParent()) {
      if (found.isEmpty() && Files.exists(parent.resolve(FILE))) {
        found = above + FILE;
      }
      if (Files.exists(parent.resolve(".git"))) {
        return found;
      }
      above += "../";
    }
    return found.equals(FILE) ? found : "";
  }

  /// The name of the user's file; empty if there is none.
  ///
  /// @param home the folder of users' configurations; may be empty
  public static String ofUser(String home) {
    try {
      return !home.isEmpty() && Files.exists(Path.of(home + OF_USER)) ? home + OF_USER : "";
    } catch (InvalidPathException _) {
      return ""; // the locale has no such names, so nothing can be opened there
    }
  }

  /// A path that `file` names, in short where that is the same file.
  public static String beside(String file, String path) {
    if (path.startsWith("/")) {
      return path;
    }
    var whole = file.replaceFirst("[^/]*$", "") + path;
    var plain = TextFiles.path(whole).normalize().toString();
    var key = FileKeys.key(whole);
    return key.isPresent() && key.equals(FileKeys.key(plain)) ? plain : whole;
  }

  public static boolean exists(String path) {
    return Files.exists(TextFiles.path(path));
  }
}
