package routercost.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Saved cubes.
@Command(
    name = "cube",
    description = {
      "Save the sums of logs as a cube, add cubes, look into one. A cube is a log without its calls:"
          + " small, and read wherever a log is."
    },
    synopsisSubcommandLabel = "COMMAND")
final class CubeCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: build, merge or show");
  }
}
