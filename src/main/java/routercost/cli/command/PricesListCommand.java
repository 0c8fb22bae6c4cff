package routercost.cli.command;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.report.prices.PriceList;

/// One line for each model and service.
@Command(
    name = "list",
    description = "List the price of every model and service on a day, today or --as-of.")
final class PricesListCommand implements Callable<Integer> {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Only models of this provider, as in anthropic.")
  Optional<String> provider = Optional.empty();

  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var day = pricing.asOf().orElseGet(() -> pricing.today(ZoneOffset.UTC));
    output.print(new PriceList(pricing.book(), day, provider, Version.tool()).report());
    return ExitCode.DONE.code();
  }
}
