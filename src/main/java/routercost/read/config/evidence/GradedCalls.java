package routercost.read.config.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedSample;

/// Graded calls, one a row, in the form that `route suggest --sample` writes: the grades of the
/// model in use and of another one, which may both be empty so far.
final class GradedCalls {
  static final Set<String> COLUMNS =
      Set.of("id", "place", "task", "in_use", "model", "in_use_grade", "grade");
  static final Set<String> NEEDED = Set.of("task", "model", "grade");
  private static final Set<String> PASS = Set.of("pass", "right", "ok", "yes", "true", "1");
  private static final Set<String> FAIL = Set.of("fail", "wrong", "no", "false", "0");

  private final Map<List<String>, long[]> pairs = new TreeMap<>(GradedCalls::compare);
  private final Map<List<String>, long[]> counts = new TreeMap<>(GradedCalls::compare);
  private final Map<List<String>, Long> seen = new HashMap<>();

  private static int compare(List<String> a, List<String> b) {
    return String.join("\n", a).compareTo(String.join("\n", b));
  }

  void add(EvidenceFile.EvidenceRow row) {
    var inUse = grade(row, "in_use_grade");
    var other = grade(row, "grade");
    if (inUse.isEmpty() && other.isEmpty()) {
      return;
    }
    requireOnce(row);
    var task = row.text("task");
    if (other.isEmpty()) {
      count(task, row.text("in_use"), inUse.get());
    } else if (inUse.isEmpty()) {
      count(task, row.text("model"), other.get());
    } else {
      int cell = (inUse.get() ? 0 : 2) + (other.get() ? 0 : 1);
      pairs.computeIfAbsent(List.of(task, row.text("model")), _ -> new long[4])[cell]++;
    }
  }

  private void count(String task, String model, boolean passed) {
    counts.computeIfAbsent(List.of(task, model), _ -> new long[2])[passed ? 0 : 1]++;
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
    var text = row.find(name).toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!PASS.contains(text) && !FAIL.contains(text)) {
      throw row.refusal(name, "pass or fail");
    }
    return Optional.of(PASS.contains(text));
  }

  /// Pairs where both answers to a call are graded, else counts; never planned, as grades come one
  /// by one.
  List<GradedEvidence.Trial> trials() {
    var trials = new ArrayList<GradedEvidence.Trial>();
    pairs.forEach(
        (key, cells) ->
            trials.add(
                trial(key, new GradedSample.Pairs(cells[0], cells[1], cells[2], cells[3], false))));
    counts.forEach(
        (key, cells) ->
            trials.add(trial(key, new GradedSample.Counts(cells[0] + cells[1], cells[1], false))));
    return trials;
  }

  private static GradedEvidence.Trial trial(List<String> key, GradedSample sample) {
    return new GradedEvidence.Trial(key.get(0), key.get(1), sample);
  }
}
