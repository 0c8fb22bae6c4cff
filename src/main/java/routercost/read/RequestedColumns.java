package routercost.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import routercost.price.Attribute;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.schema.Columns;
import routercost.read.schema.RequiredColumns;
import routercost.read.schema.Sample;
import routercost.read.schema.Schema;
import routercost.read.schema.Vocabulary;
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
  private boolean hasExports;

  RequestedColumns(ReadRequest request) {
    var filters = request.filter().filter().labels();
    mapped = RequiredColumns.told(request.options().mapping());
    labels = new HashSet<>(request.filter().labels());
    labels.addAll(filters);
    paths = ExportReader.Asked.of(mapped, labels, request.options().cacheTokens().within());
    missingFilters = new TreeSet<>(filters);
    missingPaths = new TreeSet<>(mapped.values());
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

  boolean isTable(String name, Sample sample) {
    var columns = schema(sample).columns(sample.names());
    return new RequiredColumns(name, sample, columns).isComplete();
  }

  /// Refuses a file of a folder that has no columns of calls.
  void requireTable(String name, Sample sample) {
    new RequiredColumns(name, sample, schema(sample).columns(sample.names())).check(Map.of());
  }

  /// Refuses a table that lacks a column without which nothing can be counted.
  void require(String name, Sample sample, Columns columns) {
    new RequiredColumns(name, sample, columns).check(mapped);
  }

  void noteInput(List<String> names, Columns columns) {
    present.addAll(names);
    missingFilters.removeAll(columns.labels().keySet());
  }

  void noteCube(Set<String> cubeLabels) {
    present.addAll(cubeLabels);
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
      throw new ConfigurationProblem(
          "--filter: no input has a column '%s'%s; expected one of: %s"
              .formatted(
                  SafeText.cut(name),
                  Suggestions.hint(name, candidates),
                  SafeText.list(List.copyOf(present))));
    }
    if (hasExports && !missingPaths.isEmpty()) {
      throw new ConfigurationProblem(
          "no record has a field '%s' (--map, --task-from); expected its path, with dots between the names"
              .formatted(SafeText.cut(missingPaths.first())));
    }
  }
}
