package routercost.whatif.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of tasks on the models that they could run on.
///
/// @param byTask the verdicts by task, then by tier or model
public record Graded(Map<String, Map<String, EvidenceVerdict>> byTask) {
  /// Nothing was asked of evidence.
  public static final Graded NONE = new Graded(Map.of());

  public Graded {
    var copy = new HashMap<String, Map<String, EvidenceVerdict>>();
    byTask.forEach((task, verdicts) -> copy.put(task, Map.copyOf(verdicts)));
    byTask = Map.copyOf(copy);
  }

  public boolean isEmpty() {
    return byTask.isEmpty();
  }

  /// What is known of `task` on `target`; empty if nobody asked.
  public Optional<EvidenceVerdict> of(String task, String target) {
    return Optional.ofNullable(byTask.getOrDefault(task, Map.of()).get(target));
  }
}
