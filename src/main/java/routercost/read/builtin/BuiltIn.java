package routercost.read.builtin;

import java.util.List;
import java.util.Map;
import routercost.price.PriceBook;
import routercost.whatif.routing.RoutingRules;

/// The data in the program: the price book, the names that people give to columns, the rules of
/// routing, and the version.
///
/// They are written in YAML. The build checks them and generates Java from them
/// ([routercost.read.build.BuiltInSource]), so that no start has to read YAML.
public interface BuiltIn {
  /// The generated class.
  String WRITTEN = "routercost.read.builtin.BuiltInCode";

  PriceBook prices();

  /// The meanings of each normalised name.
  Map<String, List<Synonym>> synonyms();

  /// The tiers that kinds of tasks run on.
  RoutingRules routing();

  /// The version of the tool.
  String version();

  /// The generated code, or the YAML where the build has not generated any.
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
