package routercost.read.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.config.FileKind;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.exports.LogFormat;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// Which field of a log is which column, as a person says it: inline, or in a file that a team
/// shares.
///
/// @param columns the header, or dotted path, by canonical column
/// @param cacheTokens whether input counts include cached tokens, if the file says so
/// @param format the format, if the file says so
public record Mapping(
    Map<String, String> columns,
    Optional<ReadOptions.CacheTokens> cacheTokens,
    Optional<LogFormat> format) {
  private static final String EXPECTED =
      "--map takes NAME=COLUMN, such as task=purpose, or a YAML file";
  private static final Set<String> KEYS = Set.of("version", "columns", "cache_tokens", "format");
  private static final Set<String> COUNTING = Set.of("auto", "inclusive", "exclusive");

  public Mapping {
    columns = Map.copyOf(columns);
  }

  /// What `asked` says: `task=purpose` names a field, anything else a file. What comes later holds.
  ///
  /// @throws ConfigurationProblem if a file says something that is not allowed
  /// @throws InputProblem if a file cannot be read
  public static Mapping of(List<String> asked) {
    var all = new Mapping(Map.of(), Optional.empty(), Optional.empty());
    for (String one : asked) {
      all = all.then(one.indexOf('=') < 0 ? inFile(one) : inline(one));
    }
    return all;
  }

  /// These with what `later` says in their place.
  public Mapping then(Mapping later) {
    var both = new LinkedHashMap<>(columns);
    both.putAll(later.columns);
    return new Mapping(
        both, later.cacheTokens.or(() -> cacheTokens), later.format.or(() -> format));
  }

  private static Mapping inline(String text) {
    int equals = text.indexOf('=');
    return new Mapping(
        Map.of(text.substring(0, equals).strip(), text.substring(equals + 1).strip()),
        Optional.empty(),
        Optional.empty());
  }

  private static Mapping inFile(String path) {
    FileKind.refuseAs("a mapping", path);
    return parse(path, TextFiles.bytes(path, 1, EXPECTED));
  }

  /// What the bytes of a file say.
  static Mapping parse(String name, byte[] bytes) {
    var fields = YamlFile.parse(name, bytes).asFields("the file").allowing(KEYS);
    var version = fields.require("version");
    if (!version.asText("version").equals("1")) {
      throw version.refusal("version", "1");
    }
    return new Mapping(
        columns(fields.require("columns").asFields("columns")),
        fields.find("cache_tokens").map(Mapping::counting),
        fields.find("format").map(Mapping::format));
  }

  private static Map<String, String> columns(YamlNode.Fields fields) {
    var columns = new LinkedHashMap<String, String>();
    fields
        .byName()
        .forEach(
            (name, field) -> {
              var column = Column.named(name).orElseThrow(() -> unknown(name, field.place()));
              String path = field.value().asText(name);
              if (path.isBlank()) {
                throw field
                    .value()
                    .refusal(name, "the name of a column, or a path such as usage.input");
              }
              columns.put(column.id(), path);
            });
    return columns;
  }

  private static ConfigurationProblem unknown(String name, String place) {
    return new ConfigurationProblem(
        "%s: '%s' is not a column%s; allowed: %s"
            .formatted(
                place, SafeText.cut(name), Suggestions.hint(name, Column.ids()), Column.allowed()));
  }

  private static ReadOptions.CacheTokens counting(YamlNode node) {
    String text = node.asText("cache_tokens");
    if (!COUNTING.contains(text)) {
      throw node.refusal("cache_tokens", "auto, inclusive or exclusive");
    }
    return ReadOptions.CacheTokens.valueOf(text.toUpperCase(java.util.Locale.ROOT));
  }

  private static LogFormat format(YamlNode node) {
    String text = node.asText("format");
    return LogFormat.ids().contains(text) ? LogFormat.named(text) : refused(node, text);
  }

  private static LogFormat refused(YamlNode node, String text) {
    throw node.refusal(
        "format",
        "one of " + String.join(", ", LogFormat.ids()) + Suggestions.hint(text, LogFormat.ids()));
  }
}
