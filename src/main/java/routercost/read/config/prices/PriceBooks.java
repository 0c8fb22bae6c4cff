package routercost.read.config.prices;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.price.Catalog;
import routercost.price.Discount;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.builtin.Vocabulary;
import routercost.read.config.YamlFile;
import routercost.read.config.prices.feeds.ImportedFile;
import routercost.read.config.prices.feeds.PriceFeed;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.usage.Sha256;

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
    return new PriceBook(contents.id(), Sha256.hex(bytes), contents.catalog());
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

  /// The book of one price file alone; the built-in one for `builtin`.
  public static PriceBook alone(String path) {
    if (path.equals("builtin")) {
      return builtIn();
    }
    var bytes = TextFiles.bytes(path, 16, "prices diff takes price files in YAML, or 'builtin'");
    refuseFeed(path, bytes);
    return of(path, fileId(path), bytes);
  }

  private static PriceBook overlaid(PriceBook book, String path) {
    var bytes = TextFiles.bytes(path, 16, "--prices takes a price file in YAML");
    refuseFeed(path, bytes);
    var contents = PriceFile.parse(path, fileId(path), bytes);
    refuseKnownAliases(book, contents, path);
    var both = (book.sha256() + Sha256.hex(bytes)).getBytes(StandardCharsets.UTF_8);
    var overlaid = book.overlaid(contents.id(), Sha256.hex(both), contents.catalog());
    refuseExcessiveDiscounts(overlaid.catalog(), path);
    return overlaid;
  }

  /// Refuses an alias that is itself an id: it would be ignored.
  private static void refuseKnownAliases(PriceBook book, PriceFile.Contents contents, String path) {
    var aliases = contents.catalog().aliases();
    for (var alias : new TreeMap<>(aliases).entrySet()) {
      boolean isId =
          Stream.of(book.catalog(), contents.catalog())
              .anyMatch(
                  catalog ->
                      catalog.models().containsKey(alias.getKey())
                          || catalog.services().containsKey(alias.getKey()));
      if (isId && !alias.getKey().equals(alias.getValue())) {
        throw new ConfigurationProblem(
            "%s: '%s' is a model of its own and cannot be an alias of %s; expected a name that no model has"
                .formatted(path, SafeText.cut(alias.getKey()), SafeText.cut(alias.getValue())));
      }
    }
  }

  /// Refuses discounts that together exceed the price of a model on some day.
  private static void refuseExcessiveDiscounts(Catalog catalog, String path) {
    var discounts = catalog.discounts();
    for (var first : discounts) {
      var day = first.valid().from().orElse(LocalDate.MIN);
      for (var model : catalog.models().values()) {
        var sum =
            discounts.stream()
                .filter(discount -> discount.appliesTo(model.id(), model.provider(), day))
                .map(Discount::percent)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) > 0) {
          throw new ConfigurationProblem(
              "%s: the discounts on %s add up to %s %%; expected at most 100 %%"
                  .formatted(path, model.id(), sum.toPlainString()));
        }
      }
    }
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
                  "%s: this is the price list of %s, not a price file; run 'router-cost prices import %s %s -o prices.yaml' and pass prices.yaml"
                      .formatted(path, feed.id(), feed.id(), path));
            });
  }

  private static String fileId(String path) {
    var name = String.valueOf(Path.of(path).getFileName());
    return SafeText.cut(name.replaceFirst("\\.[^.]+$", ""));
  }
}
