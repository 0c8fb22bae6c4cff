package routercost.read.config.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.read.config.evidence.Grades.TrialTally;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.evidence.ConfidenceCalibration;
import routercost.whatif.evidence.GradedEvidence;

/// Graded calls, one a row, in the form that `route suggest --sample` writes: the grades of the
/// model in use and of another one, which may both be empty so far.
final class GradedCalls {
  static final Set<String> COLUMNS =
      Set.of("id", "place", "task", "in_use", "model", "in_use_grade", "grade");
  static final Set<String> NEEDED = Set.of("task", "model", "grade");

  private final TrialTally tally = new TrialTally();
  private final Map<List<String>, Long> seen = new HashMap<>();

  void add(EvidenceFile.EvidenceRow row) {
    var inUse = grade(row, "in_use_grade");
    var other = grade(row, "grade");
    if (inUse.isEmpty() && other.isEmpty()) {
      return;
    }
    requireOnce(row);
    var task = row.text("task");
    if (other.isEmpty()) {
      tally.add(task, row.text("in_use"), inUse.get());
    } else if (inUse.isEmpty()) {
      tally.add(task, row.text("model"), other.get());
    } else {
      tally.addPair(task, row.text("model"), inUse.get(), other.get());
    }
  }

  /// Refuses a call that was graded before: it would count twice.
  private void requireOnce(EvidenceFile.EvidenceRow row) {
    var call = List.of(row.find("id"), row.find("place"), row.find("task"), row.find("model"));
    boolean named = !call.get(0).isEmpty() || !call.get(1).isEmpty();
    var before = named ? seen.putIfAbsent(call, row.row().line()) : null;
    if (before != null) {
      throw new ConfigurationProblem(
          "%s: the same call is graded in line %d; keep one of the two"
              .formatted(row.place(), before));
    }
  }

  private static Optional<Boolean> grade(EvidenceFile.EvidenceRow row, String name) {
    var text = row.find(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ConfidenceCalibration.passed(text).orElseThrow(() -> row.refusal(name, "pass or fail")));
  }

  List<GradedEvidence.Trial> trials() {
    return tally.trials();
  }
}
