package routercost.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;
import routercost.read.PriceBooks;

/// The version of the tool and of the price book in it.
final class Version implements IVersionProvider {
  /// The version of the tool, as the build wrote it down.
  static String tool() {
    try (var stream = Version.class.getResourceAsStream("/routercost/version.txt")) {
      if (stream == null) {
        throw new IllegalStateException("version.txt is not in the program");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public String[] getVersion() {
    var book = PriceBooks.builtIn();
    return new String[] {
      "router-cost " + tool(), "prices " + book.id() + " sha256 " + book.sha256()
    };
  }
}
