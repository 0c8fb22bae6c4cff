package routercost.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Opens the small files that people write: routing, evidence, answers, pipelines.
final class ConfigurationFile {
  private static final long LARGEST = 64_000_000;

  private ConfigurationFile() {}

  /// All of the file at `path`.
  ///
  /// @param expected what the file should be, for messages: "--routing takes a routing file in
  ///     YAML"
  /// @throws InputProblem if it is not there, or cannot be read
  /// @throws ConfigurationProblem if it is too large to be what is expected
  static byte[] bytes(String path, String expected) {
    var file = Path.of(path);
    try {
      if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
        throw new ConfigurationProblem(path + ":1:1: larger than 64 MB; " + expected);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      throw new InputProblem(path + ": no such file; " + expected);
    } catch (IOException unreadable) {
      throw new InputProblem(path + ": cannot be read; " + expected, unreadable);
    }
  }
}
