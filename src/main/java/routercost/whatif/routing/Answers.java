package routercost.whatif.routing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.whatif.evidence.GradedSample;

/// What somebody answered about one task. Nothing has to be answered.
///
/// @param task its name
/// @param extraction whether it is extraction or formatting of each item
/// @param queue how long the queue is, and what waits in it
/// @param sample graded answers of the lighter model
public record Answers(
    String task,
    Optional<Questions> questions,
    Optional<Complexity> scores,
    Optional<Role> role,
    Optional<Feature> feature,
    Optional<Bulk> bulk,
    boolean extraction,
    Optional<Queue> queue,
    Optional<RuleConfidence> confidence,
    Optional<GradedSample> sample) {
  /// The queue that a call of the task meets.
  public record Queue(Load load, long depth, boolean lowPriority) {
    /// The tier for now; empty where the usual assignment holds.
    public Optional<Tier> tier() {
      return load.tier(depth, lowPriority);
    }
  }

  /// What one question says.
  ///
  /// @param rule that asks it
  /// @param why in words
  public record Vote(String rule, Tier tier, String why) {}

  /// Nothing but a name.
  public static Answers named(String task) {
    return new Answers(
        task,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// What each answer says of the tier.
  public List<Vote> votes() {
    var votes = new ArrayList<Vote>();
    questions.ifPresent(asked -> votes.add(vote(asked)));
    scores.ifPresent(
        asked ->
            votes.add(
                new Vote("R13", asked.tier(), "complexity %d of 9".formatted(asked.total()))));
    role.ifPresent(asked -> votes.add(new Vote("R9", asked.tier(), asked.id())));
    feature.ifPresent(asked -> votes.add(vote(asked)));
    bulk.filter(asked -> extraction && asked.isBulk())
        .ifPresent(
            asked ->
                votes.add(
                    new Vote(
                        "R4",
                        Tier.HAIKU,
                        "extraction or formatting of %d items".formatted(asked.items()))));
    return votes;
  }

  private static Vote vote(Questions asked) {
    var against = new ArrayList<String>();
    if (!asked.shortOutput()) {
      against.add("a long or open answer");
    }
    if (!asked.cheapError()) {
      against.add("errors are expensive");
    }
    if (!asked.singleStep()) {
      against.add("reasoning over several steps");
    }
    return new Vote(
        "R11", asked.tier(), against.isEmpty() ? "three times yes" : String.join(", ", against));
  }

  private static Vote vote(Feature asked) {
    var why = new ArrayList<String>();
    why.add(asked.shape() == Feature.Shape.RETRIEVAL ? "retrieval" : "synthesis");
    if (asked.nearMiss() == Feature.NearMiss.FEATURE_BREAKING) {
      why.add("a near miss breaks it");
    }
    if (!asked.corpusFits()) {
      why.add("the corpus does not fit the prompt");
    }
    if (asked.tier() == Tier.HAIKU && asked.oftenPerSession()) {
      why.add("often");
    }
    return new Vote("R22", asked.tier(), String.join(", ", why));
  }

  /// The highest tier of all votes: too light a model costs more than too good a one. Empty without
  /// a vote.
  public Optional<Tier> tier() {
    return votes().stream().map(Vote::tier).reduce(Tier::or);
  }

  /// The rules that were asked about beside the tier.
  List<String> others() {
    var asked = new ArrayList<String>();
    bulk.ifPresent(_ -> asked.add("R5"));
    sample.ifPresent(_ -> asked.add("R12"));
    confidence.ifPresent(_ -> asked.add("R17"));
    queue.ifPresent(_ -> asked.add("R18"));
    return asked;
  }

  /// Whether the items go through the batch service; empty if nobody said how many there are.
  public Optional<Boolean> batch() {
    return bulk.map(Bulk::isBatch);
  }

  /// The three questions of article 002 (R11), each put so that yes speaks for Haiku. The article
  /// asks the third one the other way round, and means this.
  ///
  /// @param shortOutput whether the answer is short and has a schema: a label, a flag, up to five
  ///     values
  /// @param cheapError whether a wrong answer is cheap to recover from
  /// @param singleStep whether it takes no reasoning over several steps
  public record Questions(boolean shortOutput, boolean cheapError, boolean singleStep) {
    public Tier tier() {
      return shortOutput && cheapError && singleStep ? Tier.HAIKU : Tier.SONNET;
    }
  }

  /// How hard a task is (R13, article 003): three scores from 1 to 3, added up.
  ///
  /// @param reasoning over how many steps
  /// @param judgment how much of it cannot be written down
  /// @param stakes what a wrong answer costs
  public record Complexity(int reasoning, int judgment, int stakes) {
    public Complexity {
      for (int score : List.of(reasoning, judgment, stakes)) {
        if (score < 1 || score > 3) {
          throw new IllegalArgumentException("a score of " + score + "; expected 1, 2 or 3");
        }
      }
    }

    /// From 3 to 9.
    public int total() {
      return reasoning + judgment + stakes;
    }

    public Tier tier() {
      return tier(total());
    }

    /// 3 and 4 are Haiku's, 5 and 6 Sonnet's, 7 to 9 those of Opus.
    public static Tier tier(int total) {
      if (total < 3 || total > 9) {
        throw new IllegalArgumentException("a sum of " + total + "; expected 3 to 9");
      }
      if (total <= 4) {
        return Tier.HAIKU;
      }
      return total <= 6 ? Tier.SONNET : Tier.OPUS;
    }
  }

  /// What an agent does among others (R9, article 001).
  public enum Role {
    /// It plans and hands out work: what it says, all others carry out.
    ORCHESTRATOR("orchestrator", Tier.OPUS),
    /// It both judges and carries out.
    MIDDLE("middle", Tier.SONNET),
    /// It carries out clear instructions.
    EXECUTOR("executor", Tier.HAIKU);

    private final String id;
    private final Tier tier;

    Role(String id, Tier tier) {
      this.id = id;
      this.tier = tier;
    }

    public String id() {
      return id;
    }

    public Tier tier() {
      return tier;
    }

    public static Optional<Role> named(String name) {
      for (var role : values()) {
        if (role.id.equals(name)) {
          return Optional.of(role);
        }
      }
      return Optional.empty();
    }
  }

  /// The five questions of article 004 (R22).
  ///
  /// The shape decides; a near miss that breaks the feature, or a corpus that does not fit into the
  /// prompt, takes away what speaks for the smaller model. How often it runs and whether somebody
  /// waits say how much the choice matters, not which it is.
  public record Feature(
      Shape shape,
      boolean oftenPerSession,
      boolean corpusFits,
      NearMiss nearMiss,
      boolean latencyVisible) {
    /// What the model has to do.
    public enum Shape {
      RETRIEVAL,
      SYNTHESIS
    }

    /// What an answer does that is almost good enough.
    public enum NearMiss {
      MINOR,
      FEATURE_BREAKING
    }

    public Tier tier() {
      return shape == Shape.RETRIEVAL && corpusFits && nearMiss == NearMiss.MINOR
          ? Tier.HAIKU
          : Tier.SONNET;
    }
  }

  /// Many items of one kind.
  ///
  /// @param items to be worked through together
  /// @param timeSensitive whether somebody waits for them
  /// @param verifiable whether results can be checked afterwards
  public record Bulk(long items, boolean timeSensitive, boolean verifiable) {
    /// More than so many may be batched (R5, article 001).
    public static final long BATCH = 20;

    /// More than so many go to Haiku, if the work is extraction or formatting (R4, article 001).
    public static final long HAIKU = 10;

    /// Whether they go through the batch service: more than 20, nobody waits, and results can be
    /// checked afterwards.
    public boolean isBatch() {
      return items > BATCH && !timeSensitive && verifiable;
    }

    /// Whether extraction or formatting of them goes to Haiku.
    public boolean isBulk() {
      return items > HAIKU;
    }
  }

  /// What becomes of an answer by the confidence that came with it (R17, article 003). Both bounds
  /// are strict, as in the code of the article.
  public record RuleConfidence(BigDecimal value) {
    private static final BigDecimal ACCEPTED = new BigDecimal("0.9");
    private static final BigDecimal REVIEWED = new BigDecimal("0.6");

    /// What is done with it.
    public enum Fate {
      ACCEPT("accept"),
      REVIEW("review"),
      REGENERATE("regenerate");

      private final String id;

      Fate(String id) {
        this.id = id;
      }

      public String id() {
        return id;
      }
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
