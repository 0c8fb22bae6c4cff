package routercost.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Opens files that people write or that we wrote, which are small.
final class SmallFile {
  private static final long LARGEST = 16_000_000;

  private SmallFile() {}

  /// All of a file.
  ///
  /// @param takes what is expected, for a message
  /// @throws InputProblem if it cannot be read
  static byte[] bytes(String path, String takes) {
    try {
      var file = Path.of(path);
      if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
        throw new ConfigurationProblem(path + ": larger than 16 MB; " + takes);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException | InvalidPathException _) {
      throw new InputProblem(path + ": no such file; " + takes);
    } catch (IOException unreadable) {
      throw new InputProblem(path + ": cannot be read", unreadable);
    }
  }
}
