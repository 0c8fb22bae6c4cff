package routercost.cli.options;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The routing file that a command prices, scores by or verifies.
public final class RoutingOption {
  @Option(
      names = "--routing",
      paramLabel = "FILE",
      description = "A routing file: which task runs on which tier or model.")
  public Optional<String> file = Optional.empty();

  /// The file, for a command that cannot do without.
  public String required(CommandSpec spec) {
    return file.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), "missing required option: '--routing=FILE'"));
  }
}
