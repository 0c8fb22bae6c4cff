package routercost.cli.console;

import java.io.InputStream;
import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.read.cube.Cubes;
import routercost.read.tally.SavedCube;
import routercost.read.text.TextFiles;

/// Where the text goes of a command that prints no report, and what it says beside it.
public final class TextOutputOptions implements Console {
  private final Environment environment;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE instead of standard output.")
  Optional<String> file = Optional.empty();

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but what makes the run fail.")
  boolean quiet;

  @Option(names = "--debug", description = "Show a stack trace when something fails.")
  boolean debug;

  public TextOutputOptions(Environment environment) {
    this.environment = environment;
  }

  /// Writes the result.
  ///
  /// @throws routercost.read.InputProblem if the file cannot be written
  public void print(String text) {
    target()
        .ifPresentOrElse(
            path -> TextFiles.write(path, text),
            () -> {
              environment.out().print(text);
              environment.out().flush();
            });
  }

  /// Writes a cube, packed if the name of the file says so.
  ///
  /// @throws routercost.read.InputProblem if the file cannot be written
  public void print(SavedCube cube) {
    target()
        .ifPresentOrElse(
            path -> Cubes.write(cube, path), () -> Cubes.write(cube, environment.out()));
  }

  /// The file that is written; empty for standard output.
  public Optional<String> target() {
    return file.filter(path -> !path.equals("-"));
  }

  /// Tells the person what was done.
  public void say(String message) {
    if (!quiet) {
      environment.say(message);
    }
  }

  /// Tells the person what they should know.
  @Override
  public void warn(String message) {
    say("warning: " + message);
  }

  /// Tells the person why the exit code is not 0.
  @Override
  public void fail(String message) {
    environment.say("router-cost: " + message);
  }

  /// Where the reading says how far it is.
  public ProgressLine progress() {
    boolean shown = environment.errIsTerminal() && !quiet;
    return new ProgressLine(environment.err(), shown, environment.stopwatch());
  }

  /// What `-` reads.
  public InputStream stdin() {
    return environment.in();
  }
}
