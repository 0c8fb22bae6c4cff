package routercost.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import routercost.price.Attribute;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.record.ConstantCells;
import routercost.read.record.Row;
import routercost.read.schema.Columns;
import routercost.read.schema.RequiredColumns;
import routercost.read.schema.Sample;
import routercost.read.schema.Schema;
import routercost.read.tally.ExportReader;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;

/// The columns that a request names, and which of them the inputs had.
final class RequestedColumns {
  private final Vocabulary vocabulary = Vocabulary.builtIn();
  private final Map<Column, String> mapped;
  private final Set<String> labels;
  private final ExportReader.Asked paths;
  private final SortedSet<String> missingFilters;
  private final SortedSet<String> missingPaths;
  private final SortedSet<String> present = new TreeSet<>();
  private final NavigableSet<String> further = new TreeSet<>();
  private boolean hasExports;

  RequestedColumns(ReadRequest request) {
    var filters = request.filter().filter().labels();
    mapped = RequiredColumns.named(request.options().mapping());
    labels = request.filter().columns();
    paths = ExportReader.Asked.of(mapped, labels, request.options().cacheTokens().within());
    missingFilters = new TreeSet<>(filters);
    if (!filters.isEmpty()) {
      missingFilters.removeIf(request.filter().outside()::provides);
    }
    missingPaths = new TreeSet<>(mapped.values());
    if (!missingPaths.isEmpty()) {
      missingPaths.removeIf(path -> RequiredColumns.constant(path).isPresent());
    }
  }

  boolean areMapped() {
    return !mapped.isEmpty();
  }

  /// The paths to look up in the records of exports.
  ExportReader.Asked paths() {
    return paths;
  }

  /// The schema of a table of calls.
  Schema schema(Sample sample) {
    return Schema.of(vocabulary, mapped, labels, sample);
  }

  /// The schema of an export, whose dialect has already named its columns.
  Schema exportSchema(Sample sample) {
    return Schema.ofExport(vocabulary, labels, sample);
  }

  /// The names of constants, which are the texts of their mappings: `=gpt-5`.
  private List<String> constants() {
    return mapped.values().stream().filter(header -> header.startsWith("=")).distinct().toList();
  }

  /// An input with the constants that the person named.
  LogInput withConstants(LogInput log) {
    if (mapped.isEmpty()) {
      return log;
    }
    var names = constants();
    if (names.isEmpty() || log.format().isExport()) {
      return log;
    }
    var texts = names.stream().map(name -> name.substring(1)).toList();
    return log.with(new ConstantCells(log.entries(), names, texts), names);
  }

  /// The fields that options name, wherever they are.
  Set<String> fields() {
    var fields = new HashSet<>(labels);
    mapped.values().stream()
        .filter(header -> RequiredColumns.constant(header).isEmpty())
        .forEach(fields::add);
    return fields;
  }

  /// Whether columns are named by their numbers, as in a table without a header.
  boolean areNumbered() {
    var headers = fields();
    headers.removeAll(labels);
    return !headers.isEmpty() && headers.stream().allMatch(header -> header.matches("\\d{1,3}"));
  }

  /// Whether rows can be read as calls.
  boolean isTable(Sample sample) {
    return required("", sample.and(constants())).isFit(mapped);
  }

  /// Whether a row names a model or has a count.
  Predicate<Row> callsOf(Schema schema) {
    return row -> {
      Columns columns = schema.columns(row.names());
      return columns.has(Column.MODEL) || columns.hasAny(Column.QUANTITIES);
    };
  }

  private RequiredColumns required(String name, Sample sample) {
    return new RequiredColumns(name, sample, schema(sample).columns(sample.names()));
  }

  boolean isFit(Sample sample, Columns columns) {
    return sample.isEmpty() || new RequiredColumns("", sample, columns).isFit(mapped);
  }

  /// Why a table cannot be read, and what to do.
  ///
  /// @param json whether the names of the sample are those of JSON
  String refusal(String name, Sample sample, boolean json) {
    return required(name, sample).refusal(mapped, json);
  }

  void noteInput(List<String> names, Columns columns) {
    present.addAll(names);
    if (!missingFilters.isEmpty()) {
      noteFurther(names, columns);
    }
    missingFilters.removeAll(columns.labels().keySet());
  }

  /// Notes the columns that tell calls apart, for the message that none of them is meant.
  private void noteFurther(List<String> names, Columns columns) {
    further.addAll(names);
    for (var column : Column.values()) {
      if (!Column.isFurther(column.id())) {
        columns.at(column).map(Columns.Found::name).ifPresent(further::remove);
      }
    }
  }

  void noteCube(Set<String> cubeLabels) {
    present.addAll(cubeLabels);
    further.addAll(cubeLabels);
    missingFilters.removeAll(cubeLabels);
  }

  /// Notes an export.
  ///
  /// @param found the requested paths that some record of the export had
  void noteExport(Set<String> found) {
    hasExports = true;
    missingPaths.removeAll(found);
  }

  /// Refuses a filter or mapping that names what no input has: it would silently leave nothing.
  void refuseUnknown() {
    if (!present.isEmpty() && !missingFilters.isEmpty()) {
      var name = missingFilters.first();
      var candidates = new ArrayList<>(Attribute.known());
      candidates.addAll(present);
      var others = further.stream().filter(Column::isFurther).toList();
      throw new ConfigurationProblem(
          "no input has a column '%s' to filter by%s; expected %s%s"
              .formatted(
                  SafeText.cut(name),
                  Suggestions.hint(name, candidates),
                  String.join(", ", Attribute.known()),
                  others.isEmpty()
                      ? " or a column of the log"
                      : ", or a column of the log: " + SafeText.list(others)));
    }
    if (hasExports && !missingPaths.isEmpty()) {
      throw new ConfigurationProblem(
          "no record has a field '%s' (--map, --task-from); expected its path, with dots between the names"
              .formatted(SafeText.cut(missingPaths.first())));
    }
  }
}
