package routercost.cli.console;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routercost.read.cube.Cubes;
import routercost.read.tally.SavedCube;
import routercost.read.text.TextFiles;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// The destination of a command that prints text or a cube instead of a report.
public final class TextOutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE instead of standard output.")
  Optional<String> file = Optional.empty();

  @Mixin public Console console;

  /// Writes text.
  ///
  /// @throws routercost.read.text.InputProblem if the file cannot be written
  public void print(String text) {
    if (target().isPresent()) {
      TextFiles.write(target().get(), text);
      console.say("wrote " + target().get());
    } else {
      console.environment().out().print(text);
      console.environment().out().flush();
    }
  }

  /// Writes a cube, packed if the name of the file asks for it, and reports its size.
  ///
  /// @throws routercost.read.text.InputProblem if the file cannot be written
  public void print(SavedCube cube) {
    if (target().isPresent()) {
      Cubes.write(cube, target().get());
      console.say(target().get() + ": " + size(cube));
    } else {
      Cubes.write(cube, console.environment().out());
    }
  }

  /// `432 calls in 57 rows`.
  private static String size(SavedCube cube) {
    var calls =
        Usage.sum(cube.cells(SavedCube.Part.USED).values().stream().map(SavedCube.Sums::usage))
            .of(Meter.CALLS);
    int rows = cube.parts().values().stream().mapToInt(cells -> cells.size()).sum();
    return String.format(
        Locale.ROOT,
        "%,d call%s in %,d row%s",
        calls.toBigInteger(),
        calls.compareTo(BigDecimal.ONE) == 0 ? "" : "s",
        rows,
        rows == 1 ? "" : "s");
  }

  private Optional<String> target() {
    return file.filter(path -> !path.equals("-"));
  }
}
