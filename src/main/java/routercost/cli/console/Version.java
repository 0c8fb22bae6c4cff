package routercost.cli.console;

import picocli.CommandLine.IVersionProvider;
import routercost.read.builtin.BuiltIn;
import routercost.read.config.prices.PriceBooks;

/// The version of the tool and of the price book in it.
public final class Version implements IVersionProvider {
  /// The version of the tool.
  public static String tool() {
    return BuiltIn.found().version();
  }

  @Override
  public String[] getVersion() {
    var book = PriceBooks.builtIn();
    return new String[] {"router-cost " + tool(), "prices " + book.id(), "sha256 " + book.sha256()};
  }
}
