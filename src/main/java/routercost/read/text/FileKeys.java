package routercost.read.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The identities of files, whatever they are called.
public final class FileKeys {
  private FileKeys() {}

  /// The identity of a regular file or a folder; of one that is not there yet, its place. Empty for
  /// standard input and for devices.
  public static Optional<Object> key(String name) {
    return path(name).flatMap(FileKeys::key);
  }

  private static Optional<Object> key(Path path) {
    try {
      if (Files.isRegularFile(path) || Files.isDirectory(path)) {
        return Optional.of(identity(path));
      }
      var parent = path.toAbsolutePath().getParent();
      return parent != null && Files.isDirectory(parent) && !Files.exists(path)
          ? Optional.of(parent.toRealPath().resolve(String.valueOf(path.getFileName())))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /// The identity of what is at a path, whatever it is.
  static Object identity(Path path) throws IOException {
    var key = attributes(path).fileKey();
    return key == null ? path.toRealPath() : key;
  }

  /// The state of a regular file, which differs once it was written again; empty if it is none.
  public static Optional<Object> state(String name) {
    return path(name).filter(Files::isRegularFile).map(FileKeys::state);
  }

  /// The state of a file, as above: its size, its time, and which it is.
  public static Object state(Path file) {
    try {
      var attributes = attributes(file);
      return List.of(
          attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /// Whether a file stands in the folder that `input` names, or in which its wildcards begin, and
  /// may be read as a log of it.
  public static boolean isLogWithin(String input, String file) {
    try {
      var folder = path(folder(input));
      var path = path(file);
      return folder.isPresent()
          && Files.isDirectory(folder.get())
          && path.isPresent()
          && Files.isRegularFile(path.get())
          && path.get().toRealPath().startsWith(folder.get().toRealPath())
          && file.matches("(?i).*\\.(csv|tsv|jsonl|ndjson|gz|zst)");
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Whether the text of a YAML file names another file that is there, as a budget its baseline and
  /// a pipeline what it includes.
  public static boolean isNamedIn(String yaml, String file) {
    var folder = path(yaml).filter(_ -> yaml.matches("(?i).*\\.ya?ml")).map(Path::toAbsolutePath);
    var key = path(file).filter(Files::isRegularFile).flatMap(FileKeys::key);
    if (folder.isEmpty() || key.isEmpty() || !Files.isRegularFile(folder.get())) {
      return false;
    }
    try {
      return Stream.of(
              new String(Files.readAllBytes(folder.get()), UTF_8).split("[\\s'\",\\[\\]{}]+"))
          .map(word -> word.replaceFirst("^file:", ""))
          .flatMap(word -> path(word).stream())
          .anyMatch(path -> key(folder.get().resolveSibling(path)).equals(key));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// The folder before the first wildcard of a glob; any other path itself.
  private static String folder(String path) {
    int wild = Globs.wildcard(path);
    return wild < 0 || Files.exists(Path.of(path))
        ? path
        : "./"
            .concat(path.substring(0, wild))
            .replaceFirst("[^/]*$", "")
            .replaceFirst("^\\./(?=/)", "");
  }

  private static Optional<Path> path(String name) {
    try {
      return name.isEmpty() || name.equals("-") ? Optional.empty() : Optional.of(Path.of(name));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
