package routercost.cli.options;

import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.read.text.ConfigurationProblem;

/// The number of rows that a report shows.
public final class RowLimit {
  @Option(
      names = {"-n", "--top"},
      paramLabel = "N",
      description = "Show the first N rows and the sum of the rest.")
  public Optional<Integer> rows = Optional.empty();

  /// Refuses a number below 1.
  public void require() {
    rows.filter(number -> number < 1).ifPresent(RowLimit::refuse);
  }

  private static void refuse(int number) {
    throw new ConfigurationProblem("--top is " + number + "; expected 1 or more");
  }
}
