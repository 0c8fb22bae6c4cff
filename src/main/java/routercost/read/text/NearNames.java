package routercost.read.text;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import routercost.price.Suggestions;

/// The file that a name which no file has may mean.
final class NearNames {
  private static final int MOST = 1_000;

  private NearNames() {}

  /// ` (did you mean 'calls.csv'?)`, or what to do about an address; empty if there is no hint.
  static String hint(String name) {
    if (name.matches("[a-zA-Z][a-zA-Z0-9+.-]+:/+.*")) {
      return "; router-cost never uses the network: download it first";
    }
    var path = TextFiles.path(name);
    var folder = path.getParent();
    if (path.getFileName() == null || (folder != null && !Files.isDirectory(folder))) {
      return "";
    }
    var names = new TreeMap<String, String>();
    try (var inside = Files.newDirectoryStream(folder == null ? Path.of("") : folder)) {
      for (var file : inside) {
        if (names.size() == MOST) {
          break;
        }
        var near = String.valueOf(file.getFileName());
        names.put(stem(near), near);
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return "";
    }
    return Suggestions.meant(stem(path.getFileName().toString()), names.keySet())
        .map(names::get)
        .map(near -> folder == null ? near : folder.resolve(near).toString())
        .map(near -> " (did you mean '" + near + "'?)")
        .orElse("");
  }

  /// A name without its ending, which most files of a folder have in common.
  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
