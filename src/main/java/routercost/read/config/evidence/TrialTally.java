package routercost.read.config.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedSample;

/// The single grades of models on tasks, counted up to trials: pairs where the answers of both
/// models to a request are graded, counts where only one is.
final class TrialTally {
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
