package routercost.read.warehouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.text.ConfigurationProblem;

/// A table of calls in a warehouse: which expressions are which canonical columns.
///
/// @param from what stands after `FROM`
/// @param columns expressions by the name of the canonical column
/// @param labels expressions by the name of the label
/// @param where which rows are calls; empty if all
public record WarehouseTable(
    String from,
    SequencedMap<String, String> columns,
    SequencedMap<String, String> labels,
    Optional<String> where) {
  /// The columns that a query can use.
  static final List<String> COLUMNS =
      List.of(
          "timestamp",
          "task",
          "model",
          "calls",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "cache_write_tokens",
          "reasoning_tokens",
          "service_tier",
          "inference_geo",
          "status",
          "request_id",
          "cost_usd");

  private static final String LABEL = "label ";
  private static final Set<String> REQUIRED = Set.of("timestamp", "model");

  /// A table.
  ///
  /// @param schema the name of its kind
  /// @param mapping `NAME=EXPRESSION` for columns that it has elsewhere; an empty expression for
  /// one
  ///     that it does not have
  /// @param labels columns to keep
  /// @throws ConfigurationProblem if the schema or a name is not known, or a needed column is
  /// missing
  public static WarehouseTable of(
      String from, String schema, SqlDialect dialect, List<String> mapping, List<String> labels) {
    refuseStatements("--from", from);
    var columns = new LinkedHashMap<String, String>();
    var known = new LinkedHashMap<String, String>();
    var section = WarehouseText.of("table", schema, "--schema").lines();
    section.forEach(
        (name, written) -> {
          if (name.startsWith(LABEL)) {
            known.put(name.substring(LABEL.length()), dialect.expression(written));
          } else if (COLUMNS.contains(name)) {
            columns.put(name, dialect.expression(written));
          }
        });
    for (var pair : mapping) {
      map(pair, columns, known, labels);
    }
    REQUIRED.stream()
        .sorted()
        .filter(name -> !columns.containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ConfigurationProblem("--map: a cube needs '" + name + "'");
            });
    var kept = new LinkedHashMap<String, String>();
    labels.forEach(label -> kept.put(label, known.getOrDefault(label, dialect.name(label))));
    return new WarehouseTable(
        from, columns, kept, Optional.ofNullable(section.get("where")).map(dialect::expression));
  }

  private static void map(
      String pair, Map<String, String> columns, Map<String, String> known, List<String> labels) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new ConfigurationProblem(
          "--map is '%s'; expected NAME=EXPRESSION, as in task=purpose".formatted(pair));
    }
    var word = pair.substring(0, equals).strip();
    var name = COLUMNS.contains(word) ? word : Column.named(word).map(Column::id).orElse(word);
    var expression = pair.substring(equals + 1).strip();
    refuseStatements("--map", expression);
    if (labels.contains(word)) {
      known.put(word, expression);
    } else if (!COLUMNS.contains(name)) {
      throw new ConfigurationProblem(
          "--map: '%s' is not a column of a cube%s; expected %s, or a name of --labels"
              .formatted(word, Suggestions.hint(word, COLUMNS), String.join(", ", COLUMNS)));
    } else if (expression.isEmpty()) {
      columns.remove(name);
    } else {
      columns.put(name, expression);
    }
  }

  /// Text is put into the query as it stands, so it may not end a statement or hide what follows.
  private static void refuseStatements(String option, String text) {
    if (text.matches("(?s).*(;|--|/\\*|\\n|\\r).*")) {
      throw new ConfigurationProblem(
          "%s is '%s'; expected one expression without ';', comments and line ends"
              .formatted(option, text));
    }
  }
}
