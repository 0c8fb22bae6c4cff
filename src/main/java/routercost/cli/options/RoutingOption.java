package routercost.cli.options;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The routing file that a command uses.
public final class RoutingOption {
  @Option(
      names = "--routing",
      paramLabel = "FILE",
      description = "A routing file, which assigns tasks to tiers or models.")
  public Optional<String> file = Optional.empty();

  /// The file, for a command that requires one.
  public String required(CommandSpec spec) {
    return file.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), "missing required option: '--routing=FILE'"));
  }
}
