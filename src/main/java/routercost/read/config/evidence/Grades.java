package routercost.read.config.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.usage.SafeText;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedSample;

/// Grades of llm-route-audit: every answer of a candidate is paired with the logged answer to the
/// same request. Answers without a grade do not count.
final class Grades {
  private static final String ORIGINAL = "original (as logged)";
  private static final String EFFORT = " @ ";

  private final Map<String, Boolean> originals = new HashMap<>();
  private final List<Graded> answers = new ArrayList<>();
  private final Map<String, String> candidates = new HashMap<>();

  private record Graded(String request, String task, String model, boolean passed) {}

  void add(EvidenceFile.EvidenceRow cells) {
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
    var model = model(candidate);
    var before = candidates.putIfAbsent(model, candidate);
    if (before != null && !before.equals(candidate)) {
      throw cells.refusal(
          "candidate", "one effort for each model, and '" + SafeText.cut(before) + "' came before");
    }
    answers.add(new Graded(request, cells.find("task_type"), model, passed));
  }

  /// The model of a candidate, which may name its effort too.
  static String model(String candidate) {
    return candidate.split(EFFORT, 2)[0];
  }

  List<GradedEvidence.Trial> trials() {
    var tally = new TrialTally();
    for (var answer : answers) {
      var original = originals.get(answer.request());
      if (original == null) {
        tally.add(answer.task(), answer.model(), answer.passed());
      } else {
        tally.addPair(answer.task(), answer.model(), original, answer.passed());
      }
    }
    return tally.trials();
  }

  /// The single grades of models on tasks, counted up to trials: pairs where the answers of both
  /// models to a request are graded, counts where only one is.
  static final class TrialTally {
    private final SortedMap<Subject, long[]> pairs = new TreeMap<>(Subject.ORDER);
    private final SortedMap<Subject, long[]> counts = new TreeMap<>(Subject.ORDER);

    private record Subject(String task, String model) {
      static final Comparator<Subject> ORDER =
          Comparator.comparing(Subject::task).thenComparing(Subject::model);

      GradedEvidence.Trial trial(GradedSample sample) {
        return new GradedEvidence.Trial(task, model, sample);
      }
    }

    /// Adds an answer of `model` alone.
    void add(String task, String model, boolean passed) {
      counts.computeIfAbsent(new Subject(task, model), _ -> new long[2])[passed ? 0 : 1]++;
    }

    /// Adds an answer of `model`, next to that of the model in use to the same request.
    void addPair(String task, String model, boolean inUsePassed, boolean passed) {
      int cell = (inUsePassed ? 0 : 2) + (passed ? 0 : 1);
      pairs.computeIfAbsent(new Subject(task, model), _ -> new long[4])[cell]++;
    }

    /// The trials, none of which is planned, as grades come one by one.
    List<GradedEvidence.Trial> trials() {
      var trials = new ArrayList<GradedEvidence.Trial>();
      pairs.forEach((subject, cells) -> trials.add(subject.trial(paired(cells))));
      counts.forEach((subject, cells) -> trials.add(subject.trial(counted(cells))));
      return trials;
    }

    /// @param cells both right, only the old one, only the new one, both wrong
    private static GradedSample paired(long[] cells) {
      return new GradedSample.Pairs(cells[0], cells[1], cells[2], cells[3], false);
    }

    private static GradedSample counted(long[] cells) {
      return new GradedSample.Counts(cells[0] + cells[1], cells[1], false);
    }
  }
}
