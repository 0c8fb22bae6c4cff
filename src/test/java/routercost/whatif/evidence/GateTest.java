package routercost.whatif.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import routercost.whatif.evidence.EvidenceVerdict.Basis;
import routercost.whatif.evidence.EvidenceVerdict.State;

class GateTest {
  private static EvidenceVerdict counted(long samples, long failures) {
    return Gate.USUAL.judge(new GradedSample.Counts(samples, failures, false));
  }

  private static EvidenceVerdict planned(long samples, long failures) {
    return Gate.USUAL.judge(new GradedSample.Counts(samples, failures, true));
  }

  private static EvidenceVerdict paired(long both, long onlyOld, long onlyNew, boolean planned) {
    return Gate.USUAL.judge(new GradedSample.Pairs(both, onlyOld, onlyNew, 0, planned));
  }

  @Test
  void theRuleOfTheArticleDoesNotProveWhatItSays() {
    // 5 failures in 100 are "under 8 %", and may be 10 % in truth.
    assertThat(planned(100, 5).state()).isEqualTo(State.LIKELY);
    assertThat(planned(100, 5).bound()).isCloseTo(0.1023, within(0.0001));
  }

  @Test
  void aPlannedSampleIsProvenUpToTheAllowedFailures() {
    assertThat(planned(100, 3).state()).isEqualTo(State.PROVEN);
    assertThat(planned(100, 3).basis()).isEqualTo(Basis.EXACT);
    assertThat(planned(100, 4).state()).isEqualTo(State.LIKELY);
    assertThat(planned(200, 9).state()).isEqualTo(State.PROVEN);
    assertThat(planned(200, 10).state()).isEqualTo(State.LIKELY);
  }

  @Test
  void aSampleThatGrewHasToShowMore() {
    assertThat(counted(100, 3).state()).isEqualTo(State.LIKELY);
    assertThat(counted(100, 3).basis()).isEqualTo(Basis.SEQUENTIAL);
    assertThat(counted(200, 5).state()).isEqualTo(State.PROVEN);
  }

  @Test
  void withoutAFailureItTakesFiftyFourSamplesIfOneMayLookAtAnyTime() {
    assertThat(counted(53, 0).state()).isEqualTo(State.LIKELY);
    assertThat(counted(53, 0).needed()).hasValue(1);
    assertThat(counted(54, 0).state()).isEqualTo(State.PROVEN);
    assertThat(counted(54, 0).needed()).isEmpty();
    assertThat(Gate.USUAL.withoutSample().needed()).hasValue(54);
  }

  @Test
  void whatIsNeededIsEnough() {
    var open = counted(100, 3);
    long more = open.needed().orElseThrow();
    long size = 100 + more;
    assertThat(counted(size, (long) Math.ceil(size * 0.03)).state()).isEqualTo(State.PROVEN);
    assertThat(more).isEqualTo(92);
  }

  @Test
  void noNumberOfSamplesProvesARateOverTheLimit() {
    assertThat(counted(100, 8).needed()).isEmpty();
    assertThat(counted(100, 8).state()).isEqualTo(State.UNPROVEN);
  }

  @Test
  void manyFailuresRejectAMove() {
    assertThat(counted(100, 20).state()).isEqualTo(State.REJECTED);
    assertThat(planned(100, 20).state()).isEqualTo(State.REJECTED);
    assertThat(counted(30, 3).state()).isEqualTo(State.UNPROVEN);
    assertThat(planned(30, 3).state()).isEqualTo(State.UNPROVEN);
    assertThat(counted(100, 20).needed()).isEmpty();
  }

  @Test
  void noSampleProvesNothing() {
    var none = Gate.USUAL.withoutSample();
    assertThat(none.state()).isEqualTo(State.UNPROVEN);
    assertThat(none.basis()).isEqualTo(Basis.NONE);
    assertThat(none.bound()).isEqualTo(1);
    assertThat(counted(0, 0)).isEqualTo(none);
    assertThat(paired(0, 0, 0, true)).isEqualTo(none);
  }

  @Test
  void aStricterLimitAsksForMore() {
    var strict = Gate.USUAL.withLimit(0.05);
    assertThat(strict.judge(new GradedSample.Counts(100, 1, true)).state()).isEqualTo(State.PROVEN);
    assertThat(strict.judge(new GradedSample.Counts(100, 2, true)).state()).isEqualTo(State.LIKELY);
    assertThat(strict.withoutSample().limit()).isEqualTo(0.05);
  }

  @Test
  void theBoundOfASequenceIsTheLimitThatItWouldJustPass() {
    double bound = counted(100, 3).bound();
    assertThat(bound).isCloseTo(0.1026, within(0.0001));
    var above = Gate.USUAL.withLimit(bound + 0.0001).judge(new GradedSample.Counts(100, 3, false));
    var below = Gate.USUAL.withLimit(bound - 0.0001).judge(new GradedSample.Counts(100, 3, false));
    assertThat(above.state()).isEqualTo(State.PROVEN);
    assertThat(below.state()).isNotEqualTo(State.PROVEN);
  }

  /// Two subjects of the MMLU answers that RouteLLM published: by their counts.
  @Test
  void pairsProveThatAModelIsHardlyWorse() {
    var marketing = Gate.USUAL.judge(new GradedSample.Pairs(206, 11, 10, 7, true));
    assertThat(marketing.state()).isEqualTo(State.PROVEN);
    assertThat(marketing.basis()).isEqualTo(Basis.PAIRED);
    assertThat(marketing.seen()).isCloseTo(1 / 234.0, within(1e-9));
    // (11-10)/236 + 1.6449 * sqrt((23/236 - (1/236)^2) / 236)
    assertThat(marketing.bound()).isCloseTo(0.0377, within(0.0001));
    var anatomy = Gate.USUAL.judge(new GradedSample.Pairs(84, 26, 5, 20, true));
    assertThat(anatomy.state()).isEqualTo(State.REJECTED);
  }

  @Test
  void pairsThatAreLookedAtAsTheyComeHaveToShowMore() {
    assertThat(paired(206, 11, 10, true).state()).isEqualTo(State.PROVEN);
    var looked = paired(206, 11, 10, false);
    assertThat(looked.state()).isEqualTo(State.LIKELY);
    assertThat(looked.basis()).isEqualTo(Basis.PAIRED_SEQUENTIAL);
    assertThat(looked.needed()).isPresent();
    assertThat(paired(140, 7, 30, false).state()).isEqualTo(State.PROVEN);
    assertThat(paired(100, 40, 0, false).state()).isEqualTo(State.REJECTED);
    assertThat(paired(100, 40, 0, false).needed()).isEmpty();
  }

  @Test
  void aFewPairsThatAgreeProveNothing() {
    assertThat(paired(10, 0, 0, true).state()).isEqualTo(State.UNPROVEN);
    assertThat(paired(10, 0, 0, false).state()).isEqualTo(State.UNPROVEN);
    assertThat(paired(100, 0, 0, false).state()).isEqualTo(State.PROVEN);
  }

  @Test
  void whatIsNeededOfPairsIsEnough() {
    long more = paired(60, 0, 0, false).needed().orElse(0);
    assertThat(paired(60 + more, 0, 0, false).state()).isEqualTo(State.PROVEN);
    assertThat(paired(60 + more - 1, 0, 0, false).state()).isNotEqualTo(State.PROVEN);
  }

  @Test
  void pairsInWhichTheNewModelIsWorseByTheMarginNeverProveIt() {
    var open = paired(95, 5, 0, false);
    assertThat(open.seen()).isEqualTo(0.05);
    assertThat(open.needed()).isEmpty();
  }

  @Test
  void sharesOutsideOfZeroAndOneAreRefused() {
    assertThatThrownBy(() -> Gate.USUAL.withLimit(0)).hasMessageContaining("limit is 0.0");
    assertThatThrownBy(() -> Gate.USUAL.withLimit(1)).hasMessageContaining("limit is 1.0");
    assertThatThrownBy(() -> new Gate(0.1, 1, 0.1)).hasMessageContaining("margin");
    assertThatThrownBy(() -> new Gate(0.1, 0.1, Double.NaN)).hasMessageContaining("risk");
    assertThatThrownBy(() -> new GradedSample.Counts(1, 2, false))
        .hasMessageContaining("2 failures");
    assertThatThrownBy(() -> new GradedSample.Counts(1, -1, false))
        .hasMessageContaining("-1 failures");
    assertThatThrownBy(() -> new GradedSample.Pairs(1, 1, -1, 1, false))
        .hasMessageContaining("pairs");
  }
}
