package routercost.read.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;
import routercost.usage.Sha256;

/// The size and SHA-256 of a file as it is on disk.
public record FileHash(String sha256, long bytes) {
  private static final int BUFFER = 1 << 16;

  /// The hash of a regular file; empty of anything else, such as a pipe.
  ///
  /// @throws InputProblem if it cannot be read
  public static Optional<FileHash> of(String name) {
    try {
      var path = Path.of(name);
      return Files.isRegularFile(path) ? Optional.of(of(path)) : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new InputProblem(name + ": cannot be read", unreadable);
    }
  }

  private static FileHash of(Path path) throws IOException {
    var digest = Sha256.digest();
    try (var stream = new DigestInputStream(Files.newInputStream(path), digest)) {
      var buffer = new byte[BUFFER];
      long bytes = 0;
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        bytes += read;
      }
      return new FileHash(HexFormat.of().formatHex(digest.digest()), bytes);
    }
  }
}
