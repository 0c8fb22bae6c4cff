package routercost.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.cli.console.TextOutputOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.run.CubeSummary;
import routercost.read.tally.SavedCube;

/// Saves the sums of logs.
@Command(
    name = "build",
    description = {
      "Save the sums of logs, by day, task, model and all else that a price depends on. Any price"
          + " book can price them later."
    },
    footer = {
      "",
      "Examples:",
      "  router-cost cube build calls.csv -o calls.cube.csv",
      "  router-cost cube build logs/ --labels team,project -o october.cube.csv.zst",
      "  router-cost audit october.cube.csv.zst --group-by team"
    })
final class CubeBuildCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin LogPaths logs;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "NAME",
      description = "Columns of the log to keep, so that reports can group by them and filter.")
  List<String> labels = new ArrayList<>();

  @Mixin LogOptions reading;
  @Mixin TextOutputOptions output;

  @Override
  public Integer call() {
    var saved = reading.saved(logs.paths(spec), new LinkedHashSet<>(labels), output.progress());
    labels.forEach(label -> warnOfNone(label, saved.cube()));
    output.print(saved.cube());
    output.target().ifPresent(file -> output.say(file + ": " + CubeSummary.size(saved.cube())));
    return reading.judge(saved.tally(), output).code();
  }

  /// A column that no record has would be missed only when a report groups by it.
  private void warnOfNone(String label, SavedCube cube) {
    var used = cube.cells(SavedCube.Part.USED).keySet();
    if (used.stream().noneMatch(key -> key.labels().containsKey(label))) {
      output.warn("--labels: no record has a value of '" + label + "'");
    }
  }
}
