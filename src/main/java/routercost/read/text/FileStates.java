package routercost.read.text;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The sizes and times of the files that paths name, by which one sees that logs have grown without
/// reading them.
public record FileStates(SortedMap<String, String> states) {
  /// The states at this moment. What cannot be looked at has none.
  ///
  /// @param paths files, folders or globs
  public static FileStates of(List<String> paths) {
    var states = new TreeMap<String, String>();
    FileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            states.put(file.toString(), attributes.size() + " " + attributes.lastModifiedTime());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        };
    for (var path : paths) {
      try {
        var folder = Globs.wildcard(path) < 0 ? path : Globs.folder(path);
        Files.walkFileTree(TextFiles.path(folder), visitor);
      } catch (IOException _) {
        // a folder that has gone has no files
      }
    }
    return new FileStates(states);
  }
}
