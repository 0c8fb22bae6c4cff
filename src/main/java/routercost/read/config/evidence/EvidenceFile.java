package routercost.read.config.evidence;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.Suggestions;
import routercost.read.record.CsvEntries;
import routercost.read.record.JsonRows;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.RecordReader;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.Lines;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedSample;

/// A reader of graded answers: a table of counts or of paired counts, or the grades that
/// llm-route-audit writes (docs/routing.md).
public final class EvidenceFile {
  private static final Set<String> COUNTS = Set.of("task", "model", "samples", "failures");
  private static final Set<String> PAIRS =
      Set.of("task", "model", "both_right", "only_old", "only_new", "both_wrong");
  private static final String PLANNED = "planned";

  private final String path;

  private EvidenceFile(String path) {
    this.path = path;
  }

  /// All evidence in the files at `paths`.
  ///
  /// @throws ConfigurationProblem if a file is not evidence, with its place
  /// @throws InputProblem if a file cannot be read
  public static GradedEvidence read(List<String> paths) {
    return new GradedEvidence(
        paths.stream().flatMap(path -> new EvidenceFile(path).trials().stream()).toList());
  }

  private List<GradedEvidence.Trial> trials() {
    var text =
        text(
            path,
            64,
            "expected a CSV file with task, model, samples and failures, or grades in JSON");
    try {
      return text.stripLeading().startsWith("{") ? grades(text) : table(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// The text of a file, without a byte order mark.
  static String text(String path, int megabytes, String expected) {
    return new String(TextFiles.bytes(path, megabytes, expected), StandardCharsets.UTF_8)
        .replace("\uFEFF", "");
  }

  private List<GradedEvidence.Trial> grades(String text) throws IOException {
    var grades = new Grades();
    var entries = JsonRows.ofLines(new Lines(new StringReader(text)));
    rows(path, entries).forEach(row -> grades.add(new EvidenceRow(path, row)));
    return grades.trials();
  }

  private List<GradedEvidence.Trial> table(String text) throws IOException {
    var entries = CsvEntries.open(new Lines(new StringReader(text)));
    var names = entries.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (names.contains("grade")) {
      return gradedCalls(entries, names);
    }
    boolean paired = names.contains("both_right");
    var needed = paired ? PAIRS : COUNTS;
    requireNames(names, needed, Stream.concat(needed.stream(), Stream.of(PLANNED)));
    var trials = new ArrayList<GradedEvidence.Trial>();
    for (var cells : rows(path, entries, names)) {
      trials.add(
          new GradedEvidence.Trial(
              cells.text("task"), cells.text("model"), paired ? pairs(cells) : counts(cells)));
    }
    return trials;
  }

  private List<GradedEvidence.Trial> gradedCalls(RecordReader entries, List<String> names) {
    requireNames(names, GradedCalls.NEEDED, GradedCalls.COLUMNS.stream());
    var calls = new GradedCalls();
    rows(path, entries, names).forEach(calls::add);
    return calls.trials();
  }

  private void requireNames(List<String> names, Set<String> needed, Stream<String> known) {
    var allowed = new TreeSet<>(known.toList());
    Stream.concat(
            names.stream()
                .filter(name -> !allowed.contains(name))
                .map(
                    name ->
                        "unknown column '%s'%s"
                            .formatted(SafeText.cut(name), Suggestions.hint(name, allowed))),
            needed.stream()
                .sorted()
                .filter(name -> !names.contains(name))
                .map(name -> "the column '" + name + "' is missing"))
        .findFirst()
        .ifPresent(
            problem -> {
              throw new ConfigurationProblem(
                  "%s:1: %s; expected task, model, samples, failures, or task, model, both_right, only_old,"
                          .formatted(path, problem)
                      + " only_new, both_wrong, and planned if the size was fixed before; or the columns of"
                      + " route suggest --sample");
            });
  }

  private static GradedSample counts(EvidenceRow row) {
    long samples = row.count("samples");
    long failures = row.count("failures");
    if (failures > samples) {
      throw row.refusal("failures", "no more than the " + samples + " samples");
    }
    return new GradedSample.Counts(samples, failures, row.isPlanned(PLANNED, samples));
  }

  private static GradedSample pairs(EvidenceRow row) {
    long both = row.count("both_right");
    long onlyOld = row.count("only_old");
    long onlyNew = row.count("only_new");
    long wrong = row.count("both_wrong");
    boolean planned = row.isPlanned(PLANNED, both + onlyOld + onlyNew + wrong);
    return new GradedSample.Pairs(both, onlyOld, onlyNew, wrong, planned);
  }

  /// The rows of a table, whose columns have these names.
  static List<EvidenceRow> rows(String path, RecordReader entries, List<String> names) {
    return rows(path, entries).stream()
        .map(row -> new EvidenceRow(path, new Row(row.line(), names, row.cells())))
        .toList();
  }

  private static List<Row> rows(String path, RecordReader entries) {
    return entries.rest().stream().map(entry -> row(path, entry)).toList();
  }

  private static Row row(String path, LogRecord entry) {
    return switch (entry) {
      case Row row -> row;
      case MalformedRecord(long line, String reason) ->
          throw new ConfigurationProblem(path + ":" + line + ": " + reason);
      case SkippedRecord left ->
          throw new ConfigurationProblem(path + ":" + left.line() + ": expected one graded answer");
    };
  }

  /// One row of evidence, with its place for messages.
  record EvidenceRow(String path, Row row) {
    /// The text under `name`; empty if there is no such cell.
    String find(String name) {
      int index = row.names().indexOf(name);
      return index < 0 ? "" : row.cells().get(index).strip();
    }

    /// The text under `name`, which must not be empty.
    String text(String name) {
      var text = find(name);
      if (text.isEmpty()) {
        throw new ConfigurationProblem(place() + ": " + name + " is empty");
      }
      return text;
    }

    /// The whole number under `name`.
    long count(String name) {
      var text = find(name);
      if (!text.matches("\\d{1,9}")) {
        throw refusal(name, "a whole number");
      }
      return Long.parseLong(text);
    }

    /// True if `samples` are as many as were planned before the first was looked at.
    boolean isPlanned(String name, long samples) {
      return !find(name).isEmpty() && count(name) == samples;
    }

    ConfigurationProblem refusal(String name, String expected) {
      return new ConfigurationProblem(
          "%s: %s is '%s'; expected %s"
              .formatted(place(), name, SafeText.cut(find(name)), expected));
    }

    String place() {
      return path + ":" + row.line();
    }
  }
}
