package routercost.cli.options;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import routercost.cli.console.Environment;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.price.Suggestions;
import routercost.read.config.prices.PriceBooks;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
import routercost.whatif.Scenario;

/// The prices of a run, and its day.
public final class PriceOptions {
  private final Environment environment;
  private Optional<PriceBook> loaded = Optional.empty();

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Add a price file on top of the built-in book. May be repeated.")
  List<String> prices = new ArrayList<>();

  @Option(
      names = "--tier",
      paramLabel = "TIER=MODEL",
      description = "Make a tier stand for this model on every day, as in haiku=claude-haiku-4-5.")
  Map<String, String> tiers = new LinkedHashMap<>();

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description =
          "Use the prices of DATE for all calls. By default each call has the prices of its"
              + " own day.")
  Optional<LocalDate> asOf = Optional.empty();

  @Option(
      names = "--now",
      paramLabel = "DATE",
      description = "Use DATE as today, as SOURCE_DATE_EPOCH does.")
  Optional<String> now = Optional.empty();

  public PriceOptions(Environment environment) {
    this.environment = environment;
  }

  public Environment environment() {
    return environment;
  }

  /// The built-in book with the overlays and tiers of the options.
  public synchronized PriceBook book() {
    loaded = loaded.or(() -> Optional.of(overlaid().remembering()));
    return loaded.get();
  }

  private PriceBook overlaid() {
    var book = PriceBooks.withOverlays(prices);
    for (var tier : tiers.entrySet()) {
      requireKnown(book, "--tier " + tier.getKey(), tier.getValue());
      book = book.withTier(tier.getKey(), tier.getValue());
    }
    return book;
  }

  /// The book for those who do not need it yet: [Main] builds the built-in one on another thread.
  public Supplier<PriceBook> laterBook() {
    if (!prices.isEmpty() || !tiers.isEmpty()) {
      PriceBook _ = book(); // may refuse an option
    }
    return this::book;
  }

  /// Refuses a name that the book cannot price on any day.
  public static void requireKnown(PriceBook book, String option, String name) {
    var tiers = book.catalog().tiers().names();
    if (!tiers.contains(name) && book.resolve(name, LocalDate.EPOCH).isEmpty()) {
      throw new ConfigurationProblem(
          "%s: '%s' is neither a tier (%s) nor a model in the price book%s; see 'router-cost prices list'"
              .formatted(
                  option,
                  name,
                  String.join(", ", tiers),
                  Suggestions.hint(name, PriceOptions.names(book))));
    }
  }

  private static List<String> names(PriceBook book) {
    var names = new ArrayList<>(book.catalog().tiers().names());
    book.names().forEach(names::add);
    return names;
  }

  /// The bill of `cube` as it is, at the prices of `--as-of` or of each call's own day.
  public Comparison bill(UsageCube cube, PriceBook book) {
    return Comparison.of(cube, Scenario.NONE, book, asOf);
  }

  /// The prices of `book` on `--as-of` or on each call's own day.
  public Function<UsageKey, Quote> quotes(PriceBook book) {
    return asOf.isEmpty() ? book::quote : key -> book.quote(key.withDay(asOf.get()));
  }

  /// The day whose prices hold for all calls; empty if each call has its own.
  public Optional<LocalDate> asOf() {
    return asOf;
  }

  /// Refuses a book whose prices change at prompt lengths that the usage does not distinguish
  /// (DESIGN 5.3).
  public static void requireBands(LogTally tally, PriceBook book) {
    var missing = new TreeSet<>(book.thresholds());
    missing.removeAll(tally.breakpoints());
    if (!missing.isEmpty()) {
      throw new ConfigurationProblem(
          "the book %s changes prices over %s tokens, but a saved cube has only the breakpoints %s; rebuild it from its logs"
              .formatted(book.id(), missing.first(), tally.breakpoints()));
    }
  }

  /// Today: `--now`, else `SOURCE_DATE_EPOCH`, else the system (DESIGN §4).
  public LocalDate today(ZoneId zone) {
    return now.map(PriceOptions::day)
        .or(() -> environment.variable("SOURCE_DATE_EPOCH").map(text -> epoch(text, zone)))
        .orElseGet(() -> environment.now().atZone(zone).toLocalDate());
  }

  /// The day of the clock or of `--now`, for what must not be put off by `SOURCE_DATE_EPOCH`.
  public LocalDate clock(ZoneId zone) {
    return now.map(PriceOptions::day).orElseGet(() -> environment.now().atZone(zone).toLocalDate());
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    } catch (DateTimeParseException _) {
      throw new ConfigurationProblem("--now is '" + text + "'; expected a date such as 2026-11-21");
    }
  }

  private static LocalDate epoch(String text, ZoneId zone) {
    if (!text.matches("\\d{1,11}")) {
      throw new ConfigurationProblem(
          "SOURCE_DATE_EPOCH is '" + text + "'; expected seconds since 1970");
    }
    return Instant.ofEpochSecond(Long.parseLong(text)).atZone(zone).toLocalDate();
  }
}
