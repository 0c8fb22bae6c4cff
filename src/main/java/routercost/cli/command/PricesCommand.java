package routercost.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The price book.
@Command(
    name = "prices",
    description = "Look into the price book.",
    synopsisSubcommandLabel = "COMMAND")
final class PricesCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: list, show or verify");
  }
}
