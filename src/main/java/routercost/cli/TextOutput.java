package routercost.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.read.TextFile;

/// Where the text goes of a command that prints no report, and what it says beside it.
final class TextOutput {
  private final Environment environment;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE instead of standard output.")
  Optional<Path> file = Optional.empty();

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but what makes the run fail.")
  boolean quiet;

  @Option(names = "--debug", description = "Show a stack trace when something fails.")
  boolean debug;

  TextOutput(Environment environment) {
    this.environment = environment;
  }

  /// Writes the result.
  ///
  /// @throws routercost.read.InputProblem if the file cannot be written
  void print(String text) {
    if (file.isEmpty() || file.get().toString().equals("-")) {
      environment.out().print(text);
      environment.out().flush();
    } else {
      TextFile.write(file.get(), text);
    }
  }

  /// Tells the person what was done.
  void say(String message) {
    if (!quiet) {
      environment.say(message);
    }
  }

  /// Tells the person what they should know.
  void warn(String message) {
    say("warning: " + message);
  }
}
