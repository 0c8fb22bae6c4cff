package routercost.read.text;

import java.io.IOException;
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

  /// Refuses a path that leads out of these folders. Of a pattern, the folder before its first
  /// wildcard counts, as links below it are not followed.
  ///
  /// @throws ConfigurationProblem naming the folders
  public void require(String name) {
    var path = real(TextFiles.path(withoutWildcards(name)), name);
    if (folders.stream().noneMatch(path::startsWith)) {
      throw new ConfigurationProblem(
          "%s: outside of the folders of this server: %s"
              .formatted(name, String.join(", ", folders.stream().map(Path::toString).toList())));
    }
  }

  private static String withoutWildcards(String name) {
    int wild = name.replace('?', '*').indexOf('*');
    return wild < 0 ? name : "./".concat(name).substring(0, name.lastIndexOf('/', wild) + 3);
  }

  private static Path real(Path path, String name) {
    try {
      return path.toRealPath();
    } catch (IOException missing) {
      throw new InputProblem(name + ": no such file or folder", missing);
    }
  }
}
