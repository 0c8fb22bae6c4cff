package routercost.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import routercost.cli.console.ExitCode;
import routercost.cli.console.TextOutputOptions;
import routercost.cli.run.CubeSummary;
import routercost.read.cube.Cubes;

/// Adds cubes.
@Command(
    name = "merge",
    description = {
      "Add saved cubes, with all of their labels. A call that is in two of them counts twice: ids are"
          + " not saved."
    },
    footer = {
      "",
      "Example:",
      "  router-cost cube merge september.cube.csv october.cube.csv -o autumn.cube.csv"
    })
final class CubeMergeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CUBE",
      arity = "1..*",
      description = "Saved cubes: files, folders, globs, or - for standard input.")
  List<String> cubes = List.of();

  @Mixin TextOutputOptions output;

  @Override
  public Integer call() {
    var sum = Cubes.read(cubes, output.stdin());
    output.print(sum);
    output.target().ifPresent(file -> output.say(file + ": " + CubeSummary.size(sum)));
    return ExitCode.DONE.code();
  }
}
