package routercost.read.config.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.read.record.Row;
import routercost.usage.SafeText;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedSample;

/// Grades of llm-route-audit: every answer of a candidate is paired with the logged answer to the
/// same request. Answers without a grade do not count.
final class Grades {
  private static final String ORIGINAL = "original (as logged)";
  private static final String EFFORT = " @ ";

  private final String path;
  private final Map<String, Boolean> originals = new HashMap<>();
  private final List<Graded> answers = new ArrayList<>();
  private final Map<String, String> candidates = new HashMap<>();

  Grades(String path) {
    this.path = path;
  }

  private record Graded(String request, String task, String model, boolean passed) {}

  private record Question(String task, String model) implements Comparable<Question> {
    @Override
    public int compareTo(Question other) {
      int order = task.compareTo(other.task);
      return order != 0 ? order : model.compareTo(other.model);
    }
  }

  void add(Row row) {
    var cells = new EvidenceFile.EvidenceRow(path, row);
    var candidate = cells.text("candidate");
    var outcome = cells.text("outcome");
    var request = cells.text("record_id");
    switch (outcome) {
      case "pass", "fail" -> add(cells, request, candidate, outcome.equals("pass"));
      case "ungraded" -> {}
      default -> throw cells.refusal("outcome", "pass, fail or ungraded");
    }
  }

  private void add(
      EvidenceFile.EvidenceRow cells, String request, String candidate, boolean passed) {
    if (candidate.equals(ORIGINAL)) {
      originals.put(request, passed);
      return;
    }
    var model = candidate.split(EFFORT, 2)[0];
    var before = candidates.putIfAbsent(model, candidate);
    if (before != null && !before.equals(candidate)) {
      throw cells.refusal(
          "candidate", "one effort for each model, and '" + SafeText.cut(before) + "' came before");
    }
    answers.add(new Graded(request, cells.find("task_type"), model, passed));
  }

  /// Pairs where the logged answer was graded as well, counts where it was not.
  List<GradedEvidence.Trial> trials() {
    SortedMap<Question, long[]> pairs = new TreeMap<>();
    SortedMap<Question, long[]> counts = new TreeMap<>();
    for (var answer : answers) {
      var question = new Question(answer.task(), answer.model());
      var original = originals.get(answer.request());
      if (original == null) {
        counts.computeIfAbsent(question, _ -> new long[2])[answer.passed() ? 0 : 1]++;
      } else {
        int cell = (original ? 0 : 2) + (answer.passed() ? 0 : 1);
        pairs.computeIfAbsent(question, _ -> new long[4])[cell]++;
      }
    }
    var trials = new ArrayList<GradedEvidence.Trial>();
    pairs.forEach((question, cells) -> trials.add(trial(question, paired(cells))));
    counts.forEach((question, cells) -> trials.add(trial(question, counted(cells))));
    return trials;
  }

  private static GradedEvidence.Trial trial(Question question, GradedSample sample) {
    return new GradedEvidence.Trial(question.task(), question.model(), sample);
  }

  /// @param cells both right, only the old one, only the new one, both wrong
  private static GradedSample paired(long[] cells) {
    return new GradedSample.Pairs(cells[0], cells[1], cells[2], cells[3], false);
  }

  private static GradedSample counted(long[] cells) {
    return new GradedSample.Counts(cells[0] + cells[1], cells[1], false);
  }
}
