package routercost.whatif.routing;

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
}
