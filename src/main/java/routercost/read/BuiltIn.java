package routercost.read;

import java.util.List;
import java.util.Map;
import routercost.price.PriceBook;

/// What comes with the tool: the price book, and the names that people give to columns.
///
/// People write it as YAML. The build checks that and writes it down once more as Java
/// ([BuiltInSource]), so that no start has to read it.
interface BuiltIn {
  /// The class that the build writes.
  String WRITTEN = "routercost.read.BuiltInCode";

  PriceBook prices();

  /// The meanings of each normalised name.
  Map<String, List<Synonym>> synonyms();

  /// What the build wrote down, or the YAML itself where nobody ran the build.
  static BuiltIn found() {
    try {
      return Class.forName(WRITTEN)
          .asSubclass(BuiltIn.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException _) {
      return new BuiltInYaml();
    }
  }
}
