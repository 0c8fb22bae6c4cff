package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routercost.usage.Calls.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.Route.Shares;

class RouteTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final String SONNET = "claude-sonnet-5-5";
  private static final String HAIKU = "claude-haiku-5-5";
  private static final Route TO_HAIKU = new Route.To(HAIKU);
  private static final Route STAY = new Route.Stay();

  /// A hundred calls of 800 tokens in and 3,000 out.
  private static final Slice CALLS = on(SONNET, Calls.usage(100, 80_000, 300_000));

  private static Slice on(String model, Usage usage) {
    return new Slice(Calls.key("2026-11-01", model), usage);
  }

  private static List<Slice> served(Route route) {
    return route.apply(CALLS, BOOK).slices();
  }

  private static Cascade.Stage stage(String model, String escalate) {
    return Cascade.Stage.of(new Route.To(model), number(escalate));
  }

  @Test
  void callsThatStayAreAsTheyWere() {
    assertThat(STAY.apply(CALLS, BOOK)).isEqualTo(RewrittenSlice.unchanged(CALLS));
  }

  @Test
  void sharesDivideCallsAndTokens() {
    assertThat(served(Shares.partly(number("0.7"), TO_HAIKU)))
        .containsExactly(
            on(HAIKU, Calls.usage(70, 56_000, 210_000)),
            on(SONNET, Calls.usage(30, 24_000, 90_000)));
  }

  @Test
  void aShareOfNothingLeavesNoSlice() {
    assertThat(served(Shares.partly(BigDecimal.ONE, TO_HAIKU)))
        .containsExactly(on(HAIKU, CALLS.usage()));
  }

  @Test
  void sharesOfOneModelAreOneSlice() {
    assertThat(served(Shares.partly(number("0.3"), STAY))).containsExactly(CALLS);
  }

  @ParameterizedTest
  @CsvSource({"0.7, 0.2", "0.7, 0.4", "1.5, -0.5"})
  void sharesThatAreNoWholeAreRefused(BigDecimal one, BigDecimal other) {
    var parts = List.of(new Shares.Part(one, STAY), new Shares.Part(other, STAY));

    assertThatThrownBy(() -> new Shares(parts)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCascadePaysForTheWastedFirstAttempt() {
    assertThat(served(new Cascade(List.of(stage(HAIKU, "0.1"), stage(SONNET, "0")), false)))
        .containsExactly(
            on(HAIKU, Calls.usage(100, 80_000, 300_000)),
            on(SONNET, Calls.usage(10, 8_000, 30_000)));
  }

  @Test
  void aValidatorLooksAtEveryAnswerOfItsStage() {
    var check = new AnswerCheck(HAIKU, number("3800"), number("100"));
    var first = new Cascade.Stage(TO_HAIKU, Optional.of(check), number("0.1"), 0);

    assertThat(served(new Cascade(List.of(first, stage(SONNET, "0")), false)))
        .containsExactly(
            on(HAIKU, Calls.usage(200, 80_000 + 380_000, 300_000 + 10_000)),
            on(SONNET, Calls.usage(10, 8_000, 30_000)));
  }

  @Test
  void eachStageGetsWhatAllBeforeItPassedOn() {
    var stages = List.of(stage(HAIKU, "0.2"), stage(SONNET, "0.5"), stage("claude-opus-5-5", "0"));

    assertThat(served(new Cascade(stages, false)))
        .extracting(slice -> slice.usage().of(Meter.CALLS))
        .containsExactly(number("100"), number("20"), number("10"));
  }

  @Test
  void aStageThatPassesNothingOnEndsTheCascade() {
    assertThat(served(new Cascade(List.of(stage(HAIKU, "0"), stage(SONNET, "0")), false)))
        .containsExactly(on(HAIKU, CALLS.usage()));
  }

  @Test
  void aFailedAttemptThatIsShownIsReadByTheNextStage() {
    assertThat(served(new Cascade(List.of(stage(HAIKU, "0.1"), stage(SONNET, "0")), true)))
        .containsExactly(
            on(HAIKU, Calls.usage(100, 80_000, 300_000)),
            on(SONNET, Calls.usage(10, 8_000 + 30_000, 30_000)));
  }

  @Test
  void retriesAreMadeBeforeACallIsPassedOn() {
    // 1 + 0.5 + 0.25 attempts, 0.125 passed on
    var first = new Cascade.Stage(TO_HAIKU, Optional.empty(), number("0.5"), 2);

    assertThat(served(new Cascade(List.of(first, stage(SONNET, "0")), false)))
        .extracting(slice -> slice.usage().of(Meter.CALLS))
        .containsExactly(number("175"), number("12.5"));
  }

  @Test
  void aCascadeOfOneStageIsNone() {
    var alone = List.of(stage(HAIKU, "0"));

    assertThatThrownBy(() -> new Cascade(alone, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRateOfACascadeCanBeChanged() {
    var cascade = new Cascade(List.of(stage(HAIKU, "0.1"), stage(SONNET, "0")), true);

    assertThat(cascade.escalating(0, number("0.4")))
        .isEqualTo(new Cascade(List.of(stage(HAIKU, "0.4"), stage(SONNET, "0")), true));
  }

  @Test
  void confidenceDecidesWhatIsReviewedAndWhatIsMadeAnew() {
    var check = new AnswerCheck(SONNET, number("3800"), number("200"));
    var route =
        new Confidence(
            TO_HAIKU, number("0.2"), check, number("0.3"), number("0.1"), new Route.To(SONNET));

    // 20 reviews and 10 + 0.3 × 20 = 16 made anew, on one model
    assertThat(served(route))
        .containsExactly(
            on(HAIKU, CALLS.usage()),
            on(SONNET, Calls.usage(20 + 16, 76_000 + 12_800, 4_000 + 48_000)));
  }

  @Test
  void confidenceInAllAnswersCostsNothingMore() {
    var check = new AnswerCheck(SONNET, number("3800"), number("200"));
    var route = new Confidence(TO_HAIKU, number("0"), check, number("0.3"), number("0"), STAY);

    assertThat(served(route)).containsExactly(on(HAIKU, CALLS.usage()));
  }

  @Test
  void moreBandsThanCallsAreRefused() {
    var check = new AnswerCheck(SONNET, number("1"), number("1"));

    assertThatThrownBy(
            () -> new Confidence(STAY, number("0.6"), check, number("0"), number("0.5"), STAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void batchIsAService() {
    assertThat(served(new Route.Batched(TO_HAIKU)))
        .containsExactly(
            new Slice(CALLS.key().withModel(HAIKU).withService(ServiceTier.BATCH), CALLS.usage()));
  }

  @Test
  void aModelWithoutBatchPriceIsNotBatchedAndItIsSaid() {
    var batched = new Route.Batched(STAY).apply(on("grok-4.5", CALLS.usage()), BOOK);

    assertThat(batched.slices()).containsExactly(on("grok-4.5", CALLS.usage()));
    assertThat(batched.assumptions())
        .containsExactly(new Assumption.NotBatched("grok-4.5", "standard"));
  }

  @Test
  void cacheReadsWithoutABatchPriceAreBatchedAtTheInputRate() {
    var cached = on("gpt-5.4", CALLS.usage().with(Meter.CACHE_READ, BigDecimal.TEN));

    assertThat(new Route.Batched(STAY).apply(cached, BOOK).slices())
        .containsExactly(new Slice(cached.key().withService(ServiceTier.BATCH), cached.usage()));
  }

  @Test
  void fastCallsAreNeverBatched() {
    var key = Calls.key("2026-11-01", "claude-opus-5-5").withService(ServiceTier.FAST);
    var fast = new Slice(key, CALLS.usage());
    var batched = new Route.Batched(STAY).apply(fast, BOOK);

    assertThat(batched.slices()).containsExactly(fast);
    assertThat(batched.assumptions())
        .containsExactly(new Assumption.NotBatched("claude-opus-5-5", "fast"));
  }

  @Test
  void whatIsBatchedAlreadyStaysSo() {
    var batch = new Slice(CALLS.key().withService(ServiceTier.BATCH), CALLS.usage());

    assertThat(new Route.Batched(STAY).apply(batch, BOOK))
        .isEqualTo(RewrittenSlice.unchanged(batch));
  }

  @Test
  void aRatioOfOutputChangesAnswersOnly() {
    var slice = on(SONNET, CALLS.usage().with(Meter.REASONING, 1000));

    assertThat(new Route.Resized(STAY, number("0.8")).apply(slice, BOOK).slices())
        .containsExactly(on(SONNET, Calls.usage(100, 80_000, 240_000).with(Meter.REASONING, 800)));
  }

  @Test
  void retriesAreFurtherCalls() {
    assertThat(served(new Route.Retried(STAY, number("0.05"))))
        .containsExactly(on(SONNET, Calls.usage(105, 84_000, 315_000)));
  }

  @Test
  void aPrefixIsReadFromTheCacheOrWrittenToIt() {
    // 3,000 of 3,200 tokens; 90 of 100 calls hit
    var slice = on(SONNET, Calls.usage(100, 320_000, 10_000));
    var route =
        new WithPromptCache(STAY, number("3000"), Meter.CACHE_WRITE_5M, number("0.9"), false);

    assertThat(route.apply(slice, BOOK))
        .isEqualTo(
            RewrittenSlice.unchanged(
                on(
                    SONNET,
                    Calls.usage(100, 20_000, 10_000)
                        .with(Meter.CACHE_READ, 270_000)
                        .with(Meter.CACHE_WRITE_5M, 30_000))));
  }

  @Test
  void aCacheTakesThePlaceOfTheOneBefore() {
    var slice =
        on(
            SONNET,
            Calls.usage(100, 20_000, 10_000)
                .with(Meter.CACHE_READ, 200_000)
                .with(Meter.CACHE_WRITE_5M, 100_000));
    var route = new WithPromptCache(STAY, number("3000"), Meter.CACHE_WRITE_1H, number("1"), false);

    assertThat(route.apply(slice, BOOK).slices())
        .containsExactly(
            on(SONNET, Calls.usage(100, 20_000, 10_000).with(Meter.CACHE_READ, 300_000)));
  }

  @Test
  void aPrefixIsNoLongerThanThePrompt() {
    var route = new WithPromptCache(STAY, number("3000"), Meter.CACHE_WRITE_1H, number("0"), false);

    assertThat(served(route))
        .containsExactly(
            on(SONNET, Calls.usage(100, 0, 300_000).with(Meter.CACHE_WRITE_1H, 80_000)));
  }

  @Test
  void belowTheMinimumOfTheModelNothingIsCached() {
    var slice =
        on(
            "claude-haiku-4-5-20251001",
            Calls.usage(100, 20_000, 10_000).with(Meter.CACHE_READ, 300_000));
    var route =
        new WithPromptCache(STAY, number("4095"), Meter.CACHE_WRITE_5M, number("0.9"), false);
    var cached = route.apply(slice, BOOK);

    assertThat(cached.slices())
        .containsExactly(on("claude-haiku-4-5-20251001", Calls.usage(100, 320_000, 10_000)));
    assertThat(cached.assumptions())
        .containsExactly(new Assumption.NotCached("claude-haiku-4-5-20251001", 4096));
  }

  @Test
  void atTheMinimumItIsCachedAndAPrefixCanBePaddedToIt() {
    var slice = on("claude-haiku-4-5-20251001", Calls.usage(10, 50_000, 1_000));
    var atMinimum =
        new WithPromptCache(STAY, number("4096"), Meter.CACHE_WRITE_5M, number("1"), true);
    var below = new WithPromptCache(STAY, number("4000"), Meter.CACHE_WRITE_5M, number("1"), true);

    assertThat(atMinimum.apply(slice, BOOK).slices())
        .containsExactly(
            on(
                "claude-haiku-4-5-20251001",
                Calls.usage(10, 9_040, 1_000).with(Meter.CACHE_READ, 40_960)));
    assertThat(atMinimum.apply(slice, BOOK).assumptions()).isEmpty();
    assertThat(below.apply(slice, BOOK).slices())
        .containsExactly(
            on(
                "claude-haiku-4-5-20251001",
                Calls.usage(10, 10_000, 1_000).with(Meter.CACHE_READ, 40_960)));
    assertThat(below.apply(slice, BOOK).assumptions())
        .containsExactly(new Assumption.PrefixPadded("claude-haiku-4-5-20251001", 4096));
  }

  @Test
  void aPrefixIsRecountedForTheOtherTokenizer() {
    // 1.30 times 4,000 is over the minimum of 512 and 5,200 of 6,500 tokens
    var slice = on("claude-sonnet-4-6", Calls.usage(1, 5_000, 100));
    var route =
        new WithPromptCache(TO_HAIKU, number("4000"), Meter.CACHE_WRITE_5M, number("1"), false);

    assertThat(route.apply(slice, BOOK).slices())
        .containsExactly(on(HAIKU, Calls.usage(1, 1_300, 130).with(Meter.CACHE_READ, 5_200)));
  }

  @Test
  void picturesAreCountedByTheModelThatSees() {
    var slice = on("claude-sonnet-4-6", Calls.usage(10, 1_000, 0));
    var old = new WithImages(STAY, number("2"), 1000, 1000).apply(slice, BOOK);
    var moved = new WithImages(TO_HAIKU, number("2"), 1920, 1080).apply(slice, BOOK);

    assertThat(old.slices())
        .containsExactly(on("claude-sonnet-4-6", Calls.usage(10, 1_000 + (20 * 1296), 0)));
    assertThat(moved.slices()).containsExactly(on(HAIKU, Calls.usage(10, 1_300 + (20 * 2691), 0)));
  }

  @Test
  void aValidatorHasTheBandOfItsOwnPrompt() {
    var check = new AnswerCheck(HAIKU, number("100001"), number("1"));

    assertThat(check.of(CALLS, BOOK).slices())
        .extracting(slice -> slice.key().band())
        .containsExactly(new Band(100_000));
  }

  @Test
  void assumptionsOfAllPartsAreKept() {
    var route =
        new Shares(
            List.of(
                new Shares.Part(number("0.5"), new Route.To("grok-4.5")),
                new Shares.Part(number("0.5"), new Route.Batched(new Route.To("grok-4.5")))));

    assertThat(route.apply(CALLS, BOOK).assumptions())
        .containsExactlyInAnyOrder(
            new Assumption.TokensHeld(SONNET, "grok-4.5"),
            new Assumption.NotBatched("grok-4.5", "standard"));
  }
}
