package routercost.read.warehouse;

import java.util.LinkedHashMap;
import java.util.Map;
import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.ResourceFile;

/// A section of `warehouses.txt`: a dialect or a table.
///
/// @param lines by name
record WarehouseText(Map<String, String> lines) {
  /// A section.
  ///
  /// @param kind `dialect` or `table`
  /// @param option names it, for messages
  /// @throws ConfigurationProblem if there is none of this name
  static WarehouseText of(String kind, String name, String option) {
    var sections = sections(kind);
    var found = sections.get(name);
    if (found == null) {
      throw new ConfigurationProblem(
          "%s is '%s'%s; expected %s"
              .formatted(
                  option,
                  name,
                  Suggestions.hint(name, sections.keySet()),
                  String.join(", ", sections.keySet())));
    }
    return new WarehouseText(found);
  }

  private static Map<String, Map<String, String>> sections(String kind) {
    var sections = new LinkedHashMap<String, Map<String, String>>();
    var current = new LinkedHashMap<String, String>();
    for (var line : ResourceFile.text("warehouses.txt").lines().toList()) {
      if (line.startsWith("[")) {
        var words = line.substring(1, line.length() - 1).split("[ <]+", -1);
        current = new LinkedHashMap<>();
        if (words.length > 2) {
          current.putAll(sections.getOrDefault(words[2], Map.of()));
        }
        if (words[0].equals(kind)) {
          sections.put(words[1], current);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        var parts = line.split(" = ?", 2);
        current.put(parts[0], parts[1]);
      }
    }
    return sections;
  }
}
