package routercost.cli;

import picocli.CommandLine.IVersionProvider;
import routercost.read.PriceBooks;
import routercost.read.Release;

/// The version of the tool and of the price book in it.
final class Version implements IVersionProvider {
  /// The version of the tool.
  static String tool() {
    return Release.version();
  }

  @Override
  public String[] getVersion() {
    var book = PriceBooks.builtIn();
    return new String[] {
      "router-cost " + tool(), "prices " + book.id() + " sha256 " + book.sha256()
    };
  }
}
