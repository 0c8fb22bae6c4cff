package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.RandomCubes;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.whatif.Effects.Effect;

class AlternativeTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();

  /// Ten calls with a prefix of 3,000 tokens, one written and nine read: article 004.
  private static final Slice CACHED =
      new Slice(
          Calls.key("2026-09-01", "claude-sonnet-4-6"),
          Calls.usage(10, 2_000, 1_000)
              .with(Meter.CACHE_WRITE_5M, 3_000)
              .with(Meter.CACHE_READ, 27_000));

  private static Comparison asIs(Slice... slices) {
    return Comparison.of(UsageCube.of(Stream.of(slices)), Scenario.NONE, BOOK, Optional.empty());
  }

  private static Alternative to(String target, Comparison asIs, Effects effects) {
    var scenario =
        new Scenario(
            target, List.of(Rule.Move.to(CallFilter.ALL, target, BigDecimal.ONE)), effects);
    return Alternative.of(asIs, scenario, BOOK);
  }

  @Test
  void theNaiveSavingStandsBesideTheAdjustedOne() {
    // 0.04035 less 0.01345 at other prices, less 0.037 without a cache
    var alternative = to("claude-haiku-4-5", asIs(CACHED), Effects.ALL);

    assertThat(alternative.savedNaively()).contains(Money.of("0.0269"));
    assertThat(alternative.saved()).contains(Money.of("0.00335"));
  }

  @Test
  void theDifferenceIsTheDoingOfItsEffects() {
    var asIs = asIs(CACHED);

    assertThat(to("claude-haiku-4-5", asIs, Effects.ALL).effects(asIs, BOOK))
        .isEqualTo(Map.of(Effect.CACHE_MINIMUM, Money.of("-0.02355")));
  }

  @Test
  void anEffectThatIsOffMakesNothing() {
    var asIs = asIs(CACHED);
    var effects = Effects.ALL.without(Set.of(Effect.CACHE_MINIMUM));

    assertThat(to("claude-haiku-4-5", asIs, effects).effects(asIs, BOOK)).isEmpty();
  }

  @Test
  void paddedToTheMinimumThePrefixIsCachedAgain() {
    // article 004: 0.00158064 a call
    var asIs = asIs(CACHED);

    assertThat(to("claude-haiku-4-5", asIs, Effects.ALL).savedPadded(asIs, BOOK))
        .contains(Money.of("0.04035").minus(Money.of("0.0158064")));
  }

  @Test
  void withoutShortPrefixesThereIsNothingToPad() {
    var asIs = asIs(CACHED);

    assertThat(to("claude-sonnet-4-5", asIs, Effects.ALL).savedPadded(asIs, BOOK)).isEmpty();
  }

  @Test
  void effectsSumToTheDifferenceWhateverTheLog() {
    var cubes = RandomCubes.of(3, List.of("claude-opus-5-5", "claude-sonnet-4-6"));
    for (int i = 0; i < 50; i++) {
      var asIs = Comparison.of(cubes.cube(), Scenario.NONE, BOOK, Optional.empty());
      var alternative = to("haiku", asIs, Effects.ALL);
      if (alternative.saved().isPresent() && alternative.savedNaively().isPresent()) {
        var made = Money.sum(alternative.effects(asIs, BOOK).values());
        assertThat(alternative.savedNaively().map(made::plus)).isEqualTo(alternative.saved());
      }
    }
  }

  @Test
  void theMatrixRowOfTheCurrentModelIsTodaysCost() {
    var cubes = RandomCubes.of(11, List.of("claude-opus-5-5"));
    for (int i = 0; i < 50; i++) {
      var asIs = Comparison.of(cubes.cube(), Scenario.NONE, BOOK, Optional.empty());
      var same = to("opus", asIs, Effects.ALL);
      assertThat(same.adjusted().costAfter()).contains(asIs.costBefore());
    }
  }
}
