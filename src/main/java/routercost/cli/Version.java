package routercost.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;
import routercost.read.PriceBooks;

/// The version of the tool and of the price book in it.
final class Version implements IVersionProvider {
  /// The version of the tool; `development` when it does not run from its package.
  static String tool() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    var book = PriceBooks.builtIn();
    return new String[] {
      "router-cost " + tool(), "prices " + book.id() + " sha256 " + book.sha256()
    };
  }
}
