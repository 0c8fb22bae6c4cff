package routercost.whatif.evidence;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import routercost.price.PriceBook;
import routercost.price.Resolution;

/// All graded answers: trials of models on tasks.
///
/// @param calibration the grades by confidence; empty if no confidence is known
public record GradedEvidence(List<Trial> trials, List<ConfidenceCalibration.Bin> calibration) {
  public static final GradedEvidence NONE = new GradedEvidence(List.of());

  /// Answers of unknown confidence.
  public GradedEvidence(List<Trial> trials) {
    this(trials, List.of());
  }

  public GradedEvidence {
    trials = List.copyOf(trials);
    calibration = List.copyOf(calibration);
  }

  /// One model on one task.
  ///
  /// @param model a tier or a model, as written
  public record Trial(String task, String model, GradedSample sample) {}

  /// This evidence as if no size had been fixed before, so that one may look after every sample.
  private GradedEvidence asItCame() {
    return new GradedEvidence(
        trials.stream()
            .map(trial -> new Trial(trial.task(), trial.model(), trial.sample().asItCame()))
            .toList());
  }

  /// The verdict on running `task` on `target`.
  ///
  /// @param target a tier or a model
  /// @param day whose assignment of models to tiers holds
  public EvidenceVerdict verdict(
      String task, String target, LocalDate day, PriceBook book, Gate gate) {
    return sample(task, target, day, book).map(gate::judge).orElseGet(gate::withoutSample);
  }

  /// The graded answers of `target` to `task`, added up. Pairs take precedence over counts, as they
  /// compare like with like.
  Optional<GradedSample> sample(String task, String target, LocalDate day, PriceBook book) {
    var id = id(target, day, book);
    var found =
        trials.stream()
            .filter(trial -> trial.task().equals(task) && id(trial.model(), day, book).equals(id))
            .map(Trial::sample)
            .toList();
    return merged(found);
  }

  private static Optional<GradedSample> merged(List<GradedSample> samples) {
    return merged(samples, GradedSample.Pairs.class, GradedSample.Pairs::plus)
        .or(() -> merged(samples, GradedSample.Counts.class, GradedSample.Counts::plus));
  }

  private static String id(String model, LocalDate day, PriceBook book) {
    return book.resolve(model, day).map(Resolution::id).orElse(model);
  }

  private static <T extends GradedSample> Optional<GradedSample> merged(
      List<GradedSample> samples, Class<T> kind, BinaryOperator<T> plus) {
    return samples.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce(plus)
        .map(GradedSample.class::cast);
  }

  /// A judge of models on tasks.
  ///
  /// @param evidence empty if none was given
  /// @param day whose assignment of models to tiers holds
  public record Judge(Optional<GradedEvidence> evidence, Gate gate, PriceBook book, LocalDate day) {
    /// The verdict on `task` on a tier or model; empty without evidence.
    public Optional<EvidenceVerdict> of(String task, String target) {
      return evidence.map(graded -> graded.verdict(task, target, day, book, gate));
    }

    /// This judge, whose verdicts hold though one looks after every sample.
    public Judge asItCame() {
      return new Judge(evidence.map(GradedEvidence::asItCame), gate, book, day);
    }

    /// Whether the verdict on `task` on a tier or model is this one.
    public boolean isIn(EvidenceVerdict.State state, String task, String target) {
      return of(task, target).filter(verdict -> verdict.state() == state).isPresent();
    }

    /// The verdict on calls of `task` that ran on `model` of `tier`: by answers of the model
    /// itself, else by those of its tier, whichever model it named.
    public Optional<EvidenceVerdict> inUse(String task, String model, String tier) {
      return of(task, model)
          .filter(verdict -> verdict.samples() > 0)
          .or(() -> evidence.flatMap(graded -> graded.ofTier(task, tier)).map(gate::judge));
    }
  }

  private Optional<GradedSample> ofTier(String task, String tier) {
    return merged(
        trials.stream()
            .filter(trial -> trial.task().equals(task) && trial.model().equals(tier))
            .map(Trial::sample)
            .toList());
  }

  /// The verdicts on tasks on the models that they could run on.
  ///
  /// @param byTask the verdicts by task, then by tier or model
  public record Verdicts(Map<String, Map<String, EvidenceVerdict>> byTask) {
    /// No evidence was given.
    public static final Verdicts NONE = new Verdicts(Map.of());

    public Verdicts {
      var copy = new HashMap<String, Map<String, EvidenceVerdict>>();
      byTask.forEach((task, verdicts) -> copy.put(task, Map.copyOf(verdicts)));
      byTask = Map.copyOf(copy);
    }

    public boolean isEmpty() {
      return byTask.isEmpty();
    }

    /// The verdict on `task` on `target`; empty if there is none.
    public Optional<EvidenceVerdict> of(String task, String target) {
      return Optional.ofNullable(byTask.getOrDefault(task, Map.of()).get(target));
    }
  }
}
