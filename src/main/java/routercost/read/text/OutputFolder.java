package routercost.read.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder that several files are written to, each whole or not at all.
public record OutputFolder(String name) {
  /// The folder called `name`, which is made if it is not there.
  ///
  /// @param inputs none of which may be that folder or hold it: its files would be read as logs
  ///     next time
  /// @throws ConfigurationProblem if an input holds it
  /// @throws InputProblem if it cannot be made
  public static OutputFolder of(String name, List<String> inputs) {
    var folder = TextFiles.path(name);
    boolean isNew = !Files.exists(folder);
    try {
      Files.createDirectories(folder);
      for (var input : inputs) {
        var place = input.equals("-") ? Path.of("") : TextFiles.path(input);
        boolean isWithin =
            !input.equals("-")
                && Files.isDirectory(place)
                && folder.toRealPath().startsWith(place.toRealPath());
        if (isWithin) {
          if (isNew) {
            Files.delete(folder);
          }
          throw new ConfigurationProblem(
              "--output: %s is within %s, which is read; name a folder elsewhere"
                  .formatted(name, input));
        }
      }
    } catch (IOException unwritable) {
      throw WholeFile.problem(name, unwritable);
    }
    return new OutputFolder(name.replaceFirst("/+$", ""));
  }

  /// What a file has.
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /// Writes a file of it.
  ///
  /// @return its hash
  /// @throws InputProblem if it cannot be written
  public FileHash write(String file, Content content) {
    var path = name + "/" + file;
    try (var whole = WholeFile.begin(path)) {
      content.write(whole.out());
      whole.commit();
      return FileHash.of(path).orElseThrow();
    } catch (IOException unwritable) {
      throw WholeFile.problem(path, unwritable);
    }
  }
}
