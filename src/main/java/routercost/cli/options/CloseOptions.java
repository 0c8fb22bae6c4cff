package routercost.cli.options;

import java.util.Optional;
import picocli.CommandLine.Option;

/// The files that keep the totals of periods that are closed.
public final class CloseOptions {
  @Option(
      names = "--close",
      paramLabel = "FILE",
      description =
          "Close the period: write its totals to FILE, with the hashes of inputs and prices.")
  public Optional<String> file = Optional.empty();

  @Option(
      names = "--against-close",
      paramLabel = "FILE",
      description =
          "Compare with the totals that --close wrote; a total that changed ends with exit code 3.")
  public Optional<String> against = Optional.empty();
}
