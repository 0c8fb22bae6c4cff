package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.whatif.pipeline.Plans.HAIKU;
import static routercost.whatif.pipeline.Plans.SONNET;
import static routercost.whatif.pipeline.Plans.calls;
import static routercost.whatif.pipeline.Plans.costs;
import static routercost.whatif.pipeline.Plans.number;
import static routercost.whatif.pipeline.Plans.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class CalibrationTest {
  private static final Estimate ESTIMATE =
      Plans.estimate(
          plan("draft", RangeValued.known(calls("draft", "2", "1000", "100", SONNET, HAIKU))),
          plan("check", RangeValued.known(calls("check", "1", "500", "10", SONNET, HAIKU))),
          plan("never", RangeValued.known(calls("never", "1", "1", "1", SONNET, HAIKU))),
          costs("known", RangeValued.known(BigDecimal.ONE), RangeValued.known(BigDecimal.ONE)));

  private static Slice slice(String task, Usage usage) {
    return new Slice(UsageKey.of(LocalDate.of(2026, 10, 1), task, "claude-sonnet-5-5"), usage);
  }

  private static UsageCube log(Usage... ofDraft) {
    return UsageCube.of(
        Stream.concat(
            Stream.of(ofDraft).map(usage -> slice("draft", usage)),
            Stream.of(
                slice("check", Calls.usage(10, 5_000, 100)),
                slice("other", Calls.usage(1, 1, 1)))));
  }

  @Test
  void aStepIsComparedWithTheTaskOfItsName() {
    // 10 runs: 3 drafts each of 2,000 tokens, a half of them cached, and 50
    var log = log(Calls.usage(30, 30_000, 1_500).with(Meter.CACHE_READ, 30_000));
    var calibration = Calibration.of(ESTIMATE, log, Optional.of(BigDecimal.TEN));
    var draft = calibration.lines().getFirst();

    assertThat(draft.step()).isEqualTo("draft");
    assertThat(draft.described())
        .isEqualTo(
            new Calibration.Rates(
                number("2"), number("1E+3"), number("1E+2"), Money.of("0.006"), Optional.empty()));
    assertThat(draft.logged().cache())
        .contains(new Calibration.Cache(number("1E+3"), BigDecimal.ONE, Meter.CACHE_WRITE_5M));
    assertThat(draft.logged().calls()).isEqualByComparingTo("3");
    assertThat(draft.logged().input()).isEqualByComparingTo("2000");
    assertThat(draft.logged().output()).isEqualByComparingTo("50");
    // (30,000 × 2 + 30,000 × 0.10 + 1,500 × 10) / 10 per million, at the prices of the estimate
    assertThat(draft.logged().cost()).isEqualTo(Money.of("0.0078"));
    assertThat(draft.drift().orElseThrow()).isEqualByComparingTo("0.3");
  }

  @Test
  void whatOnlyOneOfThemHasIsNamed() {
    var calibration =
        Calibration.of(ESTIMATE, log(Calls.usage(1, 1, 1)), Optional.of(BigDecimal.ONE));

    assertThat(calibration.missing()).containsExactly("never");
    assertThat(calibration.unknown()).containsExactly("other");
    assertThat(calibration.runsGuessed()).isFalse();
  }

  @Test
  void withoutANumberOfRunsItIsTheMedianOfTheSteps() {
    // 30 of 2 are 15 runs, 10 of 1 are 10: the lower median
    var calibration =
        Calibration.of(ESTIMATE, log(Calls.usage(30, 30_000, 1_500)), Optional.empty());

    assertThat(calibration.runs()).isEqualByComparingTo("10");
    assertThat(calibration.runsGuessed()).isTrue();
  }

  @Test
  void aLogOfOtherTasksSaysNothing() {
    var calibration = Calibration.of(ESTIMATE, UsageCube.EMPTY, Optional.empty());

    assertThat(calibration.lines()).isEmpty();
    assertThat(calibration.runs()).isEqualByComparingTo("1");
    assertThat(calibration.missing()).containsExactly("draft", "check", "never");
  }

  @Test
  void whatWasDescribedAsFreeHasNoDrift() {
    var nothing =
        new Calibration.Rates(number("1"), number("0"), number("0"), Money.ZERO, Optional.empty());

    assertThat(new Calibration.Line("a", nothing, nothing).drift()).isEmpty();
  }

  @Test
  void aCacheIsMeasuredByWhatWasReadAndWritten() {
    // 3,000 of 10 calls' 4,000 cached tokens were read, and most writes last an hour
    var usage =
        Calls.usage(10, 5_000, 100)
            .with(Meter.CACHE_READ, 3_000)
            .with(Meter.CACHE_WRITE_1H, 600)
            .with(Meter.CACHE_WRITE_5M, 300)
            .with(Meter.CACHE_WRITE_UNKNOWN, 100);
    var line = Calibration.of(ESTIMATE, log(usage), Optional.of(BigDecimal.ONE)).lines().getFirst();

    assertThat(line.logged().cache())
        .contains(new Calibration.Cache(number("4E+2"), number("0.75"), Meter.CACHE_WRITE_1H));
  }
}
