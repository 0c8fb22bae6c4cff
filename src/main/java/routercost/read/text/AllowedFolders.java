package routercost.read.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folders whose files somebody else may name. Links count as what they lead to.
public record AllowedFolders(List<Path> folders) {
  public AllowedFolders {
    folders = List.copyOf(folders);
  }

  /// The folders of these names.
  ///
  /// @throws InputProblem if one of them is not there
  public static AllowedFolders of(List<String> names) {
    var folders = new ArrayList<Path>();
    for (var name : names) {
      folders.add(real(TextFiles.path(name), name));
    }
    return new AllowedFolders(folders);
  }

  /// Refuses a path that leads out of these folders, or a folder with a link to a file that does.
  /// Of a pattern, the folder before its first wildcard counts.
  ///
  /// @throws ConfigurationProblem naming the folders
  public void require(String name) {
    var path = TextFiles.path(Globs.wildcard(name) < 0 ? name : Globs.folder(name));
    requireWithin(real(path, name), name);
    if (Files.isDirectory(path)) {
      try (var inside = Files.walk(path)) {
        inside
            .filter(file -> Files.isSymbolicLink(file) && Files.isRegularFile(file))
            .forEach(link -> requireWithin(real(link, link.toString()), link.toString()));
      } catch (IOException | UncheckedIOException unreadable) {
        throw new InputProblem(name + ": cannot be read", unreadable);
      }
    }
  }

  private void requireWithin(Path real, String name) {
    if (folders.stream().noneMatch(real::startsWith)) {
      throw new ConfigurationProblem(
          "%s: outside of the folders of this server: %s"
              .formatted(name, String.join(", ", folders.stream().map(Path::toString).toList())));
    }
  }

  private static Path real(Path path, String name) {
    try {
      return path.toRealPath();
    } catch (IOException missing) {
      throw new InputProblem(name + ": no such file or folder", missing);
    }
  }
}
