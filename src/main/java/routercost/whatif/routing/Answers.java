package routercost.whatif.routing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.usage.Identified;
import routercost.whatif.evidence.GradedSample;

/// The answers to questions about one task. Every answer is optional.
///
/// @param extraction whether the task extracts or formats each item
/// @param queue the queue that a call meets
/// @param sample graded answers of the lighter model
public record Answers(
    String task,
    Optional<Questions> questions,
    Optional<Complexity> scores,
    Optional<Role> role,
    Optional<Feature> feature,
    Optional<Specification> specification,
    Optional<Bulk> bulk,
    boolean extraction,
    Optional<Queue> queue,
    Optional<RuleConfidence> confidence,
    Optional<GradedSample> sample) {
  /// The tier that one answer speaks for.
  ///
  /// @param rule that asks the question, such as `R11`
  /// @param why in words
  public record Vote(String rule, Tier tier, String why) {}

  /// A task of which only the name is known.
  public static Answers named(String task) {
    return of(task, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A task about which a person answered questions.
  public static Answers of(
      String task,
      Optional<Questions> questions,
      Optional<Complexity> scores,
      Optional<Feature> feature,
      Optional<Specification> specification) {
    return new Answers(
        task,
        questions,
        scores,
        Optional.empty(),
        feature,
        specification,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// One vote for each answer that speaks for a tier.
  public List<Vote> votes() {
    return Stream.of(
            questions.map(Questions::vote),
            scores.map(Complexity::vote),
            role.map(Role::vote),
            feature.map(Feature::vote),
            specification.map(Specification::vote),
            bulk.filter(items -> extraction && items.isBulk()).map(Bulk::vote))
        .flatMap(Optional::stream)
        .toList();
  }

  /// The highest tier of all votes: too light a model costs more than too good a one. Empty without
  /// a vote.
  public Optional<Tier> tier() {
    return votes().stream().map(Vote::tier).reduce(Tier::or);
  }

  /// The rules behind the answers that do not vote for a tier.
  List<String> otherRules() {
    return Stream.of(
            bulk.map(_ -> "R5"),
            sample.map(_ -> "R12"),
            confidence.map(_ -> "R17"),
            queue.map(_ -> "R18"))
        .flatMap(Optional::stream)
        .toList();
  }

  /// Whether the items go through the batch service; empty if their number is not known.
  public Optional<Boolean> batch() {
    return bulk.map(Bulk::isBatch);
  }

  /// The queue that a call of the task meets.
  public record Queue(Load load, long depth, boolean lowPriority) {
    /// The tier for now; empty where the usual assignment holds.
    public Optional<Tier> tier() {
      return load.tier(depth, lowPriority);
    }
  }

  /// The three questions of article 002 (R11), each phrased so that yes speaks for Haiku. The
  /// article asks the third one the other way round, with this meaning.
  ///
  /// @param shortOutput whether the answer is short and has a schema: a label, a flag, up to five
  ///     values
  /// @param cheapError whether a wrong answer is cheap to recover from
  /// @param singleStep whether it takes no reasoning over several steps
  public record Questions(boolean shortOutput, boolean cheapError, boolean singleStep) {
    public Tier tier() {
      return shortOutput && cheapError && singleStep ? Tier.HAIKU : Tier.SONNET;
    }

    private Vote vote() {
      var against = new ArrayList<String>();
      if (!shortOutput) {
        against.add("a long or open answer");
      }
      if (!cheapError) {
        against.add("errors are expensive");
      }
      if (!singleStep) {
        against.add("reasoning over several steps");
      }
      return new Vote(
          "R11", tier(), against.isEmpty() ? "three times yes" : String.join(", ", against));
    }
  }

  /// The part that an agent plays among others (R9, article 001).
  public enum Role implements Identified {
    /// Plans and hands out work that all others carry out.
    ORCHESTRATOR(Tier.OPUS),
    /// Both judges and carries out.
    MIDDLE(Tier.SONNET),
    /// Carries out clear instructions.
    EXECUTOR(Tier.HAIKU);

    private final Tier tier;

    Role(Tier tier) {
      this.tier = tier;
    }

    public Tier tier() {
      return tier;
    }

    private Vote vote() {
      return new Vote("R9", tier, id());
    }
  }

  /// The five questions of article 004 (R22).
  ///
  /// Retrieval speaks for the smaller model, unless a near miss breaks the feature or the corpus
  /// does not fit into the prompt. Frequency and visible latency say how much the choice matters,
  /// not which it is.
  public record Feature(
      Shape shape,
      boolean oftenPerSession,
      boolean corpusFits,
      NearMiss nearMiss,
      boolean latencyVisible) {
    /// The work of the model.
    public enum Shape {
      RETRIEVAL,
      SYNTHESIS
    }

    /// The effect of an answer that is almost good enough.
    public enum NearMiss {
      MINOR,
      FEATURE_BREAKING
    }

    public Tier tier() {
      return shape == Shape.RETRIEVAL && corpusFits && nearMiss == NearMiss.MINOR
          ? Tier.HAIKU
          : Tier.SONNET;
    }

    private Vote vote() {
      var why = new ArrayList<String>();
      why.add(shape == Shape.RETRIEVAL ? "retrieval" : "synthesis");
      if (nearMiss == NearMiss.FEATURE_BREAKING) {
        why.add("a near miss breaks it");
      }
      if (!corpusFits) {
        why.add("the corpus does not fit the prompt");
      }
      if (tier() == Tier.HAIKU && oftenPerSession) {
        why.add("often");
      }
      return new Vote("R22", tier(), String.join(", ", why));
    }
  }

  /// The test of article 001 (R4): what can be specified beforehand is executed, what cannot is
  /// judged.
  ///
  /// @param complete whether format, constraints and criteria of the output could be written down
  ///     before the model runs
  /// @param decidesWhatMatters whether it judges what matters, beyond carrying out a clear brief
  public record Specification(boolean complete, boolean decidesWhatMatters) {
    public Tier tier() {
      if (decidesWhatMatters) {
        return Tier.OPUS;
      }
      return complete ? Tier.HAIKU : Tier.SONNET;
    }

    private Vote vote() {
      var why =
          complete
              ? "its output can be specified beforehand"
              : "its output cannot be specified beforehand";
      return new Vote("R4", tier(), decidesWhatMatters ? "it decides what matters" : why);
    }
  }

  /// Many items of one kind that are processed together.
  ///
  /// @param timeSensitive whether somebody waits for them
  /// @param verifiable whether results can be checked afterwards
  public record Bulk(long items, boolean timeSensitive, boolean verifiable) {
    /// Whether they go through the batch service: more than 20 (R5, article 001), nobody waits, and
    /// results can be checked afterwards.
    public boolean isBatch() {
      return items > 20 && !timeSensitive && verifiable;
    }

    /// Whether extraction or formatting of them goes to Haiku: more than 10 (R4, article 001).
    public boolean isBulk() {
      return items > 10;
    }

    private Vote vote() {
      return new Vote("R4", Tier.HAIKU, "extraction or formatting of %d items".formatted(items));
    }
  }

  /// The confidence that came with an answer (R17, article 003). Both bounds are strict, as in the
  /// code of the article.
  public record RuleConfidence(BigDecimal value) {
    private static final BigDecimal ACCEPTED = new BigDecimal("0.9");
    private static final BigDecimal REVIEWED = new BigDecimal("0.6");

    /// The treatment of the answer.
    public enum Fate implements Identified {
      ACCEPT,
      REVIEW,
      REGENERATE;
    }

    public RuleConfidence {
      if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("a confidence of " + value + "; expected 0 to 1");
      }
    }

    public Fate fate() {
      if (value.compareTo(ACCEPTED) > 0) {
        return Fate.ACCEPT;
      }
      return value.compareTo(REVIEWED) > 0 ? Fate.REVIEW : Fate.REGENERATE;
    }
  }
}
