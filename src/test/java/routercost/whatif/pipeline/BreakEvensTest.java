package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.whatif.pipeline.Plans.HAIKU;
import static routercost.whatif.pipeline.Plans.SONNET;
import static routercost.whatif.pipeline.Plans.calls;
import static routercost.whatif.pipeline.Plans.estimate;
import static routercost.whatif.pipeline.Plans.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.usage.Meter;
import routercost.whatif.Cascade;
import routercost.whatif.Route;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.WithPromptCache;

/// On the day of these tests Sonnet costs twenty times as much as Haiku.
class BreakEvensTest {
  private static Cascade cascade(Optional<AnswerCheck> validator, int retries) {
    return new Cascade(
        List.of(
            new Cascade.Stage(HAIKU, validator, number("0.1"), retries),
            Cascade.Stage.of(SONNET, BigDecimal.ZERO)),
        false);
  }

  private static List<PipelineBreakEven> evens(Route after) {
    return estimate(calls("a", "10", "1000", "1000", SONNET, after)).breakEvens();
  }

  private static void assertIs(
      PipelineBreakEven even, PipelineBreakEven.Kind kind, String value, String assumed) {
    assertThat(even.kind()).isEqualTo(kind);
    assertThat(even.low()).isEqualByComparingTo(value);
    assertThat(even.high()).isEqualByComparingTo(value);
    assertThat(even.assumed().orElseThrow().low()).isEqualByComparingTo(assumed);
    assertThat(even.assumed().orElseThrow().high()).isEqualByComparingTo(assumed);
  }

  @Test
  void aCascadeWithoutValidatorPaysUpToOneLessTheRatioOfPrices() {
    var evens = evens(cascade(Optional.empty(), 0));

    assertThat(evens).hasSize(1);
    assertIs(evens.getFirst(), PipelineBreakEven.Kind.ESCALATION_RATE, "0.95", "0.1");
  }

  @Test
  void batchingBothStagesDoesNotMoveIt() {
    var evens = evens(new Route.Batched(cascade(Optional.empty(), 0)));

    assertIs(evens.getFirst(), PipelineBreakEven.Kind.ESCALATION_RATE, "0.95", "0.1");
  }

  @Test
  void aValidatorAsDearAsTheAttemptTakesItsPart() {
    var check = new AnswerCheck("haiku", number("1000"), number("1000"));

    assertIs(
        evens(cascade(Optional.of(check), 0)).getFirst(),
        PipelineBreakEven.Kind.ESCALATION_RATE,
        "0.9",
        "0.1");
  }

  @Test
  void withRetriesTheCostIsNotLinearAndNothingIsSaid() {
    assertThat(evens(cascade(Optional.empty(), 1))).isEmpty();
  }

  @Test
  void aPlainMoveHasNone() {
    assertThat(evens(HAIKU)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CACHE_WRITE_5M, 0.25, 1.25", "CACHE_WRITE_1H, 1, 2"})
  void aCachePaysFromWhereReadsSaveWhatWritesCost(
      Meter lifetime, BigDecimal more, BigDecimal write) {
    // Haiku 5.5 reads at a tenth of its input
    var evens = evens(new WithPromptCache(HAIKU, number("1000"), lifetime, number("0.9"), false));
    var expected = more.divide(write.subtract(number("0.1")), 20, java.math.RoundingMode.HALF_UP);

    assertIs(
        evens.getFirst(), PipelineBreakEven.Kind.CACHE_HIT_RATE, expected.toPlainString(), "0.9");
  }

  @Test
  void aCacheThatHoldsNothingHasNone() {
    assertThat(
            evens(
                new WithPromptCache(
                    HAIKU, number("100"), Meter.CACHE_WRITE_5M, number("1"), false)))
        .isEmpty();
  }

  private static FailureAndWaitCost failing(String rate, Optional<BigDecimal> hourly) {
    return new FailureAndWaitCost(
        Optional.of(new FailureAndWaitCost.Failure(number(rate), number("50"), hourly)),
        Optional.empty(),
        Optional.empty());
  }

  private static List<PipelineBreakEven> failing(
      FailureAndWaitCost before, FailureAndWaitCost after, Route from, Route to) {
    var work = new StepCost.Calls(number("1000"), number("1000"), from, to);
    return estimate(new Step("a", number("10"), work, before, after)).breakEvens();
  }

  @Test
  void theGapOfFailureRatesAndTheCostOfAFailureHaveBreakEvens() {
    // a call saves 0.0114; failures rise by 0.045
    var evens =
        failing(
            failing("0.005", Optional.of(number("50"))),
            failing("0.05", Optional.of(number("50"))),
            SONNET,
            HAIKU);

    assertThat(evens).hasSize(3);
    assertIs(evens.get(0), PipelineBreakEven.Kind.FAILURE_RATE_GAP, "0.000228", "0.045");
    assertIs(evens.get(1), PipelineBreakEven.Kind.COST_PER_FAILURE, "0.25333333333333333333", "50");
    assertIs(evens.get(2), PipelineBreakEven.Kind.SECONDS_PER_FAILURE, "18.24", "3600");
  }

  @Test
  void whereFailuresDoNotRiseAFailureMayCostAnything() {
    var evens =
        failing(
            failing("0.05", Optional.empty()), failing("0.05", Optional.empty()), SONNET, HAIKU);

    assertThat(evens)
        .extracting(PipelineBreakEven::kind)
        .containsExactly(PipelineBreakEven.Kind.FAILURE_RATE_GAP);
  }

  @Test
  void withoutAnHourlyRateThereAreNoSeconds() {
    var evens = failing(FailureAndWaitCost.NONE, failing("0.05", Optional.empty()), SONNET, HAIKU);

    assertThat(evens)
        .extracting(PipelineBreakEven::kind)
        .containsExactly(
            PipelineBreakEven.Kind.FAILURE_RATE_GAP, PipelineBreakEven.Kind.COST_PER_FAILURE);
  }

  @Test
  void waitingCountsToWhatTheDearerModelSaves() {
    var slow =
        new FailureAndWaitCost(
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new FailureAndWaitCost.Latency(
                    number("72"), Optional.of(number("50")), BigDecimal.ONE)));
    var evens = failing(slow, failing("0.5", Optional.empty()), SONNET, HAIKU);

    // 72 s at $50 an hour are $1, beside 0.0114 of tokens
    assertIs(evens.get(0), PipelineBreakEven.Kind.FAILURE_RATE_GAP, "0.020228", "0.5");
    assertIs(evens.get(1), PipelineBreakEven.Kind.COST_PER_FAILURE, "2.0228", "50");
  }

  @Test
  void kindsHaveNames() {
    assertThat(PipelineBreakEven.Kind.CACHE_HIT_RATE.id()).isEqualTo("cache_hit_rate");
  }
}
