package routercost.cli.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.cli.console.TextOutputOptions;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RowLimit;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.read.config.prices.feeds.FeedSelection;
import routercost.read.config.prices.feeds.OverlayText;
import routercost.read.config.prices.feeds.PriceFeed;
import routercost.report.layout.Phrases;
import routercost.report.layout.RowOrder;
import routercost.report.layout.TopRows;
import routercost.report.prices.PriceCheck;
import routercost.report.prices.PriceDetails;
import routercost.report.prices.PriceDifference;
import routercost.report.prices.PriceHistory;
import routercost.report.prices.PriceList;
import routercost.usage.Thousands;

/// The commands on the price book.
@Command(
    description = "Show, check or extend the price book.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  router-cost prices list",
      "  router-cost prices show haiku",
      "  router-cost prices verify --prices samples/prices/articles.yaml"
    })
final class PricesCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing command; expected list, show, diff, verify or import");
  }

  /// Lists the prices of a day.
  @Command(
      description = "List the price of every model and service today or on --as-of.",
      footer = {
        "",
        "Examples:",
        "  router-cost prices list",
        "  router-cost prices list --provider anthropic",
        "  router-cost prices list --as-of 2026-06-01 -f csv"
      })
  static final class Listing implements Callable<Integer> {
    @Option(
        names = "--provider",
        paramLabel = "NAME",
        description = "List only models of this provider, as in anthropic.")
    Optional<String> provider = Optional.empty();

    @Option(
        names = "--sort",
        paramLabel = "BY",
        description =
            "Sort models by name (default), provider, tier, input or output; input:asc turns"
                + " the order.")
    Optional<RowOrder> sort = Optional.empty();

    @Mixin RowLimit top;
    @Mixin PriceOptions prices;
    @Mixin OutputOptions output;

    @Override
    public Integer call() {
      var day = prices.asOf().orElseGet(() -> prices.today(ZoneOffset.UTC));
      top.require();
      var order = RowLimit.sort(sort, "name", "provider", "tier", "input", "output");
      var list = new PriceList(prices.book(), day, provider, Version.tool(), order).report();
      output.print(TopRows.of(list, top.rows, "models", "services"));
      return ExitCode.DONE.code();
    }
  }

  /// Shows everything about one model.
  @Command(
      description = "Show the dated prices of a model or service, and their sources.",
      footer = {
        "",
        "Examples:",
        "  router-cost prices show haiku",
        "  router-cost prices show claude-sonnet-5-5 --history",
        "  router-cost prices show sonnet -f json"
      })
  static final class Show implements Callable<Integer> {
    @Parameters(
        paramLabel = "MODEL",
        description = "An id, an alias, a platform's name, or a tier.")
    String model = "";

    @Option(
        names = "--history",
        description = "Show the base rates over time, each period with a bar.")
    boolean history;

    @Mixin PriceOptions prices;
    @Mixin OutputOptions output;

    @Override
    public Integer call() {
      var book = prices.book();
      var day = prices.asOf().orElseGet(() -> prices.today(ZoneOffset.UTC));
      PriceOptions.requireKnown(book, "prices show", model);
      var found = book.model(id(book, day));
      output.print(
          history && found.isPresent()
              ? new PriceHistory(book, found.get(), day, Version.tool()).report()
              : new PriceDetails(book, id(book, day), Version.tool()).report());
      return ExitCode.DONE.code();
    }

    private String id(PriceBook book, LocalDate day) {
      return book.resolve(model, day).map(found -> found.id()).orElse(model);
    }
  }

  /// Lists what differs between two price books.
  @Command(
      description = {
        "List the models and rates that differ between two price files.",
        "If A is 'builtin', B is laid on top of it, as --prices does."
      },
      footer = {
        "",
        "Examples:",
        "  router-cost prices diff builtin samples/prices/articles.yaml",
        "  router-cost prices diff samples/prices/articles.yaml \\",
        "      samples/prices/haiku-4-5.yaml"
      })
  static final class Diff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "A price file, or builtin.")
    String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "A price file.")
    String after = "";

    @Mixin OutputOptions output;

    @Override
    public Integer call() {
      var base = PriceBooks.alone(before);
      var changed =
          before.equals("builtin") && !after.equals("builtin")
              ? PriceBooks.withOverlays(List.of(after))
              : PriceBooks.alone(after);
      output.print(new PriceDifference(base, changed, Version.tool()).report());
      return ExitCode.DONE.code();
    }
  }

  /// Turns the price list of another project into a price file.
  @Command(
      description = "Turn the price list of another project into a price file for --prices.",
      footer = {
        "",
        "Examples:",
        "  router-cost prices import litellm src/test/resources/feeds/litellm.json \\",
        "      -o prices.yaml"
      })
  static final class Import implements Callable<Integer> {
    private static final int SHOWN = 8;

    @Parameters(
        index = "0",
        paramLabel = "LIST",
        description = "The project: litellm, openrouter, models.dev, genai-prices or llm-prices.")
    PriceFeed feed = PriceFeed.LITELLM;

    @Parameters(index = "1", paramLabel = "FILE", description = "The list, as downloaded, in JSON.")
    String file = "";

    @Mixin TextOutputOptions output;

    @Override
    public Integer call() {
      var contents = PriceBooks.feed(feed, file);
      var selection = FeedSelection.of(contents.models(), PriceBooks.builtIn());
      output.print(OverlayText.of(feed, file, selection.taken()));
      output.console.say(
          "%s imported, %s of them new to the book; left out: %s that the book knows better, %s without a price that a price file can express%s"
              .formatted(
                  Phrases.counted(selection.taken().size(), "model"),
                  Thousands.grouped(selection.fresh()),
                  Thousands.grouped(selection.known()),
                  Thousands.grouped(contents.unpriced().size()),
                  named(contents.unpriced())));
      if (!contents.kinds().isEmpty()) {
        output.console.say(
            "a price file cannot express %s of price in the list: %s%s"
                .formatted(
                    Phrases.counted(contents.kinds().size(), "kind"),
                    Phrases.few(contents.kinds(), SHOWN),
                    contents.partly().isEmpty()
                        ? ""
                        : "; %s imported in part%s"
                            .formatted(
                                Phrases.counted(contents.partly().size(), "model"),
                                named(contents.partly()))));
      }
      if (!selection.differing().isEmpty()) {
        output.console.say(
            "%s of those that the book knows %s other rates in the list: %s; add them to a price file if they are right"
                .formatted(
                    Thousands.grouped(selection.differing().size()),
                    selection.differing().size() == 1 ? "has" : "have",
                    Phrases.few(selection.differing(), SHOWN)));
      }
      return ExitCode.DONE.code();
    }

    private static String named(List<String> ids) {
      return ids.isEmpty() ? "" : " (" + Phrases.few(ids, SHOWN) + ")";
    }
  }

  /// Checks the book for errors.
  @Command(
      description =
          "Check the price book and price files for errors. Keys, dates, gaps, aliases,"
              + " tiers and batch rates are checked; errors end with exit code 2.",
      footer = {
        "",
        "Examples:",
        "  router-cost prices verify",
        "  router-cost prices verify --prices samples/prices/articles.yaml"
      })
  static final class Verify implements Callable<Integer> {
    @Mixin PriceOptions prices;
    @Mixin OutputOptions output;

    @Override
    public Integer call() {
      var today = prices.today(ZoneOffset.UTC);
      var check = new PriceCheck(prices.book(), today, Version.tool());
      output.print(check.report());
      if (!check.isSound()) {
        output.console.fail(
            ExitCode.CONFIGURATION, "the price book has errors; see the report above");
      }
      return output.console.exit().code();
    }
  }
}
