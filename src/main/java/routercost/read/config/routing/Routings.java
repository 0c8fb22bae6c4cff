package routercost.read.config.routing;

import java.time.LocalDate;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.RoutingRules;

/// Opens rules of routing and routing files.
public final class Routings {
  private Routings() {}

  /// The rules that come with the tool.
  public static RoutingRules rules() {
    return BuiltIn.found().routing();
  }

  /// What the routing file at `path` says.
  ///
  /// @param day on which tiers are read as the model that they name
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Routing read(String path, PriceBook book, LocalDate day) {
    return RoutingFile.read(path, book, day);
  }
}
