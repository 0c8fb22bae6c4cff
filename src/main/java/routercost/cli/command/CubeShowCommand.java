package routercost.cli.command;

import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.read.cube.Cubes;
import routercost.read.tally.SavedCube;
import routercost.report.common.RunMetadata;
import routercost.report.cube.CubeDetails;

/// Says what is in a cube.
@Command(
    name = "show",
    description = "Say what a saved cube holds: days, models, labels, and what became of its logs.",
    footer = {"", "Example:", "  router-cost cube show october.cube.csv.zst"})
final class CubeShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CUBE", description = "A saved cube, or - for standard input.")
  String cube = "";

  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var saved = Cubes.read(List.of(cube), output.stdin());
    var head = saved.head();
    var records = head.records();
    var input =
        new RunMetadata.Input(
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
