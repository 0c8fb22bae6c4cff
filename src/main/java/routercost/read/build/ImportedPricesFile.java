package routercost.read.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import routercost.price.Model;
import routercost.read.config.prices.feeds.ImportedFile;
import routercost.read.config.prices.feeds.PriceFeed;

/// Writes the imported prices from downloaded lists. Whoever updates them runs it by hand: the file
/// is a part of the sources.
public final class ImportedPricesFile {
  private ImportedPricesFile() {}

  /// Writes the first argument from the lists that follow, three arguments each: the feed, its
  /// source with a day, and the file. Of two prices for one name the earlier list has the say.
  public static void main(String[] args) throws IOException {
    var models = new ArrayList<Model>();
    for (int i = 1; i + 2 < args.length; i += 3) {
      var id = args[i];
      for (var feed : PriceFeed.values()) {
        if (feed.id().equals(id)) {
          var bytes = Files.readAllBytes(Path.of(args[i + 2]));
          models.addAll(feed.parse(args[i + 2], args[i + 1], bytes).models());
        }
      }
    }
    Files.writeString(
        Path.of(args[0]),
        ImportedFile.text("Written by read.build.ImportedPricesFile; not edited by hand.", models));
  }
}
