package routercost.read.config.evidence;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.Suggestions;
import routercost.read.config.evidence.Grades.TrialTally;
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
import routercost.whatif.evidence.ConfidenceCalibration;
import routercost.whatif.evidence.GradedAnswers;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedSample;

/// A reader of graded answers: a table of counts or of paired counts, grades of llm-route-audit, or
/// any file of single answers (docs/routing.md).
public final class EvidenceFile {
  private static final String EXPECTED =
      "; expected task, model, samples, failures, or task, model, both_right, only_old, only_new,"
          + " both_wrong, and planned if the size was fixed before; or the columns of route suggest"
          + " --sample; or single answers, as for route baselines";

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final Set<String> COUNTS = Set.of("task", "model", "samples", "failures");
  private static final Set<String> PAIRS =
      Set.of("task", "model", "both_right", "only_old", "only_new", "both_wrong");
  private static final String PLANNED = "planned";
  private static final String CONFIDENCE = "confidence";

  /// The names of columns that are not of single answers.
  private static final String COUNTED =
      "samples|failures|both_(right|wrong)|(only|weak|strong)_.*|in_use_grade";

  private final String path;
  private final ConfidenceCalibration calibration;

  private EvidenceFile(String path, ConfidenceCalibration calibration) {
    this.path = path;
    this.calibration = calibration;
  }

  /// All evidence in the files at `paths`.
  ///
  /// @throws ConfigurationProblem if a file is not evidence, with its place
  /// @throws InputProblem if a file cannot be read
  public static GradedEvidence read(List<String> paths) {
    var calibration = new ConfidenceCalibration();
    var trials =
        paths.stream()
            .flatMap(path -> new EvidenceFile(path, calibration).trials().stream())
            .toList();
    return new GradedEvidence(trials, calibration.bins());
  }

  private List<GradedEvidence.Trial> trials() {
    var text =
        text(
            path,
            64,
            "expected a CSV file with task, model, samples and failures, or grades in JSON");
    var start = text.stripLeading();
    try {
      if (!start.startsWith("{") && !start.startsWith("[")) {
        return table(text);
      }
      boolean routeAudit = start.lines().findFirst().orElse("").contains("\"record_id\"");
      return routeAudit ? grades(text) : trials(GradedJson.read(path, text));
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
    boolean counted = names.stream().anyMatch(name -> name.matches(COUNTED));
    if (!counted && !GradedCalls.COLUMNS.containsAll(names) && GradedTable.fits(names)) {
      return singleAnswers(entries);
    }
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

  /// Single answers of one model or several a row, and their confidence, if there is a column of
  /// it.
  private List<GradedEvidence.Trial> singleAnswers(CsvEntries entries) {
    var names = entries.names().stream().map(String::strip).toList();
    var rows = rows(path, entries, names);
    var answers = new GradedTable(path, names, rows);
    for (var row : rows) {
      answers.add(row);
      answers.grade(row).ifPresent(grade -> calibrate(row, grade));
    }
    return answers.isOfModels() ? trials(answers.answers()) : List.of();
  }

  private void calibrate(EvidenceRow row, String grade) {
    var score = row.find(CONFIDENCE);
    if (!score.isEmpty()) {
      if (!score.matches("0?\\.\\d{1,12}|[01](\\.0{0,12})?")) {
        throw row.refusal(CONFIDENCE, "a number from 0 to 1");
      }
      calibration.add(new BigDecimal(score), grade, 1);
    }
  }

  /// The answers of each model to each task: beside those of the model that a router chose, else by
  /// themselves. A score of half and more passes.
  private static List<GradedEvidence.Trial> trials(GradedAnswers graded) {
    var tally = new TrialTally();
    var chosen = new HashMap<String, Boolean>();
    for (var answer : graded.answers()) {
      if (answer.model().equals(graded.choices().get(answer.question()))) {
        chosen.put(answer.question(), passes(answer));
      }
    }
    for (var answer : graded.answers()) {
      var inUse = chosen.get(answer.question());
      if (inUse == null || answer.model().equals(graded.choices().get(answer.question()))) {
        tally.add(answer.task(), answer.model(), passes(answer));
      } else {
        tally.addPair(answer.task(), answer.model(), inUse, passes(answer));
      }
    }
    return tally.trials();
  }

  private static boolean passes(GradedAnswers.GradedAnswer answer) {
    return answer.score().compareTo(HALF) >= 0;
  }

  private List<GradedEvidence.Trial> gradedCalls(RecordReader entries, List<String> names) {
    requireNames(names, GradedCalls.NEEDED, GradedCalls.COLUMNS.stream());
    var calls = new GradedCalls();
    rows(path, entries, names).forEach(calls::add);
    return calls.trials();
  }

  private void requireNames(List<String> names, Set<String> needed, Stream<String> known) {
    var allowed = new TreeSet<>(known.toList());
    if (!names.isEmpty() && Collections.disjoint(allowed, names)) {
      throw new ConfigurationProblem(path + ":1: no column of evidence" + EXPECTED);
    }
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
              throw new ConfigurationProblem(path + ":1: " + problem + EXPECTED);
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
      case MalformedRecord(long line, String reason, _) ->
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
