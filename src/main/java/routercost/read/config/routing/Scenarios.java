package routercost.read.config.routing;

import java.time.LocalDate;
import java.util.List;
import routercost.price.PriceBook;
import routercost.whatif.Effects;
import routercost.whatif.Scenario;

/// The door to scenario files.
public final class Scenarios {
  private Scenarios() {}

  /// The scenarios in the files at `paths`, in their order.
  ///
  /// @param day on which a tier names a model
  /// @param effects of a change of model that they reckon with
  /// @throws ConfigurationProblem if one says something that is not allowed
  /// @throws InputProblem if one cannot be read
  public static List<Scenario> read(
      List<String> paths, PriceBook book, LocalDate day, Effects effects) {
    return paths.stream().map(path -> ScenarioFile.read(path, book, day, effects)).toList();
  }
}
