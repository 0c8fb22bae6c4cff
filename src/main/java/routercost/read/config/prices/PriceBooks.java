package routercost.read.config.prices;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.config.YamlFile;
import routercost.read.config.prices.feeds.ImportedFile;
import routercost.read.config.prices.feeds.PriceFeed;
import routercost.read.schema.Vocabulary;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// Opens price books: the built-in one, and overlays on top of it.
public final class PriceBooks {
  private PriceBooks() {}

  /// The book that comes with the tool.
  public static PriceBook builtIn() {
    return Made.BOOK;
  }

  /// Whoever asks first makes the book; whoever asks meanwhile waits for it.
  private static final class Made {
    static final PriceBook BOOK = BuiltIn.found().prices().withImported(ImportedFile.later());
  }

  /// Makes what comes with the tool before anybody asks for it.
  public static void makeBuiltIn() {
    Vocabulary.builtIn();
    builtIn();
  }

  /// The book that a file says, with the hash of that file.
  ///
  /// @param fallbackId the id of a file that names none
  public static PriceBook of(String name, String fallbackId, byte[] bytes) {
    var contents = PriceFile.parse(name, fallbackId, bytes);
    return new PriceBook(contents.id(), sha256(bytes), contents.catalog());
  }

  /// The built-in book with each overlay on top of what stands before it.
  ///
  /// @throws ConfigurationProblem if an overlay says something that is not allowed
  /// @throws InputProblem if an overlay cannot be read
  public static PriceBook withOverlays(List<String> paths) {
    var book = builtIn();
    for (var path : paths) {
      book = overlaid(book, path);
    }
    return book;
  }

  private static PriceBook overlaid(PriceBook book, String path) {
    var bytes = TextFiles.bytes(path, 16, "--prices takes a price file in YAML");
    refuseFeed(path, bytes);
    var contents = PriceFile.parse(path, fileId(path), bytes);
    var both = (book.sha256() + sha256(bytes)).getBytes(StandardCharsets.UTF_8);
    return book.overlaid(contents.id(), sha256(both), contents.catalog());
  }

  /// The price list of another project in a file.
  ///
  /// @throws ConfigurationProblem if it is not such a list
  /// @throws InputProblem if it cannot be read
  public static PriceFeed.Contents feed(PriceFeed feed, String path) {
    var bytes = TextFiles.bytes(path, 64, "prices import takes a price list in JSON");
    return feed.parse(path, feed.id() + ", " + Path.of(path).getFileName(), bytes);
  }

  /// Refuses the price list of another project, which `prices import` turns into a price file.
  private static void refuseFeed(String path, byte[] bytes) {
    if (bytes.length == 0 || (bytes[0] != '{' && bytes[0] != '[')) {
      return;
    }
    PriceFeed.of(YamlFile.parse(path, bytes))
        .ifPresent(
            feed -> {
              throw new ConfigurationProblem(
                  "--prices %s: this is the price list of %s; run 'router-cost prices import %s %s -o prices.yaml' and pass --prices prices.yaml"
                      .formatted(path, feed.id(), feed.id(), path));
            });
  }

  private static String fileId(String path) {
    var name = String.valueOf(Path.of(path).getFileName());
    return SafeText.cut(name.replaceFirst("\\.[^.]+$", ""));
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
