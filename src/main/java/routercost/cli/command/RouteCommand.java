package routercost.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which task runs where: what can be done with that.
@Command(
    name = "route",
    description = "Propose, score, export and verify a routing: which task runs on which tier.",
    synopsisSubcommandLabel = "COMMAND")
final class RouteCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: suggest, score, export or verify");
  }
}
