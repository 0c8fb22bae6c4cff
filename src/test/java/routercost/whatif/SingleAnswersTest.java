package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Route.AnswerCheck;

class SingleAnswersTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final UsageKey KEY = Calls.key("2026-10-10", "claude-sonnet-5-5");

  private final SingleAnswers answers = new SingleAnswers();

  private void add(long... lengths) {
    for (long length : lengths) {
      answers.add(new Slice(KEY, Calls.usage(1, 7, length)), BOOK);
    }
  }

  private static Slice slice(long calls, long output) {
    return new Slice(KEY, Calls.usage(calls, 7, output));
  }

  private void limited(Slice slice, long limit, String output, String cut) {
    var limited = answers.limited(slice, BigDecimal.valueOf(limit));
    assertThat(limited.output()).isEqualByComparingTo(output);
    assertThat(limited.cut()).isEqualByComparingTo(cut);
  }

  @Test
  void eachAnswerEndsAtTheLimit() {
    add(100, 200, 300, 400);
    limited(slice(4, 1_000), 200, "700", "2");
    limited(slice(4, 1_000), 400, "1000", "0");
    limited(slice(4, 1_000), 99, "396", "4");
    assertThat(answers.know(slice(4, 1_000))).isTrue();
  }

  @Test
  void moreAnswersThanWereReadKeepTheirArrayAndTheirSum() {
    for (int i = 1; i <= 40; i++) {
      add(i);
    }
    limited(slice(40, 820), 39, "819", "1");
  }

  @Test
  void aPartOfTheCallsIsCutInProportion() {
    add(100, 300);
    limited(slice(1, 200), 100, "100", "0.5");
  }

  @Test
  void unknownLengthsAreTheirMean() {
    limited(slice(4, 1_000), 200, "800", "4");
    limited(slice(4, 1_000), 250, "1000", "0");
    assertThat(answers.know(slice(4, 1_000))).isFalse();
  }

  @Test
  void aRowOfSeveralCallsLeavesLengthsUnknown() {
    add(100);
    answers.add(slice(3, 900), BOOK);
    assertThat(answers.know(slice(4, 1_000))).isFalse();
    limited(slice(4, 1_000), 200, "800", "4");
  }

  @Test
  void answersWithoutTokensStayWithout() {
    add(0, 0);
    limited(slice(2, 0), 10, "0", "0");
  }

  @Test
  void aLimitCutsReasoningWithTheAnswer() {
    var usage = Calls.usage(2, 7, 1_000).with(Meter.REASONING, 900);
    var capped = new CappedAnswers(new Route.Stay(), 100);
    var cut = capped.apply(new Slice(KEY, usage), BOOK, Effects.ALL);
    assertThat(cut.slices())
        .singleElement()
        .satisfies(
            slice -> {
              assertThat(slice.usage().of(Meter.OUTPUT)).isEqualByComparingTo("200");
              assertThat(slice.usage().of(Meter.REASONING)).isEqualByComparingTo("200");
              assertThat(slice.usage().of(Meter.INPUT)).isEqualByComparingTo("7");
            });
    assertThat(cut.assumptions())
        .anySatisfy(
            assumption ->
                assertThat(assumption)
                    .isInstanceOfSatisfying(
                        Assumption.AnswersCut.class,
                        found -> {
                          assertThat(found.limit()).isEqualTo(100);
                          assertThat(found.cut()).isEqualByComparingTo("2");
                          assertThat(found.known()).isFalse();
                        }));
  }

  private static ScoreBands bands() {
    return new ScoreBands(
        "confidence",
        Optional.of("right"),
        new BigDecimal("0.8"),
        new BigDecimal("0.6"),
        new Confidence(
            new Route.Stay(),
            new BigDecimal("0.2"),
            new AnswerCheck("haiku", new BigDecimal("50"), new BigDecimal("10")),
            BigDecimal.ZERO,
            new BigDecimal("0.3"),
            new Route.To("opus")));
  }

  private static UsageKey scored(String score) {
    return KEY.withLabels(Map.of("confidence", score));
  }

  @ParameterizedTest
  @CsvSource({"0.7, 0.7", ".5, 0.5", "1, 1", "1.0, 1", "0, 0", "1.5, ", "high, ", "-1, ", "'', "})
  void aScoreIsAShareOfOne(String text, BigDecimal score) {
    assertThat(bands().score(scored(text)).map(BigDecimal::stripTrailingZeros))
        .isEqualTo(Optional.ofNullable(score).map(BigDecimal::stripTrailingZeros));
    assertThat(bands().labels()).containsExactly("confidence", "right");
  }

  private static BigDecimal calls(RewrittenSlice rewritten, String model) {
    return rewritten.slices().stream()
        .filter(slice -> slice.key().model().contains(model))
        .map(slice -> slice.usage().of(Meter.CALLS))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// At a threshold a call is in the band below it.
  @ParameterizedTest
  @CsvSource({
    "0.9, 0, 0",
    "0.8, 10, 0",
    "0.7, 10, 0",
    "0.6, 0, 10",
    "0.1, 0, 10",
  })
  void aBandDecidesOnTheNextCall(String score, BigDecimal reviewed, BigDecimal anew) {
    var slice = new Slice(scored(score), Calls.usage(10, 1_000, 500));
    var rewritten = bands().apply(slice, BOOK, Effects.ALL);
    assertThat(calls(rewritten, "haiku")).isEqualByComparingTo(reviewed);
    assertThat(calls(rewritten, "opus")).isEqualByComparingTo(anew);
    assertThat(rewritten.assumptions())
        .noneMatch(assumption -> assumption instanceof Assumption.NoScore);
  }

  @Test
  void withoutAScoreTheSharesOfTheBandsHold() {
    var rewritten = bands().apply(new Slice(KEY, Calls.usage(10, 1_000, 500)), BOOK, Effects.ALL);
    assertThat(calls(rewritten, "haiku")).isEqualByComparingTo("2");
    assertThat(calls(rewritten, "opus")).isEqualByComparingTo("3");
    assertThat(rewritten.assumptions()).contains(new Assumption.NoScore("confidence"));
  }

  @Test
  void usageOfAllBandsIsConserved() {
    var usage = Calls.usage(10, 1_000, 500);
    var rewritten = bands().apply(new Slice(scored("0.9"), usage), BOOK, Effects.ALL);
    assertThat(Usage.sum(rewritten.slices().stream().map(Slice::usage))).isEqualTo(usage);
  }
}
