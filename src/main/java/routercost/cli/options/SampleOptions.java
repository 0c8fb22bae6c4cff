package routercost.cli.options;

import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import routercost.price.Money;
import routercost.read.text.ConfigurationProblem;

/// The options of a sample of calls to grade.
public final class SampleOptions {
  private static final String NEEDED = "needed";

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Write N calls of each task to grade, and no routing. They are written as ids and"
              + " places in CSV; 'needed' draws as many as it takes to prove a move.")
  Optional<String> size = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of --sample, 1 by default; equal seeds draw equal calls.")
  Optional<Integer> seed = Optional.empty();

  @Option(
      names = "--grade-cost",
      paramLabel = "USD",
      description = "The cost of grading one answer of --sample.")
  Optional<Money> gradeCost = Optional.empty();

  /// Whether a sample is asked for.
  ///
  /// @throws ConfigurationProblem if other options require one
  public boolean isAsked() {
    if (size.isEmpty() && (seed.isPresent() || gradeCost.isPresent())) {
      throw new ConfigurationProblem(
          (seed.isPresent() ? "--seed" : "--grade-cost") + " requires --sample N");
    }
    return size.isPresent();
  }

  /// The number of calls for each task; empty for as many as a proof takes.
  public OptionalInt size() {
    var text = size.orElse(NEEDED);
    if (text.equals(NEEDED)) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new ConfigurationProblem(
          "--sample is '" + text + "'; expected a whole number above 0, or needed");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  public int seed() {
    return seed.orElse(1);
  }

  public Optional<Money> gradeCost() {
    return gradeCost;
  }
}
