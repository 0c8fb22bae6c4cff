package routercost.cli.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.price.PriceBook;
import routercost.report.prices.PriceDetails;

/// Everything about one model.
@Command(
    name = "show",
    description =
        "Show everything the book says of a model or service: every dated price, its source.")
final class PricesShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "An id, an alias, a platform's name, or a tier.")
  String model = "";

  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = pricing.book();
    var day = pricing.asOf().orElseGet(() -> pricing.today(ZoneOffset.UTC));
    PriceOptions.requireKnown(book, "prices show", model);
    output.print(new PriceDetails(book, id(book, day), day, Version.tool()).report());
    return ExitCode.DONE.code();
  }

  private String id(PriceBook book, LocalDate day) {
    return book.resolve(model, day).map(found -> found.id()).orElse(model);
  }
}
