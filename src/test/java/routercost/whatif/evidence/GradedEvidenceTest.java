package routercost.whatif.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.whatif.evidence.GradedEvidence.Trial;

class GradedEvidenceTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private static EvidenceVerdict verdict(String task, String target, Trial... trials) {
    return new GradedEvidence(List.of(trials)).verdict(task, target, DAY, BOOK, Gate.USUAL);
  }

  private static Trial counts(String task, String model, long samples, long failures) {
    return new Trial(task, model, new GradedSample.Counts(samples, failures, true));
  }

  @Test
  void aTierIsTheModelThatItNamesOnThatDay() {
    assertThat(verdict("a", "haiku", counts("a", "claude-haiku-5-5", 100, 1)).samples())
        .isEqualTo(100);
    assertThat(verdict("a", "claude-haiku-5-5", counts("a", "haiku", 100, 1)).samples())
        .isEqualTo(100);
    assertThat(verdict("a", "haiku", counts("a", "claude-haiku-4-5", 100, 1)).samples()).isZero();
  }

  @Test
  void anotherTaskProvesNothing() {
    assertThat(verdict("a", "haiku", counts("b", "haiku", 100, 0)).basis())
        .isEqualTo(EvidenceVerdict.Basis.NONE);
  }

  @Test
  void aModelThatNobodyKnowsIsFoundByItsName() {
    assertThat(verdict("a", "our-finetune", counts("a", "our-finetune", 60, 0)).samples())
        .isEqualTo(60);
  }

  @Test
  void severalSamplesAddUpAndAreNoLongerPlanned() {
    var both = verdict("a", "haiku", counts("a", "haiku", 60, 1), counts("a", "haiku", 40, 2));
    assertThat(both.samples()).isEqualTo(100);
    assertThat(both.seen()).isEqualTo(0.03);
    assertThat(both.basis()).isEqualTo(EvidenceVerdict.Basis.SEQUENTIAL);
  }

  @Test
  void pairsGoBeforeCountsAndAddUp() {
    var one = new Trial("a", "haiku", new GradedSample.Pairs(80, 1, 2, 3, true));
    var other = new Trial("a", "haiku", new GradedSample.Pairs(90, 4, 1, 5, true));
    var both = verdict("a", "haiku", counts("a", "haiku", 60, 1), one, other);
    assertThat(both.basis()).isEqualTo(EvidenceVerdict.Basis.PAIRED_SEQUENTIAL);
    assertThat(both.samples()).isEqualTo(186);
    assertThat(both.seen()).isEqualTo(2 / 186.0);
  }
}
