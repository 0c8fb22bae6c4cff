package routercost.whatif.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.Gate;
import routercost.whatif.evidence.GradedSample;
import routercost.whatif.routing.Answers.Bulk;
import routercost.whatif.routing.Answers.Feature;
import routercost.whatif.routing.Answers.Questions;
import routercost.whatif.routing.Answers.Role;
import routercost.whatif.routing.Answers.RuleConfidence;
import routercost.whatif.routing.Answers.Specification;
import routercost.whatif.routing.RoutingRules.RoutingRule;
import routercost.whatif.routing.RoutingRules.TaskPattern;

class ScoredTest {
  private static final RoutingRules RULES =
      new RoutingRules(
          List.of(
              new RoutingRule(
                  "R10",
                  "002",
                  List.of(TaskPattern.of("code")),
                  List.of(Tier.SONNET, Tier.HAIKU),
                  "either does",
                  "it is hard")));
  private static final Routing REGISTRY =
      new Routing(
          "the routing",
          "opus",
          new TreeMap<>(Map.of("a", Routing.Assignment.to("haiku", ""))),
          List.of());

  private static Answers answers(
      Optional<Questions> questions, Optional<Complexity> scores, Optional<Role> role) {
    return new Answers(
        "code",
        questions,
        scores,
        role,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Answers other(
      Optional<Bulk> bulk,
      boolean extraction,
      Optional<Answers.Queue> queue,
      Optional<RuleConfidence> confidence,
      Optional<GradedSample> sample) {
    return new Answers(
        "x",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        bulk,
        extraction,
        queue,
        confidence,
        sample);
  }

  private static Scored scored(Answers answers, Optional<Routing> registry) {
    return Scored.of(answers, registry, RULES, Gate.USUAL);
  }

  @Test
  void theHighestTierOfAllAnswersDecides() {
    var scored =
        scored(
            answers(
                Optional.of(new Questions(true, true, true)),
                Optional.of(new Complexity(2, 2, 2)),
                Optional.of(Role.EXECUTOR)),
            Optional.of(REGISTRY));
    assertThat(scored.tiers()).isEqualTo("sonnet");
    assertThat(scored.rules()).containsExactly("R11", "R13", "R9");
    assertThat(scored.why()).isEqualTo("three times yes; complexity 6 of 9; executor");
  }

  @Test
  void everyQuestionThatSpeaksAgainstHaikuIsNamed() {
    var scored =
        scored(
            answers(
                Optional.of(new Questions(false, false, false)),
                Optional.empty(),
                Optional.empty()),
            Optional.empty());
    assertThat(scored.why())
        .isEqualTo("a long or open answer, errors are expensive, reasoning over several steps");
    assertThat(scored.tiers()).isEqualTo("sonnet");
  }

  @Test
  void withoutAnswersTheRegistryDecidesAndItsDefaultForWhatIsNew() {
    assertThat(scored(Answers.named("a"), Optional.of(REGISTRY)).tiers()).isEqualTo("haiku");
    assertThat(scored(Answers.named("a"), Optional.of(REGISTRY)).why())
        .isEqualTo("in the registry");
    assertThat(scored(Answers.named("code"), Optional.of(REGISTRY)).tiers()).isEqualTo("opus");
    assertThat(scored(Answers.named("code"), Optional.of(REGISTRY)).rules()).containsExactly("R1");
  }

  @Test
  void withoutARegistryTheRulesDecideByTheName() {
    var scored = scored(Answers.named("code"), Optional.empty());
    assertThat(scored.tiers()).isEqualTo("haiku or sonnet");
    assertThat(scored.why()).isEqualTo("by its name: either does; wrong if it is hard");
    assertThat(scored.rules()).containsExactly("R10");
  }

  @Test
  void aNameThatNobodyKnowsRunsOnSonnet() {
    var scored = scored(Answers.named("frobnicate"), Optional.empty());
    assertThat(scored.tiers()).isEqualTo("sonnet");
    assertThat(scored.rules()).containsExactly("R1");
  }

  @Test
  void whoAsksForBatchAloneIsToldNoTier() {
    var scored =
        scored(
            other(
                Optional.of(new Bulk(21, false, true)),
                false,
                Optional.of(new Answers.Queue(Load.ARTICLE, 19, true)),
                Optional.of(new RuleConfidence(new BigDecimal("0.9"))),
                Optional.of(new GradedSample.Counts(100, 3, true))),
            Optional.empty());
    assertThat(scored.tiers()).isEmpty();
    assertThat(scored.rules()).containsExactly("R5", "R12", "R17", "R18");
    assertThat(scored.answers().batch()).contains(true);
    assertThat(scored.answers().queue().orElseThrow().tier()).contains(Tier.SONNET);
    assertThat(scored.evidence().map(EvidenceVerdict::state))
        .contains(EvidenceVerdict.State.PROVEN);
  }

  @Test
  void bulkExtractionIsHaikus() {
    var eleven = Optional.of(new Bulk(11, false, true));
    var none = Optional.<Answers.Queue>empty();
    assertThat(other(eleven, true, none, Optional.empty(), Optional.empty()).tier())
        .contains(Tier.HAIKU);
    assertThat(other(eleven, false, none, Optional.empty(), Optional.empty()).tier()).isEmpty();
    assertThat(
            other(
                    Optional.of(new Bulk(10, false, true)),
                    true,
                    none,
                    Optional.empty(),
                    Optional.empty())
                .tier())
        .isEmpty();
    assertThat(Answers.named("a").batch()).isEmpty();
  }

  @Test
  void aFeatureSaysWhatSpeaksForItsTier() {
    var feature =
        new Answers(
            "f",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Feature(
                    Feature.Shape.SYNTHESIS, true, false, Feature.NearMiss.FEATURE_BREAKING, true)),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(feature.votes().getFirst().why())
        .isEqualTo("synthesis, a near miss breaks it, the corpus does not fit the prompt");
    assertThat(feature.tier()).contains(Tier.SONNET);
  }

  @Test
  void whatCanBeSpecifiedBeforehandIsHaikusAndWhatDecidesWhatMattersIsOpuss() {
    assertThat(new Specification(true, false).tier()).isEqualTo(Tier.HAIKU);
    assertThat(new Specification(false, false).tier()).isEqualTo(Tier.SONNET);
    assertThat(new Specification(false, true).tier()).isEqualTo(Tier.OPUS);
  }

  @Test
  void theBoundsOfConfidenceBelongToTheBandBelow() {
    assertThat(new RuleConfidence(new BigDecimal("0.9000001")).fate())
        .isEqualTo(RuleConfidence.Fate.ACCEPT);
    assertThat(new RuleConfidence(new BigDecimal("0.9")).fate())
        .isEqualTo(RuleConfidence.Fate.REVIEW);
    assertThat(new RuleConfidence(new BigDecimal("0.6")).fate())
        .isEqualTo(RuleConfidence.Fate.REGENERATE);
    assertThatThrownBy(() -> new RuleConfidence(new BigDecimal("1.1"))).hasMessageContaining("1.1");
    assertThatThrownBy(() -> new RuleConfidence(new BigDecimal("-0.1")))
        .hasMessageContaining("-0.1");
  }
}
