package routercost.read.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.price.Suggestions;
import routercost.read.config.FileKind;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.record.CsvEntries;
import routercost.read.record.LogRecord;
import routercost.read.record.Row;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.Sources;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// The owners of calls: rules from where a call came from to a team and a cost centre. The first
/// rule that matches holds.
public record Owners(List<Rule> rules) {
  /// The value of calls that no rule assigns.
  static final String UNASSIGNED = "(unassigned)";

  static final String PATH = "path";

  private static final Set<String> ASSIGNED = Set.of("team", "cost_center");

  /// What rules may ask for, and the names of columns under which logs have it.
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "key", List.of("key", "api_key", "api_key_name", "key_alias", "api_key_id"),
          "workspace", List.of("workspace", "workspace_name", "workspace_id"),
          "user", List.of("user", "user_email", "email", "user_id", "username"),
          "project", List.of("project", "project_name", "project_id", "cwd"),
          "branch", List.of("branch", "git_branch"));

  /// A rule.
  ///
  /// @param conditions that must all match, by field
  public record Rule(Map<String, Pattern> conditions, Map<String, String> assigned) {
    boolean matches(UnaryOperator<String> fields) {
      return conditions.entrySet().stream()
          .allMatch(asked -> asked.getValue().matcher(fields.apply(asked.getKey())).matches());
    }
  }

  public Owners {
    rules = List.copyOf(rules);
  }

  /// Reads the rules of a CSV or YAML file.
  ///
  /// @throws ConfigurationProblem if it holds anything but rules, with its place
  public static Owners read(String path) {
    FileKind.refuseAs("an owners file", path);
    byte[] bytes = TextFiles.bytes(path, 16, "expected rules in CSV or YAML");
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "");
    boolean yaml = text.lines().anyMatch(line -> line.strip().equals("owners:"));
    return new Owners(yaml ? inYaml(path, bytes) : inTable(path, text));
  }

  private static List<Rule> inYaml(String path, byte[] bytes) {
    var file = YamlFile.parse(path, bytes).asFields("the file");
    return file.allowing(Set.of("version", "owners"))
        .require("owners")
        .items()
        .map(node -> rule(node.asFields("an owner")))
        .toList();
  }

  private static Rule rule(YamlNode.Fields fields) {
    var cells = new LinkedHashMap<String, String>();
    fields.byName().forEach((name, field) -> cells.put(name, field.value().asText(name)));
    return rule(fields.place(), cells);
  }

  private static List<Rule> inTable(String path, String text) {
    var rules = new ArrayList<Rule>();
    var table = CsvEntries.of(text);
    if (Collections.disjoint(ASSIGNED, table.names())) {
      throw new ConfigurationProblem(
          path + ":1: owners need a column team or cost_center; expected some of: " + allowed());
    }
    for (LogRecord entry : table.rest()) {
      String place = path + ":" + entry.line();
      if (!(entry instanceof Row row)) {
        throw new ConfigurationProblem(place + ": the row has not as many cells as the header");
      }
      var cells = new LinkedHashMap<String, String>();
      for (int i = 0; i < row.names().size(); i++) {
        cells.put(row.names().get(i), row.cells().get(i).strip());
      }
      rules.add(rule(place, cells));
    }
    return rules;
  }

  private static Set<String> known() {
    var known = new TreeSet<>(COLUMNS.keySet());
    known.addAll(ASSIGNED);
    known.add(PATH);
    return known;
  }

  private static String allowed() {
    return String.join(", ", known());
  }

  private static Rule rule(String place, Map<String, String> cells) {
    var conditions = new LinkedHashMap<String, Pattern>();
    var assigned = new LinkedHashMap<String, String>();
    cells.forEach(
        (name, text) -> {
          if (ASSIGNED.contains(name)) {
            assigned.put(name, text);
          } else if (!name.equals(PATH) && !COLUMNS.containsKey(name)) {
            throw new ConfigurationProblem(
                "%s: owners have no '%s'%s; expected some of: %s"
                    .formatted(
                        place, SafeText.cut(name), Suggestions.hint(name, known()), allowed()));
          } else if (!text.isEmpty()) {
            conditions.put(name, name.equals(PATH) ? Sources.pattern(text) : wildcards(text));
          }
        });
    if (assigned.values().stream().allMatch(String::isEmpty)) {
      throw new ConfigurationProblem(place + ": the rule assigns neither team nor cost_center");
    }
    return new Rule(conditions, assigned);
  }

  /// A pattern in which a star stands for any text.
  private static Pattern wildcards(String text) {
    String quoted = Pattern.quote(text).replace("*", "\\E.*\\Q");
    return Pattern.compile(quoted, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  static boolean assign(String label) {
    return ASSIGNED.contains(label);
  }

  /// What rules ask for.
  Stream<String> fields() {
    return rules.stream().flatMap(rule -> rule.conditions().keySet().stream()).distinct();
  }

  /// The names of columns that rules ask for.
  List<String> columns() {
    return fields().flatMap(field -> columns(field).stream()).toList();
  }

  static List<String> columns(String field) {
    return COLUMNS.getOrDefault(field, List.of());
  }

  /// What the first rule that matches assigns.
  ///
  /// @param fields the text of a field, or the path of the input
  String assigned(String label, UnaryOperator<String> fields) {
    for (Rule rule : rules) {
      if (rule.matches(fields)) {
        String text = rule.assigned().getOrDefault(label, "");
        return text.isEmpty() ? UNASSIGNED : text;
      }
    }
    return UNASSIGNED;
  }
}
