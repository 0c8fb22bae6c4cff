package routercost.cli.command;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RoutingOption;
import routercost.cli.run.RunMetadataBuilder;
import routercost.price.Ledger;
import routercost.read.config.routing.RoutingFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.routing.DeliveryReport;
import routercost.usage.UsageCube;
import routercost.whatif.RealizedSavings;

/// Says whether the saving arrived that a routing promised.
@Command(
    name = "verify",
    description = {
      "Say whether the saving arrived that a routing promised, and why not: calls that do not run"
          + " there, more tokens, prices."
    },
    footer = {
      "",
      "Example:",
      "  router-cost route verify calls.csv --routing routing.yaml --since 2026-10-07"
    })
final class RouteVerifyCommand implements Callable<Integer> {
  @Option(
      names = "--since",
      required = true,
      paramLabel = "DATE",
      description = "The first day on which it was to be followed.")
  Optional<LocalDate> since = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin RoutingOption routing;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = pricing.book();
    var today = pricing.today(reading.timezone());
    var decided = RoutingFile.read(routing.required(spec), book, today);
    var tally =
        reading.tally(logs.paths(spec), Set.of(), today, Optional.empty(), output.progress());
    var day = since.orElseThrow();
    requireBoth(tally.used(), day);
    var delivery = RealizedSavings.of(tally.used(), decided, day, book, pricing.asOf());
    var heads =
        new RunMetadataBuilder("route verify", book, reading.period(), reading.timezoneName());
    output.print(DeliveryReport.of(heads.of(tally), delivery, day));
    var ledger = Ledger.of(tally.used().slices().toList(), pricing.quotes(book));
    return ExitCode.worst(
            reading.judge(tally, output), PriceOptions.judge(ledger, reading.isStrict(), output))
        .code();
  }

  private static void requireBoth(UsageCube cube, LocalDate since) {
    boolean before = cube.cells().keySet().stream().anyMatch(key -> key.day().isBefore(since));
    boolean after = cube.cells().keySet().stream().anyMatch(key -> !key.day().isBefore(since));
    if (!before || !after) {
      throw new ConfigurationProblem(
          "--since %s: the log has no calls %s; expected some before and some since"
              .formatted(since, before ? "from that day on" : "before that day"));
    }
  }
}
