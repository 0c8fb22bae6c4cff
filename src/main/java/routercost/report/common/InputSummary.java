package routercost.report.common;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.report.layout.Json;

/// What became of the records of one input.
public record InputSummary(
    String path,
    String format,
    long rows,
    long used,
    long duplicates,
    SortedMap<String, Long> skipped,
    long rejected,
    List<String> mapping) {
  private static final String ANSWERS = "answers";

  /// A file of answers, whose rows are not counted.
  static InputSummary ofAnswers(String path) {
    return new InputSummary(path, ANSWERS, 0, 0, 0, new TreeMap<>(), 0, List.of());
  }

  /// The rows of several inputs that were skipped, by reason.
  static SortedMap<String, Long> skipped(List<InputSummary> inputs) {
    var reasons = new TreeMap<String, Long>();
    for (var input : inputs) {
      input.skipped().forEach((reason, rows) -> reasons.merge(reason, rows, Long::sum));
    }
    return reasons;
  }

  /// ` (status 3, empty 1)`; nothing if no row was skipped.
  static String reasons(SortedMap<String, Long> skipped) {
    return skipped.isEmpty()
        ? ""
        : skipped.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /// Whether it came through a pipe, and cannot be named in another command.
  boolean isStandardInput() {
    return path.equals("-");
  }

  /// `calls.csv`, without its folder.
  String shortName() {
    return isStandardInput() ? "standard input" : path.substring(path.lastIndexOf('/') + 1);
  }

  public long skippedRows() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }

  Json.Fields json(boolean withMapping) {
    var file = Json.object().and("path", RunMetadata.fileName(path)).and("format", format);
    if (format.equals(ANSWERS)) {
      return file;
    }
    var reasons = Json.object();
    skipped.forEach(reasons::and);
    var json =
        file.and("rows", rows)
            .and("used", used)
            .and("duplicates", duplicates)
            .and("skipped", skippedRows())
            .and("rejected", rejected)
            .and("skipped_reasons", reasons);
    return withMapping ? json.and("mapping", Json.texts(mapping)) : json;
  }
}
