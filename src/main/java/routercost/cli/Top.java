package routercost.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.read.ConfigurationProblem;

/// How many rows are shown.
final class Top {
  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Show the first N rows and sum up the rest.")
  Optional<Integer> rows = Optional.empty();

  /// Refuses a number that shows nothing.
  void require() {
    rows.filter(number -> number < 1).ifPresent(Top::refuse);
  }

  private static void refuse(int number) {
    throw new ConfigurationProblem("--top is " + number + "; expected 1 or more");
  }
}
