package routercost.read.builtin;

import java.util.List;
import java.util.Map;
import routercost.price.PriceBook;
import routercost.whatif.routing.RoutingRules;

/// What comes with the tool: the price book, the names that people give to columns, the rules of
/// routing, and its version.
///
/// People write it as YAML. The build checks that and writes it down once more as Java
/// ([BuiltInSource]), so that no start has to read it.
public interface BuiltIn {
  /// The class that the build writes.
  String WRITTEN = "routercost.read.builtin.BuiltInCode";

  PriceBook prices();

  /// The meanings of each normalised name.
  Map<String, List<Synonym>> synonyms();

  /// Which tier a kind of task runs on.
  RoutingRules routing();

  /// The version of the tool.
  String version();

  /// The code that the build generated, or the YAML itself where nobody ran the build.
  ///
  /// Both are loaded by name: this package is below the readers of YAML, which depend on it.
  static BuiltIn found() {
    try {
      return named(WRITTEN);
    } catch (ReflectiveOperationException _) {
      try {
        return named("routercost.read.build.BuiltInYaml");
      } catch (ReflectiveOperationException missing) {
        throw new IllegalStateException("the program is not complete", missing);
      }
    }
  }

  private static BuiltIn named(String type) throws ReflectiveOperationException {
    return Class.forName(type).asSubclass(BuiltIn.class).getDeclaredConstructor().newInstance();
  }
}
