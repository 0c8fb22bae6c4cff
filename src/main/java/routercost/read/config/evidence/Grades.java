package routercost.read.config.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routercost.usage.SafeText;
import routercost.whatif.evidence.GradedEvidence;

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
}
