package routercost.whatif.evidence;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.price.Resolution;

/// Everything that was graded: which model was tried on which task, and how it did.
public record GradedEvidence(List<Trial> trials) {
  /// Nothing was graded.
  public static final GradedEvidence NONE = new GradedEvidence(List.of());

  public GradedEvidence {
    trials = List.copyOf(trials);
  }

  /// One model on one task.
  ///
  /// @param model a tier or a model, as written
  public record Trial(String task, String model, GradedSample sample) {}

  public boolean isEmpty() {
    return trials.isEmpty();
  }

  /// What is known of running `task` on `target`.
  ///
  /// @param target a tier or a model
  /// @param day on which tiers are read as the model that they name
  public EvidenceVerdict verdict(
      String task, String target, LocalDate day, PriceBook book, Gate gate) {
    return sample(task, target, day, book).map(gate::judge).orElseGet(gate::withoutSample);
  }

  /// The graded answers of `target` to `task`, taken together. Pairs go before counts, as they
  /// compare like with like.
  Optional<GradedSample> sample(String task, String target, LocalDate day, PriceBook book) {
    var asked = id(target, day, book);
    var found =
        trials.stream()
            .filter(
                trial -> trial.task().equals(task) && id(trial.model(), day, book).equals(asked))
            .map(Trial::sample)
            .toList();
    return pairs(found).<GradedSample>map(some -> some).or(() -> counts(found));
  }

  private static String id(String model, LocalDate day, PriceBook book) {
    return book.resolve(model, day).map(Resolution::id).orElse(model);
  }

  private static Optional<GradedSample.Pairs> pairs(List<GradedSample> samples) {
    return samples.stream()
        .filter(sample -> sample instanceof GradedSample.Pairs)
        .map(GradedSample.Pairs.class::cast)
        .reduce(GradedSample.Pairs::plus);
  }

  private static Optional<GradedSample.Counts> counts(List<GradedSample> samples) {
    return samples.stream()
        .filter(sample -> sample instanceof GradedSample.Counts)
        .map(GradedSample.Counts.class::cast)
        .reduce(GradedSample.Counts::plus);
  }

  /// What is known of tasks on the models that they could run on.
  ///
  /// @param byTask the verdicts by task, then by tier or model
  public record Verdicts(Map<String, Map<String, EvidenceVerdict>> byTask) {
    /// Nothing was asked of evidence.
    public static final Verdicts NONE = new Verdicts(Map.of());

    public Verdicts {
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
}
