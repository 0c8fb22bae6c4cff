package routercost.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The price book.
@Command(
    name = "prices",
    description = "Look into the price book.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PricesListCommand.class,
      PricesShowCommand.class,
      PricesVerifyCommand.class,
      HelpCommand.class
    })
final class PricesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: list, show or verify");
  }
}
