package routercost.cli.command;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.Console;
import routercost.cli.console.ExitCode;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.TaskNames;
import routercost.cli.run.QuietReading;
import routercost.read.text.AgentPlaces;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.ResourceFile;
import routercost.read.value.Period;

/// The script by which a shell completes commands, options and their values. All three scripts ask
/// this command, with the line as it stands.
@Command(
    description = {
      "Print a script that completes lines in bash, zsh or fish.",
      "It knows commands, options and values, and the tasks of the logs that the line names."
    },
    footer = {
      "",
      "To load it: source <(router-cost completion)",
      "In zsh:     source <(router-cost completion zsh)",
      "In fish:    router-cost completion fish | source",
      "",
      "Examples:",
      "  router-cost completion",
      "  router-cost completion zsh",
      "  router-cost completion fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /// Larger logs are not read for a completion.
  private static final long MOST_BYTES = 32L << 20;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SHELL",
      description = "Choose bash (default), zsh or fish.")
  Optional<String> shell = Optional.empty();

  @Option(
      names = "--line",
      paramLabel = "LINE",
      description = "Print what may come next in this command line, as the scripts ask.")
  Optional<String> line = Optional.empty();

  @Mixin Console console;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    console.environment().out().print(line.map(this::candidates).orElseGet(this::script));
    console.environment().out().flush();
    return ExitCode.DONE.code();
  }

  private String script() {
    var name = shell.orElse("bash");
    return switch (name) {
      case "bash", "zsh", "fish" -> ResourceFile.text("completion." + name);
      default ->
          throw new ConfigurationProblem(
              "completion: there is no script for '%s'; expected bash, zsh or fish"
                  .formatted(name));
    };
  }

  private String candidates(String typed) {
    return new Completions(spec.root().commandLine(), typed, this::tasks)
        .found().stream().map(found -> found + "\n").collect(Collectors.joining());
  }

  /// The tasks of logs; none if they cannot be read while somebody waits for a key.
  private Collection<String> tasks(List<String> logs) {
    var paths = logs.stream().map(Path::of).toList();
    if (paths.isEmpty() || AgentPlaces.size(paths) > MOST_BYTES) {
      return List.of();
    }
    try {
      var prices = new PriceOptions(console.environment());
      var read = new QuietReading(prices, ZoneOffset.UTC).of(logs, Period.ALWAYS);
      return TaskNames.of(read.used()).names();
    } catch (RuntimeException _) {
      return List.of();
    }
  }
}
