package routercost.cli.command;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.cli.console.TextOutputOptions;
import routercost.cli.console.Version;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.LogRun;
import routercost.read.cube.Cubes;
import routercost.read.tally.SavedCube;
import routercost.report.common.InputSummary;
import routercost.report.cube.CubeDetails;

/// The commands on saved cubes.
@Command(
    description =
        "Save logs as small cubes of sums, add cubes, or show one. A cube has no single"
            + " calls; every command that reads logs also reads cubes.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  router-cost cube build samples/calls.csv -o calls.cube.csv",
      "  router-cost cube show samples/warehouse.cube.csv",
      "  router-cost audit samples/warehouse.cube.csv"
    })
final class CubeCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing command; expected build, merge, show or sql");
  }

  /// Saves the sums of logs.
  @Command(
      description =
          "Save the sums of logs, so that any price book can price them. Sums are kept by"
              + " day, task, model and all else that a price depends on.",
      footer = {
        "",
        "Examples:",
        "  router-cost cube build samples/calls.csv -o calls.cube.csv",
        "  router-cost cube build samples/calls.csv --labels team -o calls.cube.csv.zst",
        "  router-cost audit samples/warehouse.cube.csv"
      })
  static final class Build implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Mixin LogPaths logs;

    @Option(
        names = "--labels",
        split = ",",
        paramLabel = "NAME",
        description = "Columns of the log to keep, for reports that group by them or filter.")
    List<String> labels = new ArrayList<>();

    @Mixin LogOptions logOptions;
    @Mixin TextOutputOptions output;

    @Override
    public Integer call() {
      var prices = new PriceOptions(output.console.environment());
      var run =
          new LogRun("cube build", logOptions, prices, output.console, logOptions.zoneToKeep());
      var saved = run.saved(run.reader(logs.paths(spec, logOptions), new LinkedHashSet<>(labels)));
      labels.forEach(label -> warnOfNone(label, saved.cube()));
      output.print(saved.cube());
      run.review(saved.tally());
      return output.console.exit().code();
    }

    /// Otherwise a missing column would be noticed only when a report groups by it.
    private void warnOfNone(String label, SavedCube cube) {
      var used = cube.cells(SavedCube.Part.USED).keySet();
      if (used.stream().noneMatch(key -> key.labels().containsKey(label))) {
        output.console.warn("--labels: no record has a value of '" + label + "'");
      }
    }
  }

  /// Adds cubes.
  @Command(
      description =
          "Add saved cubes, with all their labels. A call in two of them counts twice, as"
              + " ids are not saved.",
      footer = {"", "Examples:", "  router-cost cube merge samples/*.cube.csv -o all.cube.csv"})
  static final class Merge implements Callable<Integer> {
    @Parameters(
        paramLabel = "CUBE",
        arity = "1..*",
        description = "Saved cubes: files, folders, globs, or - for standard input.")
    List<String> cubes = List.of();

    @Mixin TextOutputOptions output;

    @Override
    public Integer call() {
      output.print(Cubes.read(cubes, output.console.environment().in(), output.console::warn));
      return ExitCode.DONE.code();
    }
  }

  /// Shows the contents of a cube.
  @Command(
      description = "Show a saved cube: its days, models, labels, and the rows of its logs.",
      footer = {"", "Examples:", "  router-cost cube show samples/warehouse.cube.csv"})
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "CUBE", description = "A saved cube, or - for standard input.")
    String cube = "";

    @Mixin OutputOptions output;

    @Override
    public Integer call() {
      var saved =
          Cubes.read(List.of(cube), output.console.environment().in(), output.console::warn);
      var head = saved.head();
      var records = head.records();
      var input =
          new InputSummary(
              cube,
              "cube",
              records.rows(),
              records.used(),
              records.duplicates(),
              records.skipped(),
              records.rejected(),
              List.of());
      output.print(
          new CubeDetails(
              Version.tool(),
              input,
              head.zone().equals(ZoneOffset.UTC) ? "UTC" : head.zone().getId(),
              head.logs(),
              head.breakpoints(),
              saved.cube(SavedCube.Part.USED),
              saved.cells(SavedCube.Part.USED).values().stream()
                  .allMatch(sums -> sums.moment().isPresent()),
              Stream.concat(head.notes().stream(), head.warnings().stream()).toList()));
      return ExitCode.DONE.code();
    }
  }
}
