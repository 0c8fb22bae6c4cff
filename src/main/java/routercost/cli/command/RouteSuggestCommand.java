package routercost.cli.command;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.PlannedBill;
import routercost.cli.run.RunMetadataBuilder;
import routercost.report.routing.RoutingProposal;

/// Writes a routing file for the tasks of a log.
@Command(
    name = "suggest",
    description = {
      "Write a routing file for the tasks of a log, with what each move saves, why, and what would"
          + " make it wrong."
    },
    footer = {
      "",
      "Examples:",
      "  router-cost route suggest calls.csv -o routing.yaml",
      "  router-cost audit calls.csv --routing routing.yaml"
    })
final class RouteSuggestCommand implements Callable<Integer> {
  @Mixin EvidenceOptions evidence;
  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = pricing.book();
    var today = pricing.today(reading.timezone());
    var tally =
        reading.tally(logs.paths(spec), Set.of(), today, Optional.empty(), output.progress());
    var cube = book.inPricePeriods(tally.used());
    var bill = pricing.bill(cube, book);
    var planned = PlannedBill.suggested(bill, book, evidence, today);
    var heads =
        new RunMetadataBuilder("route suggest", book, reading.period(), reading.timezoneName());
    output.print(
        new RoutingProposal(heads.of(tally), planned.comparison(), planned.plan(), book, today));
    return ExitCode.worst(
            reading.judge(tally, output), PriceOptions.judge(bill, reading.isStrict(), output))
        .code();
  }
}
