package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.whatif.Effects.Effect;

class EffectsTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final String HAIKU = "claude-haiku-4-5-20251001";

  private static Slice slice(String model, Usage usage) {
    return new Slice(Calls.key("2026-09-01", model), usage);
  }

  private static RewrittenSlice moved(Slice slice, String target, Effects effects) {
    return Rule.Move.ofTask("chat", target).apply(slice, BOOK, effects);
  }

  private static RewrittenSlice moved(Slice slice, String target) {
    return moved(slice, target, Effects.ALL);
  }

  private static Effects without(Effect effect) {
    return Effects.ALL.without(Set.of(effect));
  }

  /// Ten calls with a prefix of 3,000 tokens, of which one writes it and nine read it.
  private static Slice cachedOn(String model, long output) {
    return slice(
        model,
        Calls.usage(10, 2_000, 10 * output)
            .with(Meter.CACHE_WRITE_5M, 3_000)
            .with(Meter.CACHE_READ, 27_000));
  }

  private static Money cost(Slice slice, String target, Effects effects) {
    var scenario = new Scenario("test", List.of(Rule.Move.ofTask("chat", target)), effects);
    return Comparison.of(
            UsageCube.of(java.util.stream.Stream.of(slice)), scenario, BOOK, Optional.empty())
        .costAfter()
        .orElseThrow();
  }

  @Test
  void aLongerPromptIsPaidFor() {
    var route = new Route.Lengthened(new Route.Stay(), new BigDecimal("1.5"), BigDecimal.TEN);
    var usage = Calls.usage(4, 1_000, 7).with(Meter.CACHE_READ, 200);

    assertThat(route.apply(slice("claude-sonnet-5-5", usage), BOOK, Effects.ALL).slices())
        .singleElement()
        .satisfies(
            longer -> {
              assertThat(longer.usage().of(Meter.INPUT)).isEqualByComparingTo("1540");
              assertThat(longer.usage().of(Meter.CACHE_READ)).isEqualByComparingTo("300");
              assertThat(longer.usage().of(Meter.OUTPUT)).isEqualByComparingTo("7");
            });
  }

  @Test
  void aPrefixBelowTheMinimumOfTheTargetIsPlainInput() {
    var moved = moved(cachedOn("claude-sonnet-4-6", 100), "claude-haiku-4-5");

    assertThat(moved.slices())
        .containsExactly(
            new Slice(Calls.key("2026-09-01", "claude-haiku-4-5"), Calls.usage(10, 32_000, 1_000)));
    assertThat(moved.assumptions())
        .containsExactly(new Assumption.CacheTooShort(HAIKU, 4096, 3000));
  }

  @Test
  void theArticlesMoveSavesEightPercentAndNotTwoThirds() {
    // article 004: sonnet 0.004035 a call with its cache, haiku 0.0037 without one
    var slice = cachedOn("claude-sonnet-4-6", 100);

    assertThat(cost(slice, "claude-sonnet-4-6", Effects.ALL)).isEqualTo(Money.of("0.04035"));
    assertThat(cost(slice, HAIKU, Effects.ALL)).isEqualTo(Money.of("0.037"));
    assertThat(cost(slice, HAIKU, Effects.NAIVE)).isEqualTo(Money.of("0.01345"));
  }

  @Test
  void withShortAnswersTheMoveIsDearer() {
    // article 004 at a hit ratio of 0.95 and 20 tokens of output: 0.0023175 against 0.0033 a call
    var slice =
        slice(
            "claude-sonnet-4-6",
            Calls.usage(20, 4_000, 400)
                .with(Meter.CACHE_WRITE_5M, 3_000)
                .with(Meter.CACHE_READ, 57_000));

    assertThat(cost(slice, "claude-sonnet-4-6", Effects.ALL)).isEqualTo(Money.of("0.04635"));
    assertThat(cost(slice, HAIKU, Effects.ALL)).isEqualTo(Money.of("0.066"));
  }

  @Test
  void withoutTheMinimumCachesAreKept() {
    var slice = cachedOn("claude-sonnet-4-6", 100);

    assertThat(moved(slice, HAIKU, without(Effect.CACHE_MINIMUM)).slices())
        .containsExactly(new Slice(slice.key().withModel(HAIKU), slice.usage()));
  }

  @Test
  void aPrefixOfTheMinimumIsCached() {
    var usage = Calls.usage(2, 0, 10).with(Meter.CACHE_WRITE_1H, 4096).with(Meter.CACHE_READ, 4096);
    var slice = slice("claude-sonnet-4-6", usage);

    assertThat(moved(slice, HAIKU).slices())
        .containsExactly(new Slice(slice.key().withModel(HAIKU), usage));
  }

  @Test
  void whatWasCachedUnderAMinimumAsHighIsCachedWhateverTheAverage() {
    // one call in ten caches, so the average says nothing; opus 4.6 caches from 4,096 as well
    var usage = Calls.usage(10, 50_000, 10).with(Meter.CACHE_READ, 5_000);
    var slice = slice("claude-opus-4-6", usage);

    assertThat(moved(slice, HAIKU).slices())
        .containsExactly(new Slice(slice.key().withModel(HAIKU), usage));
  }

  @Test
  void callsThatCacheNothingSayNothingOfThePrefix() {
    // ten calls of which one has a cached prefix of 5,000 tokens: 500 on average over all of them
    var usage = Calls.usage(10, 50_000, 10).with(Meter.CACHE_READ, 5_000);
    var squared = slice("claude-sonnet-4-6", usage.with(Meter.CACHED_SQUARED, 25_000_000));

    assertThat(moved(squared, HAIKU).slices())
        .containsExactly(new Slice(squared.key().withModel(HAIKU), squared.usage()));
    assertThat(moved(slice("claude-sonnet-4-6", usage), HAIKU).assumptions())
        .containsExactly(new Assumption.CacheTooShort(HAIKU, 4096, 500));
  }

  @Test
  void aShareOfTheCallsHasPrefixesAsLong() {
    var ten = cachedOn("claude-sonnet-4-6", 100);
    var slice = new Slice(ten.key(), ten.usage().with(Meter.CACHED_SQUARED, 10 * 9_000_000L));
    var half = Rule.Move.to(CallFilter.ALL, HAIKU, new BigDecimal("0.5"));

    assertThat(half.apply(slice, BOOK, without(Effect.COLD_CACHES)).assumptions())
        .containsExactly(new Assumption.CacheTooShort(HAIKU, 4096, 3000));
  }

  @Test
  void prefixesAreRecountedForEachTokenizerOnTheWay() {
    // 3,200 tokens are 4,160 of the new tokenizer, and 0.77 of those 3,203 on the way back
    var usage = Calls.usage(1, 200, 1).with(Meter.CACHE_READ, 3_200);
    var slice = slice("claude-sonnet-4-6", usage.with(Meter.CACHED_SQUARED, 3_200 * 3_200L));

    var there = moved(slice, "claude-sonnet-5-5").slices().getFirst();
    assertThat(there.usage().of(Meter.CACHED_SQUARED)).isEqualByComparingTo("17305600");
    assertThat(moved(there, HAIKU).assumptions())
        .contains(new Assumption.CacheTooShort(HAIKU, 4096, 3203));
  }

  @Test
  void aPrefixIsPaddedAsFarAsItIsShort() {
    // 3,000 to 4,096 tokens
    var padded = Effects.ALL.with(Effects.ShortPrefixes.PADDED);

    assertThat(moved(cachedOn("claude-sonnet-4-6", 100), HAIKU, padded).slices())
        .containsExactly(
            new Slice(
                Calls.key("2026-09-01", HAIKU),
                Calls.usage(10, 2_000, 1_000)
                    .with(Meter.CACHE_WRITE_5M, 4_096)
                    .with(Meter.CACHE_READ, 36_864)
                    .with(Meter.CACHED_SQUARED, 40_960L * 4_096)));
  }

  @Test
  void callsLongerThanTheWindowStay() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(2, 390_000, 11_000));

    assertThat(moved(slice, HAIKU).slices()).containsExactly(slice);
    assertThat(moved(slice, HAIKU).assumptions())
        .containsExactly(new Assumption.TooLong(HAIKU, 200_000, false));
  }

  @Test
  void callsOfJustTheWindowMove() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(2, 390_000, 10_000));

    assertThat(moved(slice, HAIKU).slices())
        .containsExactly(new Slice(slice.key().withModel(HAIKU), slice.usage()));
  }

  @Test
  void withoutTheWindowTheyMoveAllTheSame() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(2, 390_000, 11_000));

    assertThat(moved(slice, HAIKU, without(Effect.CONTEXT_WINDOW)).slices())
        .containsExactly(new Slice(slice.key().withModel(HAIKU), slice.usage()));
  }

  @Test
  void answersLongerThanTheTargetWritesStay() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(1, 1_000, 64_001));

    assertThat(moved(slice, HAIKU).assumptions())
        .containsExactly(new Assumption.TooLong(HAIKU, 64_000, true));
  }

  @Test
  void callsThatWouldNotHaveFittedWhereTheyRanAreNotJudged() {
    var slice = slice("claude-opus-4-5", Calls.usage(1, 300_000, 10));

    assertThat(moved(slice, HAIKU).slices())
        .containsExactly(new Slice(slice.key().withModel(HAIKU), slice.usage()));
  }

  @Test
  void aBandAppearsWherePromptsAreCountedLonger() {
    // 90,000 tokens are 117,000 on haiku 5.5, which is dearer over 100,000
    var slice =
        new Slice(
            Calls.key("2026-10-10", "claude-sonnet-4-6").withBand(new Band(32_000)),
            Calls.usage(1, 90_000, 100));
    var moved = moved(slice, "claude-haiku-5-5");

    assertThat(moved.slices().getFirst().key().band()).isEqualTo(new Band(100_000));
    assertThat(moved.assumptions()).contains(new Assumption.BandRecounted("claude-haiku-5-5"));
  }

  @Test
  void aBandVanishesWherePromptsAreCountedShorter() {
    var over = new Band(200_000);
    var slice =
        new Slice(
            Calls.key("2026-09-01", "claude-opus-4-7").withBand(over),
            Calls.usage(1, 210_000, 100));
    var toSonnet45 = moved(slice, "claude-sonnet-4-5", without(Effect.CONTEXT_WINDOW));

    assertThat(toSonnet45.slices().getFirst().key().band()).isEqualTo(new Band(128_000));
  }

  @Test
  void withoutBandsThePromptKeepsItsOwn() {
    var slice =
        new Slice(
            Calls.key("2026-10-10", "claude-sonnet-4-6").withBand(new Band(32_000)),
            Calls.usage(1, 90_000, 100));
    var moved = moved(slice, "claude-haiku-5-5", without(Effect.BANDS));

    assertThat(moved.slices().getFirst().key().band()).isEqualTo(new Band(32_000));
    assertThat(moved.assumptions()).contains(new Assumption.BandKept("claude-haiku-5-5"));
  }

  @Test
  void anOutputRatioScalesAnswersAndTheirReasoning() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(1, 100, 50).with(Meter.REASONING, 20));
    var moved = moved(slice, HAIKU, Effects.ALL.withRatios(BigDecimal.ONE, new BigDecimal("0.6")));

    assertThat(moved.slices().getFirst().usage())
        .isEqualTo(Calls.usage(1, 100, 30).with(Meter.REASONING, 12));
    assertThat(moved.assumptions())
        .containsExactly(
            new Assumption.OutputScaled(HAIKU, new BigDecimal("0.6")),
            new Assumption.ThinksAsMuch(HAIKU));
  }

  @Test
  void anInputRatioScalesPromptsAndWhatIsCachedOfThem() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(1, 100, 50).with(Meter.CACHE_READ, 10_000));
    var moved = moved(slice, HAIKU, Effects.ALL.withRatios(new BigDecimal("1.4"), BigDecimal.ONE));

    assertThat(moved.slices().getFirst().usage())
        .isEqualTo(Calls.usage(1, 140, 50).with(Meter.CACHE_READ, 14_000));
    assertThat(moved.assumptions())
        .containsExactly(new Assumption.InputScaled(HAIKU, new BigDecimal("1.4")));
  }

  @Test
  void withoutThinkingTheReasoningIsNotWritten() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(1, 100, 50).with(Meter.REASONING, 20));
    var moved = moved(slice, HAIKU, without(Effect.THINKING));

    assertThat(moved.slices().getFirst().usage()).isEqualTo(Calls.usage(1, 100, 30));
    assertThat(moved.assumptions()).containsExactly(new Assumption.DoesNotThink(HAIKU));
  }

  @Test
  void theDayOnWhichTheTargetGoesAwayIsTold() {
    var slice = slice("claude-opus-4-6", Calls.usage(1, 100, 50));

    assertThat(moved(slice, "claude-sonnet-4-5").assumptions())
        .containsExactly(
            new Assumption.Retires(
                "claude-sonnet-4-5-20250929", java.time.LocalDate.of(2026, 11, 30)));
    assertThat(moved(slice, "claude-sonnet-4-5", without(Effect.RETIREMENT)).assumptions())
        .isEmpty();
  }

  @Test
  void whatTheTargetDoesNotServeIsStandardThereUnlessThatIsOff() {
    var fast = cachedOn("claude-opus-5-5", 100);
    var slice = new Slice(fast.key().withService(ServiceTier.FAST), fast.usage());

    var moved = moved(slice, "claude-sonnet-5-5");
    assertThat(moved.slices().getFirst().key().service()).isEqualTo(ServiceTier.STANDARD);
    assertThat(moved.assumptions())
        .contains(new Assumption.ServedStandard("claude-sonnet-5-5", ServiceTier.FAST));

    var kept = moved(slice, "claude-sonnet-5-5", without(Effect.AVAILABILITY));
    assertThat(kept.slices().getFirst().key().service()).isEqualTo(ServiceTier.FAST);
  }

  @Test
  void withoutTheTokenizerTokensAreHeld() {
    var slice = slice("claude-sonnet-4-6", Calls.usage(1, 100, 50));

    assertThat(moved(slice, "claude-sonnet-5", without(Effect.TOKENIZER)))
        .isEqualTo(
            RewrittenSlice.unchanged(
                new Slice(slice.key().withModel("claude-sonnet-5"), slice.usage())));
  }

  @Test
  void callsSharedByTwoModelsFindFewerPrefixesCached() {
    // nine in ten found it; with half of the calls 1 − 0.1^0.5 = 0.683772 do on each side
    var move = Rule.Move.to(CallFilter.ALL, "claude-sonnet-4-5", new BigDecimal("0.5"));
    var slice =
        slice(
            "claude-sonnet-4-6",
            Calls.usage(100, 0, 0)
                .with(Meter.CACHE_WRITE_5M, 100_000)
                .with(Meter.CACHE_READ, 900_000));
    var usage =
        Calls.usage(50, 0, 0).with(Meter.CACHE_WRITE_5M, 158_114).with(Meter.CACHE_READ, 341_886);

    assertThat(move.apply(slice, BOOK, without(Effect.RETIREMENT)))
        .isEqualTo(
            new RewrittenSlice(
                List.of(
                    new Slice(slice.key().withModel("claude-sonnet-4-5"), usage),
                    new Slice(slice.key(), usage)),
                new java.util.TreeSet<>(
                    Set.of(
                        new Assumption.CachesCooled(
                            new BigDecimal("0.90"), new BigDecimal("0.68"))))));
  }

  @Test
  void withoutColdCachesEachSideKeepsItsShareOfHits() {
    var move = Rule.Move.to(CallFilter.ALL, "claude-sonnet-4-5", new BigDecimal("0.25"));
    var slice = cachedOn("claude-sonnet-4-6", 100);
    var moved = move.apply(slice, BOOK, without(Effect.COLD_CACHES));

    assertThat(moved.slices())
        .containsExactly(
            new Slice(
                slice.key().withModel("claude-sonnet-4-5"),
                slice.usage().times(new BigDecimal("0.25"))),
            new Slice(slice.key(), slice.usage().times(new BigDecimal("0.75"))));
  }

  @Test
  void aShareOfWhatRunsThereAlreadyChangesNothing() {
    var move = Rule.Move.to(CallFilter.ALL, "claude-sonnet-4-6", new BigDecimal("0.5"));
    var slice = cachedOn("claude-sonnet-4-6", 100);

    assertThat(move.apply(slice, BOOK, Effects.ALL)).isEqualTo(RewrittenSlice.unchanged(slice));
  }
}
