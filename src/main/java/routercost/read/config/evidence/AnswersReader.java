package routercost.read.config.evidence;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import routercost.read.config.evidence.EvidenceFile.EvidenceRow;
import routercost.read.record.CsvEntries;
import routercost.read.text.Lines;
import routercost.whatif.evidence.GradedAnswers;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

/// A reader of graded answers of several models to the same questions (docs/routing.md).
public final class AnswersReader {
  private static final int MEGABYTES = 512;

  private AnswersReader() {}

  /// All graded answers in the files at `paths`.
  ///
  /// @throws ConfigurationProblem if a file has none, with its place
  /// @throws InputProblem if a file cannot be read
  public static GradedAnswers read(List<String> paths) {
    var answers = new ArrayList<GradedAnswer>();
    var choices = new HashMap<String, String>();
    for (var path : paths) {
      var read = read(path);
      answers.addAll(read.answers());
      choices.putAll(read.choices());
    }
    return new GradedAnswers(answers, choices);
  }

  private static GradedAnswers read(String path) {
    var text = EvidenceFile.text(path, MEGABYTES, "expected graded answers in CSV or JSON");
    var start = text.stripLeading();
    try {
      return start.startsWith("{") || start.startsWith("[")
          ? GradedJson.read(path, text)
          : table(path, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static GradedAnswers table(String path, String text) throws IOException {
    var entries = CsvEntries.open(new Lines(new StringReader(text)));
    var names = entries.names().stream().map(String::strip).toList();
    if (names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("weak_only"))) {
      return pairs(path, entries, names);
    }
    var rows = EvidenceFile.rows(path, entries, names);
    var table = new GradedTable(path, names, rows);
    rows.forEach(table::add);
    return table.answers();
  }

  /// Paired counts of a weak and a strong model, as of RouteLLM, as that many questions.
  private static GradedAnswers pairs(String path, CsvEntries entries, List<String> names) {
    var answers = new ArrayList<GradedAnswer>();
    for (var cells : EvidenceFile.rows(path, entries, names)) {
      add(cells, "both_right", BigDecimal.ONE, BigDecimal.ONE, answers);
      add(cells, "weak_only", BigDecimal.ONE, BigDecimal.ZERO, answers);
      add(cells, "strong_only", BigDecimal.ZERO, BigDecimal.ONE, answers);
      add(cells, "both_wrong", BigDecimal.ZERO, BigDecimal.ZERO, answers);
    }
    return new GradedAnswers(answers, new HashMap<>());
  }

  private static void add(
      EvidenceRow row, String name, BigDecimal weak, BigDecimal strong, List<GradedAnswer> to) {
    var task = row.text("task");
    for (long i = 0; i < row.count(name); i++) {
      var question = task + " " + name + " " + i;
      to.add(new GradedAnswer(question, task, "weak", weak, Optional.empty(), 0, 0));
      to.add(new GradedAnswer(question, task, "strong", strong, Optional.empty(), 0, 0));
    }
  }
}
