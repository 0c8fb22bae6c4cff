package routercost.cli.options;

import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.read.text.ConfigurationProblem;

/// How many rows are shown.
public final class RowLimit {
  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Show the first N rows and sum up the rest.")
  public Optional<Integer> rows = Optional.empty();

  /// Refuses a number that shows nothing.
  public void require() {
    rows.filter(number -> number < 1).ifPresent(RowLimit::refuse);
  }

  private static void refuse(int number) {
    throw new ConfigurationProblem("--top is " + number + "; expected 1 or more");
  }
}
