package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.whatif.routing.Tier;

class ScenarioTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final Slice OPUS = calls("2026-11-01", "claude-opus-5-5");

  /// A thousand calls with a million tokens of input in all.
  private static Slice calls(String day, String model) {
    return new Slice(Calls.key(day, model), Calls.usage(1000, 1_000_000, 0));
  }

  private static RewrittenSlice moved(Slice slice, String target) {
    return new Scenario("test", List.of(Rule.Move.ofTask("chat", target))).apply(slice, BOOK);
  }

  private static Slice onModel(Slice slice, String model) {
    return new Slice(slice.key().withModel(model), slice.usage());
  }

  @Test
  void withoutRulesNothingChanges() {
    assertThat(Scenario.NONE.apply(OPUS, BOOK)).isEqualTo(RewrittenSlice.unchanged(OPUS));
  }

  @Test
  void aMoveChangesTheModelAndNothingElse() {
    var slice =
        new Slice(
            OPUS.key()
                .withService(ServiceTier.BATCH)
                .withBand(new Band(32_000))
                .withPlace(Place.INFERENCE_GEO_US)
                .withStatus(Status.FAILED),
            OPUS.usage());

    assertThat(moved(slice, "claude-sonnet-5-5").slices())
        .containsExactly(onModel(slice, "claude-sonnet-5-5"));
  }

  @Test
  void aMoveBetweenLikeModelsRestsOnNoAssumption() {
    assertThat(moved(OPUS, "claude-sonnet-5-5").assumptions()).isEmpty();
  }

  @Test
  void aMoveOfAnotherTaskChangesNothing() {
    var scenario = new Scenario("test", List.of(Rule.Move.ofTask("triage", "claude-sonnet-5-5")));

    assertThat(scenario.apply(OPUS, BOOK)).isEqualTo(RewrittenSlice.unchanged(OPUS));
  }

  @Test
  void eachRuleWorksOnWhatTheOneBeforeLeft() {
    var scenario =
        new Scenario(
            "test",
            List.of(
                Rule.Move.ofTask("triage", "claude-haiku-5-5"),
                Rule.Move.ofTask("chat", "claude-haiku-5-5"),
                Rule.Move.ofTask("chat", "claude-sonnet-5-5")));

    assertThat(scenario.apply(OPUS, BOOK).slices())
        .containsExactly(onModel(OPUS, "claude-sonnet-5-5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-5-5", "opus", "anthropic/claude-opus-5.5"})
  void aMoveToTheModelThatCallsRunOnChangesNothing(String target) {
    assertThat(moved(OPUS, target)).isEqualTo(RewrittenSlice.unchanged(OPUS));
  }

  @Test
  void towardsANewerTokenizerTheTokensOfTheTextGrow() {
    var slice =
        new Slice(
            Calls.key("2026-11-01", "claude-sonnet-4-6"),
            Calls.usage(7, 1000, 200)
                .with(Meter.CACHE_READ, 100)
                .with(Meter.REASONING, 50)
                .with(Meter.WEB_SEARCH, 3));

    assertThat(moved(slice, "claude-sonnet-5-5").slices())
        .containsExactly(
            new Slice(
                slice.key().withModel("claude-sonnet-5-5"),
                Calls.usage(7, 1300, 260)
                    .with(Meter.CACHE_READ, 130)
                    .with(Meter.REASONING, 65)
                    .with(Meter.WEB_SEARCH, 3)));
  }

  @Test
  void aTokenizerFactorIsAnAssumption() {
    assertThat(moved(onModel(OPUS, "claude-sonnet-4-6"), "sonnet").assumptions())
        .containsExactly(
            new Assumption.TokenizerScaled(
                "claude-sonnet-4-6", "claude-sonnet-5-5", Calls.number("1.30")));
  }

  @Test
  void towardsAnOlderTokenizerTheTokensOfTheTextShrink() {
    assertThat(moved(OPUS, "claude-haiku-4-5").slices())
        .containsExactly(
            new Slice(OPUS.key().withModel("claude-haiku-4-5"), Calls.usage(1000, 770_000, 0)));
  }

  @Test
  void betweenUnknownTokenizersTokensAreHeldAndItIsSaid() {
    var moved = moved(OPUS, "gpt-5.4");

    assertThat(moved.slices()).containsExactly(onModel(OPUS, "gpt-5.4"));
    assertThat(moved.assumptions())
        .containsExactly(new Assumption.TokensHeld("claude-opus-5-5", "gpt-5.4"));
  }

  @Test
  void tokensOfAnUnknownModelAreHeldAndItIsSaid() {
    assertThat(moved(onModel(OPUS, "zzzzzzzz"), "claude-opus-5-5").assumptions())
        .containsExactly(new Assumption.TokensHeld("the logged model", "claude-opus-5-5"));
  }

  @Test
  void anUnknownModelMovedToAnUnknownModelIsStillMoved() {
    assertThat(moved(onModel(OPUS, "zzzzzzzz"), "yyyyyyyy").slices())
        .containsExactly(onModel(OPUS, "yyyyyyyy"));
  }

  @Test
  void fastCallsRunStandardWhereThereIsNoFastModeAndItIsSaid() {
    var fast = new Slice(OPUS.key().withService(ServiceTier.FAST), OPUS.usage());
    var moved = moved(fast, "claude-sonnet-5-5");

    assertThat(moved.slices()).containsExactly(onModel(OPUS, "claude-sonnet-5-5"));
    assertThat(moved.assumptions())
        .containsExactly(new Assumption.ServedStandard("claude-sonnet-5-5", ServiceTier.FAST));
  }

  @Test
  void fastCallsStayFastWhereThereIsAFastMode() {
    var fast = new Slice(OPUS.key().withService(ServiceTier.FAST), OPUS.usage());
    var moved = moved(fast, "claude-opus-5");

    assertThat(moved).isEqualTo(RewrittenSlice.unchanged(onModel(fast, "claude-opus-5")));
  }

  @Test
  void batchCallsRunStandardWhereThereIsNoBatchPriceAndItIsSaid() {
    var batch = new Slice(OPUS.key().withService(ServiceTier.BATCH), OPUS.usage());
    var moved = moved(batch, "grok-4.5");

    assertThat(moved.slices()).containsExactly(onModel(OPUS, "grok-4.5"));
    assertThat(moved.assumptions())
        .contains(new Assumption.ServedStandard("grok-4.5", ServiceTier.BATCH));
  }

  @Test
  void aPlaceWithoutPriceIsLeftOutAndItIsSaid() {
    var inUs = new Slice(OPUS.key().withPlace(Place.INFERENCE_GEO_US), OPUS.usage());
    var moved = moved(inUs, "grok-4.5");

    assertThat(moved.slices()).containsExactly(onModel(OPUS, "grok-4.5"));
    assertThat(moved.assumptions())
        .contains(new Assumption.ServedAnywhere("grok-4.5", "inference_geo_us"));
  }

  @Test
  void aPlaceWithAPriceIsKept() {
    var inUs = new Slice(OPUS.key().withPlace(Place.INFERENCE_GEO_US), OPUS.usage());

    assertThat(moved(inUs, "claude-sonnet-5-5"))
        .isEqualTo(RewrittenSlice.unchanged(onModel(inUs, "claude-sonnet-5-5")));
  }

  @Test
  void fastCallsInAPlaceMayLoseBoth() {
    var both =
        new Slice(
            OPUS.key().withService(ServiceTier.FAST).withPlace(Place.INFERENCE_GEO_US),
            OPUS.usage());
    var moved = moved(both, "grok-4.5");

    assertThat(moved.slices()).containsExactly(onModel(OPUS, "grok-4.5"));
    assertThat(moved.assumptions())
        .containsExactlyInAnyOrder(
            new Assumption.TokensHeld("claude-opus-5-5", "grok-4.5"),
            new Assumption.ServedStandard("grok-4.5", ServiceTier.FAST),
            new Assumption.ServedAnywhere("grok-4.5", "inference_geo_us"));
  }

  @Test
  void fastCallsInAPlaceKeepThePlaceWhereItHasAPrice() {
    var both =
        new Slice(
            OPUS.key().withService(ServiceTier.FAST).withPlace(Place.INFERENCE_GEO_US),
            OPUS.usage());

    assertThat(moved(both, "claude-sonnet-5-5").slices())
        .containsExactly(
            new Slice(
                OPUS.key().withModel("claude-sonnet-5-5").withPlace(Place.INFERENCE_GEO_US),
                OPUS.usage()));
  }

  @Test
  void aRegionThatStandsInTheModelIdIsKept() {
    var regional = onModel(OPUS, "us.anthropic.claude-opus-5-5");

    assertThat(moved(regional, "claude-sonnet-5-5").slices())
        .containsExactly(
            new Slice(
                OPUS.key().withModel("claude-sonnet-5-5").withPlace(Place.BEDROCK_REGIONAL),
                OPUS.usage()));
  }

  @Test
  void batchThatStandsInTheModelIdIsKept() {
    var batch = onModel(OPUS, "anthropic/claude-opus-5.5:batch");

    assertThat(moved(batch, "claude-sonnet-5-5").slices())
        .containsExactly(
            new Slice(
                OPUS.key().withModel("claude-sonnet-5-5").withService(ServiceTier.BATCH),
                OPUS.usage()));
  }

  @Test
  void aTierBeforeItsFirstDayIsComparedByItsFirstModel() {
    assertThat(moved(calls("2024-03-05", "claude-3-opus-20240229"), "haiku").assumptions())
        .containsExactly(
            new Assumption.Retires("claude-3-haiku-20240307", LocalDate.of(2026, 4, 20)));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-mythos-5-1, opus",
    "claude-fable-5-1, opus",
    "claude-opus-5-5, sonnet",
    "claude-sonnet-5-5, haiku",
    "us.anthropic.claude-sonnet-5-5, haiku"
  })
  void oneTierLowerIs(String model, String tier) {
    assertThat(lower(model)).contains(tier);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-haiku-5-5", "gpt-5.4", "claude-2.1", "zzzzzzzz"})
  void thereIsNothingLowerThan(String model) {
    assertThat(lower(model)).isEmpty();
  }

  @Test
  void aMoveLeavesOtherTasksAlone() {
    var rule = Rule.Move.ofTask("triage", "haiku");

    assertThat(rule.apply(OPUS, BOOK, Effects.ALL)).isEqualTo(RewrittenSlice.unchanged(OPUS));
  }

  @Test
  void assumptionsComeInAnOrderThatDoesNotDependOnHowTheyWereFound() {
    Assumption one = new Assumption.ServedStandard("a", ServiceTier.FAST);
    Assumption other = new Assumption.TokensHeld("a", "b");

    assertThat(one).isLessThan(other);
    assertThat(other).isGreaterThan(one);
  }

  private static Optional<String> lower(String model) {
    return Rule.tier(Calls.key("2026-11-01", model), BOOK).flatMap(Tier::lower).map(Tier::id);
  }
}
