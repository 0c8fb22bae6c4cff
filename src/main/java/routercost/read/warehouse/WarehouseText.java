package routercost.read.warehouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;

/// A section of `warehouses.txt`: a dialect or a table.
///
/// @param lines by name
record WarehouseText(Map<String, String> lines) {
  private static final String RESOURCE = "/routercost/warehouses.txt";

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
    for (var line : text()) {
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

  private static List<String> text() {
    try (var stream = WarehouseText.class.getResourceAsStream(RESOURCE);
        var reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
