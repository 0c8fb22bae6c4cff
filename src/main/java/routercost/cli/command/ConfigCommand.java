package routercost.cli.command;

import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.settings.SettingInForce;
import routercost.report.config.SettingsReport;
import routercost.report.config.SettingsReport.Line;

/// The values in force without options, and where they come from.
@Command(
    description = {
      "Show the values of options that are not typed, and their sources.",
      "The strongest first: ROUTER_COST_* variables, router-cost.yaml here or above, up to the"
          + " root of the repository, the user's configuration, what is built in."
    },
    footer = {
      "",
      "Examples:",
      "  router-cost config",
      "  ROUTER_COST_TIMEZONE=Asia/Tokyo router-cost config -f json"
    })
final class ConfigCommand implements Callable<Integer> {
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var console = output.console;
    var found = console.configured();
    var all = RouterCost.all(console.environment());
    var lines =
        SettingInForce.of(found, all).stream()
            .map(row -> new Line(row.key(), row.command(), row.values(), row.place()))
            .sorted(Comparator.comparing(Line::key).thenComparing(Line::command))
            .toList();
    output.print(new SettingsReport(lines, found.files(), Version.tool()).report());
    return ExitCode.DONE.code();
  }
}
