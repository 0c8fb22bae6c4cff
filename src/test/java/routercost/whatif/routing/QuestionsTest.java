package routercost.whatif.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routercost.whatif.routing.Answers.Bulk;
import routercost.whatif.routing.Answers.Feature;
import routercost.whatif.routing.Answers.Feature.NearMiss;
import routercost.whatif.routing.Answers.Feature.Shape;
import routercost.whatif.routing.Answers.Questions;
import routercost.whatif.routing.Answers.Role;

/// The questions of the articles, with the answers of `001-batch-rule`, `002-registry`,
/// `003-score`, `003-load` and `004-two-features`.
class QuestionsTest {
  @Test
  void batchTakesMoreThanTwentyItemsThatCanWaitAndBeChecked() {
    assertThat(new Bulk(20, false, true).isBatch()).isFalse();
    assertThat(new Bulk(21, false, true).isBatch()).isTrue();
    assertThat(new Bulk(500, true, true).isBatch()).isFalse();
    assertThat(new Bulk(500, false, false).isBatch()).isFalse();
  }

  @Test
  void bulkWorkGoesToHaikuFromElevenItemsOn() {
    assertThat(new Bulk(10, false, true).isBulk()).isFalse();
    assertThat(new Bulk(11, true, false).isBulk()).isTrue();
  }

  @Test
  void allThreeQuestionsHaveToBeAnsweredYesForHaiku() {
    assertThat(new Questions(true, true, true).tier()).isEqualTo(Tier.HAIKU);
    assertThat(new Questions(false, true, true).tier()).isEqualTo(Tier.SONNET);
    assertThat(new Questions(true, false, true).tier()).isEqualTo(Tier.SONNET);
    assertThat(new Questions(true, true, false).tier()).isEqualTo(Tier.SONNET);
  }

  @Test
  void theSumOfThreeScoresGivesTheTier() {
    assertThat(Complexity.tier(3)).isEqualTo(Tier.HAIKU);
    assertThat(Complexity.tier(4)).isEqualTo(Tier.HAIKU);
    assertThat(Complexity.tier(5)).isEqualTo(Tier.SONNET);
    assertThat(Complexity.tier(6)).isEqualTo(Tier.SONNET);
    assertThat(Complexity.tier(7)).isEqualTo(Tier.OPUS);
    assertThat(Complexity.tier(9)).isEqualTo(Tier.OPUS);
  }

  @Test
  void ofTheTwentySevenCombinationsFourAreHaikusThirteenSonnetsAndTenThoseOfOpus() {
    Map<Tier, Integer> counts = new EnumMap<>(Tier.class);
    for (int reasoning = 1; reasoning <= 3; reasoning++) {
      for (int judgment = 1; judgment <= 3; judgment++) {
        for (int stakes = 1; stakes <= 3; stakes++) {
          counts.merge(new Complexity(reasoning, judgment, stakes).tier(), 1, Integer::sum);
        }
      }
    }
    assertThat(counts).isEqualTo(Map.of(Tier.HAIKU, 4, Tier.SONNET, 13, Tier.OPUS, 10));
  }

  @Test
  void scoresOutsideOfOneToThreeAreRefused() {
    assertThatThrownBy(() -> new Complexity(0, 1, 1)).hasMessageContaining("a score of 0");
    assertThatThrownBy(() -> new Complexity(1, 4, 1)).hasMessageContaining("a score of 4");
    assertThatThrownBy(() -> new Complexity(1, 1, 9)).hasMessageContaining("a score of 9");
    assertThatThrownBy(() -> Complexity.tier(2)).hasMessageContaining("a sum of 2");
    assertThatThrownBy(() -> Complexity.tier(10)).hasMessageContaining("a sum of 10");
  }

  @Test
  void theBoundsOfTheLoadBelongToTheUsualAssignment() {
    assertThat(Load.ARTICLE.tier(101, true)).contains(Tier.HAIKU);
    assertThat(Load.ARTICLE.tier(101, false)).contains(Tier.SONNET);
    assertThat(Load.ARTICLE.tier(100, true)).isEmpty();
    assertThat(Load.ARTICLE.tier(20, false)).isEmpty();
    assertThat(Load.ARTICLE.tier(19, true)).contains(Tier.SONNET);
    assertThatThrownBy(() -> new Load(10, 20)).hasMessageContaining("over the high one");
    assertThat(new Load(20, 20).tier(20, true)).isEmpty();
  }

  @Test
  void theShapeOfAFeatureDecides() {
    assertThat(new Feature(Shape.RETRIEVAL, true, true, NearMiss.MINOR, true).tier())
        .isEqualTo(Tier.HAIKU);
    assertThat(new Feature(Shape.SYNTHESIS, false, true, NearMiss.FEATURE_BREAKING, false).tier())
        .isEqualTo(Tier.SONNET);
    assertThat(new Feature(Shape.SYNTHESIS, true, true, NearMiss.MINOR, true).tier())
        .isEqualTo(Tier.SONNET);
  }

  @Test
  void retrievalStaysOnSonnetWhereANearMissBreaksItOrTheCorpusDoesNotFit() {
    assertThat(new Feature(Shape.RETRIEVAL, true, true, NearMiss.FEATURE_BREAKING, true).tier())
        .isEqualTo(Tier.SONNET);
    assertThat(new Feature(Shape.RETRIEVAL, true, false, NearMiss.MINOR, true).tier())
        .isEqualTo(Tier.SONNET);
  }

  @Test
  void orchestratorsRunOnOpusAndExecutorsOnHaiku() {
    assertThat(Role.ORCHESTRATOR.tier()).isEqualTo(Tier.OPUS);
    assertThat(Role.MIDDLE.tier()).isEqualTo(Tier.SONNET);
    assertThat(Role.EXECUTOR.tier()).isEqualTo(Tier.HAIKU);
    assertThat(Role.EXECUTOR.id()).isEqualTo("executor");
  }

  @Test
  void tiersAreInOrder() {
    assertThat(Tier.OPUS.isAbove(Tier.SONNET)).isTrue();
    assertThat(Tier.SONNET.isAbove(Tier.SONNET)).isFalse();
    assertThat(Tier.HAIKU.or(Tier.SONNET)).isEqualTo(Tier.SONNET);
    assertThat(Tier.OPUS.or(Tier.SONNET)).isEqualTo(Tier.OPUS);
    assertThat(Tier.named("fable")).contains(Tier.FABLE);
    assertThat(Tier.named("gpt")).isEmpty();
  }
}
