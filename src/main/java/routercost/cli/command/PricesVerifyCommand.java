package routercost.cli.command;

import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.report.prices.PriceCheck;

/// Whether the book holds together.
@Command(
    name = "verify",
    description = {
      "Check the price book and every --prices file: keys, dates, gaps, aliases, tiers, batch rates.",
      "Ends with exit code 2 if something is wrong."
    })
final class PricesVerifyCommand implements Callable<Integer> {
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var today = pricing.today(ZoneOffset.UTC);
    var check = new PriceCheck(pricing.book(), today, Version.tool());
    output.print(check.report());
    if (check.isSound()) {
      return ExitCode.DONE.code();
    }
    output.fail("the price book does not hold together; see the report");
    return ExitCode.CONFIGURATION.code();
  }
}
