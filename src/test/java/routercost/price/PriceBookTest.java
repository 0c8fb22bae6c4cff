package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.DraftModel.rates;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.Catalog.Fee;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.PriceEntry.Provenance;
import routercost.price.PriceEntry.TierTerms;
import routercost.price.RateCard.Rate;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

class PriceBookTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

  private static UsageKey key(String model) {
    return Calls.key("2026-11-01", model);
  }

  private static Optional<Money> cost(Quote quote, Usage usage) {
    return switch (quote) {
      case Quote.Priced(var card) -> Optional.of(card.cost(usage));
      case Quote.Unpriced _ -> Optional.empty();
    };
  }

  /// What a million tokens on `meter` cost under `key`.
  private static Optional<Money> rate(UsageKey key, Meter meter) {
    return cost(BOOK.quote(key), Calls.million(meter));
  }

  private static Optional<Money> input(UsageKey key) {
    return rate(key, Meter.INPUT);
  }

  private static String reason(Quote quote) {
    return quote instanceof Quote.Unpriced(String reason) ? reason : "priced";
  }

  private static String resolved(PriceBook book, String name, LocalDate day) {
    return book.resolve(name, day).map(Resolution::id).orElse("nothing");
  }

  private static Resolution.How how(String name) {
    return BOOK.resolve(name, NOVEMBER).map(Resolution::how).orElseThrow();
  }

  // ---- bands

  @Test
  void aRequestOverTheThresholdTakesTheUpperRates() {
    assertThat(input(key("claude-haiku-5-5").withBand(Band.ofPrompt(100_001))))
        .contains(Money.of("0.5"));
  }

  @Test
  void aRequestAtTheThresholdTakesTheBaseRates() {
    assertThat(input(key("claude-haiku-5-5").withBand(Band.ofPrompt(100_000))))
        .contains(Money.of("0.1"));
  }

  @Test
  void aModelWithoutBandsCostsTheSameHoweverLongThePrompt() {
    assertThat(input(key("claude-opus-5-5").withBand(new Band(512_000)))).contains(Money.of("4"));
  }

  @Test
  void theCardNamesTheThresholdOfItsBand() {
    assertThat(BOOK.quote(key("qwen3.7-flash").withBand(new Band(200_000))))
        .isInstanceOfSatisfying(
            Quote.Priced.class, priced -> assertThat(priced.card().over()).isEqualTo(32_000));
  }

  // ---- batch, fast, priority

  @ParameterizedTest
  @CsvSource({
    "INPUT, 2",
    "OUTPUT, 10",
    "CACHE_READ, 0.1",
    "CACHE_WRITE_5M, 2.5",
    "CACHE_WRITE_1H, 4",
    "CACHE_WRITE_UNKNOWN, 2.5"
  })
  void batchHalvesEveryTokenMeter(Meter meter, String usd) {
    assertThat(rate(key("claude-opus-5-5").withService(ServiceTier.BATCH), meter))
        .contains(Money.of(usd));
  }

  @Test
  void batchHalvesTheUpperBandToo() {
    var key = key("claude-haiku-5-5").withBand(new Band(100_000)).withService(ServiceTier.BATCH);

    assertThat(input(key)).contains(Money.of("0.25"));
  }

  @Test
  void batchDoesNotHalveFees() {
    var key = key("claude-opus-5-5").withService(ServiceTier.BATCH);

    assertThat(cost(BOOK.quote(key), Usage.of(Meter.WEB_SEARCH, 1))).contains(Money.of("0.01"));
  }

  @Test
  void withoutAMultiplierBatchTakesThePublishedRates() {
    var terms = new TierTerms(Optional.empty(), rates("3", "11"));
    var entry = DraftModel.entry(rates("4", "20"), Map.of(ServiceTier.BATCH, terms));
    var book = DraftBook.of(DraftModel.named("m").priced(entry)).book();

    assertThat(
            cost(
                book.quote(key("m").withService(ServiceTier.BATCH)),
                Calls.usage(1, 1_000_000, 1_000_000)))
        .contains(Money.of("14"));
  }

  @Test
  void withoutPublishedBatchTermsBatchHasNoPrice() {
    assertThat(reason(BOOK.quote(key("grok-4.5").withService(ServiceTier.BATCH))))
        .isEqualTo("no batch price for grok-4.5");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.5, BATCH, INPUT, 2.5",
    "gpt-5.5, BATCH, OUTPUT, 15",
    "gpt-5.4-mini, BATCH, OUTPUT, 2.25",
    "gpt-4o-mini, BATCH, INPUT, 0.075",
    "gpt-5.4, FLEX, CACHE_READ, 0.13",
    "gpt-5.4, BATCH, CACHE_READ, 0.125", // both discounts
    "o3, FLEX, INPUT, 1",
    "gpt-5, PRIORITY, OUTPUT, 20",
    "gpt-4.1, PRIORITY, CACHE_READ, 0.875"
  })
  void theTiersOfOpenAiTakeThePublishedRates(
      String model, ServiceTier service, Meter meter, String usd) {
    assertThat(rate(key(model).withService(service), meter)).contains(Money.of(usd));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5-mini, STANDARD, CACHE_WRITE_UNKNOWN, 0.25", // no fee: the input rate
    "gpt-5.5-pro, STANDARD, CACHE_READ, 30", // no rate: the input rate at most
    "gpt-6.1-sol, STANDARD, CACHE_WRITE_1H, 5", // twelve hours
    "gpt-image-1, STANDARD, OUTPUT, 40", // it writes nothing but images
    "claude-opus-5-5, PEAK, INPUT, 4"
  })
  void everyServiceAndCacheHasARate(String model, ServiceTier service, Meter meter, String usd) {
    assertThat(rate(Calls.key("2026-11-20", model).withService(service), meter))
        .contains(Money.of(usd));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, gpt-6.2-sol, ULTRAFAST, GLOBAL, 6",
    "2027-03-01, gpt-6.2-sol, ULTRAFAST, GLOBAL, 12",
    "2026-11-20, gpt-6.1-sol, STANDARD, INFERENCE_GEO_EU, 2.2",
    "2026-11-20, gpt-6-sol, FAST, GLOBAL, 4",
    "2026-11-20, sonar-pro, SEARCH_HIGH, GLOBAL, 3.014", // with its fee
    "2026-11-20, deepseek-flash, PEAK, GLOBAL, 0.3",
    "2026-07-11, deepseek-v4-pro, PEAK, GLOBAL, 0.435" // before there were peak hours
  })
  void servicesAndPlacesMultiply(
      String day, String model, ServiceTier service, Place place, String usd) {
    var key = Calls.key(day, model).withService(service).withPlace(place);

    assertThat(cost(BOOK.quote(key), Calls.million(Meter.INPUT))).contains(Money.of(usd));
  }

  @Test
  void whatATierHasNoPublishedRateForHasNoPriceButCacheReadsAreInputAtMost() {
    var batch = key("gpt-4o").withService(ServiceTier.BATCH);
    var priority = key("gpt-5.4").withService(ServiceTier.PRIORITY);

    assertThat(rate(batch, Meter.CACHE_READ)).contains(Money.of("1.25"));
    assertThat(isComplete(priority, Meter.INPUT)).isTrue();
    assertThat(isComplete(priority.withBand(new Band(272_000)), Meter.INPUT)).isFalse();
  }

  private static boolean isComplete(UsageKey key, Meter meter) {
    return Ledger.of(List.of(new Slice(key, Calls.million(meter))), BOOK::quote).isComplete();
  }

  @Test
  void flexIsPricedWhereItIsPublished() {
    assertThat(input(key("gpt-6.1-terra").withService(ServiceTier.FLEX))).contains(Money.of("0.5"));
  }

  @Test
  void priorityHasNoPrice() {
    assertThat(reason(BOOK.quote(key("claude-opus-5-5").withService(ServiceTier.PRIORITY))))
        .isEqualTo("no priority price for claude-opus-5-5");
  }

  @ParameterizedTest
  @CsvSource({"2026-02-07, 30", "2026-02-20, 30", "2026-02-21, 30", "2026-06-28, 30"})
  void fastModeIsPricedWhileItWasOffered(String day, String usd) {
    assertThat(input(Calls.key(day, "claude-opus-4-6").withService(ServiceTier.FAST)))
        .contains(Money.of(usd));
  }

  @Test
  void fastModeHadABandOfItsOwnForTwoWeeks() {
    var key =
        Calls.key("2026-02-20", "claude-opus-4-6")
            .withService(ServiceTier.FAST)
            .withBand(new Band(200_000));

    assertThat(input(key)).contains(Money.of("60"));
    assertThat(input(key.withDay(LocalDate.of(2026, 2, 21)))).contains(Money.of("30"));
  }

  @Test
  void fastModeBeforeItsFirstDayHasNoPrice() {
    var key = Calls.key("2026-02-06", "claude-opus-4-6").withService(ServiceTier.FAST);

    assertThat(reason(BOOK.quote(key)))
        .isEqualTo("no fast price for claude-opus-4-6 on 2026-02-06; the first is of 2026-02-07");
  }

  @Test
  void fastModeAfterItsLastDayHasNoPrice() {
    var key = Calls.key("2026-06-29", "claude-opus-4-6").withService(ServiceTier.FAST);

    assertThat(reason(BOOK.quote(key)))
        .isEqualTo("no fast price for claude-opus-4-6 on 2026-06-29");
  }

  @Test
  void aModelWithoutFastModeHasNoFastPrice() {
    assertThat(reason(BOOK.quote(key("claude-sonnet-5-5").withService(ServiceTier.FAST))))
        .isEqualTo("no fast price for claude-sonnet-5-5 on 2026-11-01");
  }

  @Test
  void aNameThatEndsInFastIsServedFast() {
    assertThat(input(key("anthropic/claude-opus-4.8-fast"))).contains(Money.of("10"));
  }

  @Test
  void aNameThatEndsInBatchIsServedInBatch() {
    assertThat(input(key("anthropic/claude-opus-5.5:batch"))).contains(Money.of("2"));
  }

  @Test
  void theServiceThatTheLogStatesComesBeforeThatOfTheName() {
    assertThat(input(key("claude-opus-5-5:batch").withService(ServiceTier.FAST)))
        .contains(Money.of("8"));
  }

  // ---- places

  @ParameterizedTest
  @CsvSource({
    "INFERENCE_GEO_US, 4.4",
    "BEDROCK_REGIONAL, 4.4",
    "GOOGLE_REGIONAL, 4.4",
    "FOUNDRY_US_DATA_ZONE, 4.4",
    "GLOBAL, 4"
  })
  void aPlaceMultipliesTheRatesOfTheModelsThatNameIt(Place place, String usd) {
    assertThat(input(key("claude-opus-5-5").withPlace(place))).contains(Money.of(usd));
  }

  @ParameterizedTest
  @CsvSource({
    "BEDROCK_REGIONAL, us.anthropic.claude-3-5-haiku-20241022-v1:0",
    "GOOGLE_REGIONAL, claude-3-5-haiku-20241022"
  })
  void modelsFromBeforeARegionalSurchargeCostTheirListPriceThere(Place place, String model) {
    assertThat(input(key(model).withPlace(place))).contains(Money.of("0.8"));
  }

  @Test
  void aPlaceInANameThatItsModelDoesNotListHasNoPriceUnlessTheBookSparesIt() {
    assertThat(reason(BOOK.quote(key("us-gov.anthropic.claude-opus-5-5"))))
        .isEqualTo("no bedrock_us_gov price for claude-opus-5-5");
  }

  @Test
  void onlyModelsWithBandsHaveBands() {
    assertThat(BOOK.hasBands("claude-haiku-5-5")).isTrue();
    assertThat(BOOK.hasBands("claude-opus-5-5")).isFalse();
    assertThat(BOOK.hasBands("nobody")).isFalse();
  }

  @Test
  void aBookHasAShortTag() {
    assertThat(new PriceBook("a", "0123456789abcdef", BOOK.catalog()).tag())
        .isEqualTo("a@0123456789ab");
  }

  @Test
  void aPlaceMultipliesFastRatesToo() {
    var key =
        key("claude-opus-5-5").withService(ServiceTier.FAST).withPlace(Place.INFERENCE_GEO_US);

    assertThat(input(key)).contains(Money.of("8.8"));
  }

  @Test
  void aPlaceMultipliesBatchRatesToo() {
    var key =
        key("claude-opus-5-5").withService(ServiceTier.BATCH).withPlace(Place.INFERENCE_GEO_US);

    assertThat(input(key)).contains(Money.of("2.2"));
  }

  @Test
  void aPlaceDoesNotMultiplyFees() {
    var key = key("claude-opus-5-5").withPlace(Place.INFERENCE_GEO_US);

    assertThat(cost(BOOK.quote(key), Usage.of(Meter.WEB_SEARCH, 1))).contains(Money.of("0.01"));
  }

  @Test
  void aLoggedPlaceThatTheModelDoesNotListHasListPricesThatAreNotCertain() {
    var there = key("claude-opus-5-5").withPlace(Place.INFERENCE_GEO_EU);

    assertThat(input(there)).contains(Money.of("4"));
    assertThat(isUnplaced(BOOK.quote(there))).isTrue();
    assertThat(isUnplaced(BOOK.quote(there.withPlace(Place.INFERENCE_GEO_US)))).isFalse();
    assertThat(isUnplaced(BOOK.quote(there.withPlace(Place.GLOBAL)))).isFalse();
  }

  private static boolean isUnplaced(Quote quote) {
    return quote instanceof Quote.Priced(var card) && card.unplaced();
  }

  @Test
  void aPlaceWithoutMultiplierHasListPricesThatAreNotCertain() {
    var book =
        DraftBook.of(DraftModel.named("m").costing("1", "2").places(Place.GOOGLE_REGIONAL)).book();

    assertThat(isUnplaced(book.quote(key("m").withPlace(Place.GOOGLE_REGIONAL)))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-haiku-4-5-20251001-v1:0, 1.1",
    "eu.anthropic.claude-haiku-4-5-20251001-v1:0, 1.1",
    "global.anthropic.claude-haiku-4-5-20251001-v1:0, 1",
    "anthropic.claude-haiku-4-5-20251001-v1:0, 1",
    "us-gov.anthropic.claude-haiku-4-5-20251001-v1:0, 1.2"
  })
  void theRegionInABedrockIdIsPriced(String model, String usd) {
    assertThat(input(key(model))).contains(Money.of(usd));
  }

  @Test
  void thePlaceThatTheLogStatesComesBeforeThatOfTheName() {
    var key = key("us.anthropic.claude-haiku-4-5-20251001-v1:0").withPlace(Place.BEDROCK_US_GOV);

    assertThat(input(key)).contains(Money.of("1.2"));
  }

  // ---- days

  @Test
  void aPriceHoldsUntilTheDayBeforeTheNext() {
    assertThat(rate(Calls.key("2026-10-06", "claude-sonnet-5-5"), Meter.CACHE_READ))
        .contains(Money.of("0.2"));
  }

  @Test
  void theNextPriceHoldsFromItsFirstDay() {
    assertThat(rate(Calls.key("2026-10-07", "claude-sonnet-5-5"), Meter.CACHE_READ))
        .contains(Money.of("0.1"));
  }

  @Test
  void aCancelledRiseNeverPrices() {
    var key = Calls.key("2026-09-15", "claude-sonnet-5");

    assertThat(input(key)).contains(Money.of("2"));
    assertThat(rate(key, Meter.OUTPUT)).contains(Money.of("10"));
  }

  @Test
  void aScheduledPricePricesFromItsDay() {
    assertThat(input(Calls.key("2026-12-31", "gemini-3.8-flash"))).contains(Money.of("0.75"));
    assertThat(input(Calls.key("2027-01-01", "gemini-3.8-flash"))).contains(Money.of("1.5"));
  }

  @Test
  void theDayBeforeTheFirstPriceHasNoPrice() {
    assertThat(reason(BOOK.quote(Calls.key("2026-09-21", "claude-opus-5-5"))))
        .isEqualTo("no price for claude-opus-5-5 on 2026-09-21; the first is of 2026-09-22");
  }

  @Test
  void insteadOfAnotherModelTheFirstPriceHoldsBeforeItsDay() {
    var quote = BOOK.quoteInstead(Calls.key("2026-09-21", "claude-opus-5-5"));

    assertThat(cost(quote, Calls.million(Meter.INPUT))).contains(Money.of("4"));
  }

  @Test
  void insteadOfAnotherModelTheFirstFastPriceHoldsBeforeItsDay() {
    var key = Calls.key("2026-05-11", "claude-opus-4-7").withService(ServiceTier.FAST);

    assertThat(cost(BOOK.quoteInstead(key), Calls.million(Meter.INPUT))).contains(Money.of("30"));
  }

  @Test
  void insteadOfAnotherModelThePriceOfTheDayHoldsOnceThereIsOne() {
    var quote = BOOK.quoteInstead(Calls.key("2026-10-07", "claude-sonnet-5-5"));

    assertThat(cost(quote, Calls.million(Meter.CACHE_READ))).contains(Money.of("0.1"));
  }

  @Test
  void afterTheLastPriceThereIsNoneEitherWay() {
    var key = Calls.key("2026-11-30", "claude-opus-4-8").withService(ServiceTier.FAST);

    assertThat(reason(BOOK.quote(key)))
        .isEqualTo("no fast price for claude-opus-4-8 on 2026-11-30");
    assertThat(reason(BOOK.quoteInstead(key)))
        .isEqualTo("no fast price for claude-opus-4-8 on 2026-11-30");
  }

  @Test
  void inAGapBetweenPricesThereIsNone() {
    var book =
        DraftBook.of(
                DraftModel.named("m")
                    .costing("2026-01-01", "2026-02-01", "1", "2")
                    .costing("2026-03-01", "", "3", "4"))
            .book();

    assertThat(reason(book.quoteInstead(Calls.key("2026-02-15", "m"))))
        .isEqualTo("no price for m on 2026-02-15");
  }

  @Test
  void theFirstPriceIsTheEarliestInWhateverOrderTheyAreGiven() {
    var book =
        DraftBook.of(
                DraftModel.named("m")
                    .costing("2026-02-01", "", "3", "4")
                    .costing("2026-01-01", "2026-02-01", "1", "2"))
            .book();

    assertThat(cost(book.quoteInstead(Calls.key("2025-01-01", "m")), Calls.million(Meter.INPUT)))
        .contains(Money.of("1"));
  }

  @Test
  void aModelWithoutPricesHasNone() {
    var book = DraftBook.of(DraftModel.named("m")).book();

    assertThat(reason(book.quoteInstead(key("m")))).isEqualTo("no price for m on 2026-11-01");
  }

  @Test
  void aCancelledPriceIsNotTheFirst() {
    var entry = DraftModel.entry("2026-01-01", "", PriceEntry.State.CANCELLED, rates("9", "9"));
    var book =
        DraftBook.of(DraftModel.named("m").priced(entry).costing("2026-05-01", "", "1", "2"))
            .book();

    assertThat(reason(book.quote(Calls.key("2026-02-01", "m"))))
        .isEqualTo("no price for m on 2026-02-01; the first is of 2026-05-01");
  }

  // ---- names

  @Test
  void everyModelAndServiceIsFoundByItsOwnId() {
    var ids = new java.util.ArrayList<>(BOOK.catalog().models().keySet());
    ids.addAll(BOOK.catalog().services().keySet());

    assertThat(ids).allSatisfy(id -> assertThat(resolved(BOOK, id, NOVEMBER)).isEqualTo(id));
  }

  @Test
  void everyAliasIsFound() {
    assertThat(BOOK.catalog().aliases())
        .allSatisfy((alias, id) -> assertThat(resolved(BOOK, alias, NOVEMBER)).isEqualTo(id));
  }

  @Test
  void theNamesOfTheBookAreItsIdsAndAliases() {
    var book =
        DraftBook.of(DraftModel.named("m"))
            .service("paint", "image", Optional.empty())
            .alias("also", "m")
            .book();

    assertThat(book.names()).containsExactlyInAnyOrder("also", "m", "paint");
  }

  @Test
  void noIdPricesALongerName() {
    assertThat(BOOK.names())
        .allSatisfy(id -> assertThat(resolved(BOOK, id + "-9", NOVEMBER)).isEqualTo("nothing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-sonnet-5-9", "gw/claude-opus-5", "claude-opus-5-latest", ""})
  void whatOnlyLooksLikeAnIdHasNoPrice(String model) {
    assertThat(input(key(model))).isEmpty();
  }

  @Test
  void aSiblingIsPricedAsItself() {
    assertThat(resolved(BOOK, "claude-sonnet-5-5", NOVEMBER)).isEqualTo("claude-sonnet-5-5");
    assertThat(resolved(BOOK, "claude-sonnet-5", NOVEMBER)).isEqualTo("claude-sonnet-5");
  }

  @Test
  void theIdItselfIsExact() {
    assertThat(how("claude-opus-5-5")).isEqualTo(Resolution.How.EXACT);
  }

  @Test
  void aListedNameIsAnAlias() {
    assertThat(how("claude-haiku-4-5")).isEqualTo(Resolution.How.ALIAS);
  }

  @Test
  void aDecoratedNameIsNormalised() {
    assertThat(how("vertex_ai/claude-opus-5-5")).isEqualTo(Resolution.How.NORMALISED);
  }

  @Test
  void aNameInSpacesIsNormalised() {
    assertThat(how(" claude-opus-5-5")).isEqualTo(Resolution.How.NORMALISED);
  }

  @Test
  void aTierIsATier() {
    assertThat(how("opus")).isEqualTo(Resolution.How.TIER);
  }

  @Test
  void aResolutionSaysWhatTheBookKnows() {
    assertThat(BOOK.resolve("claude-haiku-4-5", NOVEMBER))
        .contains(
            new Resolution(
                "claude-haiku-4-5",
                "claude-haiku-4-5-20251001",
                "anthropic",
                "haiku",
                "old",
                Resolution.How.ALIAS));
  }

  @Test
  void aServiceHasNoTierAndNoTokenizer() {
    assertThat(BOOK.resolve("fal-ai/flux/dev", NOVEMBER))
        .contains(
            new Resolution(
                "fal-ai/flux/dev", "fal-ai/flux/dev", "fal", "", "", Resolution.How.EXACT));
  }

  @Test
  void anUnknownNameIsNotInTheBook() {
    assertThat(reason(BOOK.quote(key("zzzzzzzzzzzzzz")))).isEqualTo("not in the price book");
  }

  @Test
  void aNearMissIsAHint() {
    assertThat(reason(BOOK.quote(key("claude-sonnet-5-9"))))
        .isEqualTo("not in the price book; the closest known model is claude-sonnet-5-5");
  }

  @Test
  void anUnknownGatewayIsNotSeenThrough() {
    assertThat(reason(BOOK.quote(key("gw/claude-opus-5"))))
        .isEqualTo("not in the price book; the closest known model is claude-opus-5");
  }

  @Test
  void anAliasOfNothingHasNoPrice() {
    var book = DraftBook.of().alias("mine", "ghost").book();

    assertThat(reason(book.quote(key("mine"))))
        .isEqualTo("ghost is named by a tier or alias but has no price");
  }

  // ---- tiers

  @ParameterizedTest
  @CsvSource({
    "2024-03-13, claude-3-haiku-20240307",
    "2026-10-06, claude-haiku-4-5-20251001",
    "2026-10-07, claude-haiku-5-5"
  })
  void aTierIsTheModelOfTheDay(LocalDate day, String model) {
    assertThat(resolved(BOOK, "haiku", day)).isEqualTo(model);
  }

  @Test
  void aTierBeforeItsFirstModelHasNoPrice() {
    assertThat(reason(BOOK.quote(Calls.key("2024-03-12", "haiku"))))
        .isEqualTo("the tier haiku names no model on 2024-03-12");
  }

  @Test
  void insteadOfAnotherModelATierBeforeItsFirstDayIsItsFirstModel() {
    var quote = BOOK.quoteInstead(Calls.key("2024-03-12", "haiku"));

    assertThat(cost(quote, Calls.million(Meter.INPUT))).contains(Money.of("0.25"));
  }

  @Test
  void aTierMayBeOverriddenForAllDays() {
    var book = BOOK.withTier("haiku", "claude-haiku-4-5");

    assertThat(resolved(book, "haiku", NOVEMBER)).isEqualTo("claude-haiku-4-5-20251001");
    assertThat(resolved(book, "haiku", LocalDate.of(2024, 3, 12)))
        .isEqualTo("claude-haiku-4-5-20251001");
  }

  @Test
  void anOverrideKeepsTheRestOfTheBook() {
    var book = BOOK.withTier("haiku", "claude-haiku-4-5");

    assertThat(resolved(book, "opus", NOVEMBER)).isEqualTo("claude-opus-5-5");
    assertThat(book.id()).isEqualTo(BOOK.id());
  }

  @Test
  void aTierThatNamesAnUnknownModelHasNoPrice() {
    var book = DraftBook.of().tier("small", "2026-01-01", "ghost").book();

    assertThat(reason(book.quote(key("small"))))
        .isEqualTo("the tier small names ghost, which has no price");
  }

  // ---- fees and services

  @Test
  void feesComeWithTheModelsOfTheirProviderOnly() {
    var ledger =
        Ledger.of(List.of(new Slice(key("grok-4.5"), Usage.of(Meter.WEB_SEARCH, 1))), BOOK::quote);

    assertThat(ledger.uncharged())
        .extracting(UnpricedSlice::reason)
        .containsExactly("web_search has no price on grok-4.5");
  }

  @Test
  void modelsOfOpenAiFromBeforeTheSurchargeCostTheirListPriceInARegion() {
    assertThat(input(key("gpt-5.2").withPlace(Place.INFERENCE_GEO_EU))).contains(Money.of("1.75"));
    assertThat(input(key("gpt-6.1-sol").withPlace(Place.INFERENCE_GEO_EU)))
        .contains(Money.of("2.2"));
    // of others it is not known that they do: their list price is a doubt
    assertThat(BOOK.quote(key("claude-haiku-4-5").withPlace(Place.INFERENCE_GEO_US)))
        .isInstanceOfSatisfying(
            Quote.Priced.class, priced -> assertThat(priced.card().unplaced()).isTrue());
    assertThat(BOOK.quote(key("gpt-5.2").withPlace(Place.INFERENCE_GEO_EU)))
        .isInstanceOfSatisfying(
            Quote.Priced.class, priced -> assertThat(priced.card().unplaced()).isFalse());
  }

  @Test
  void searchesHaveThePriceOfTheirModelInEveryBandAndService() {
    var searches = Usage.of(Meter.WEB_SEARCH, 1_000);
    var longPrompt = key("gpt-5.5").withBand(new Band(272_000));

    assertThat(cost(BOOK.quote(key("gpt-5.5")), searches)).contains(Money.of("10"));
    assertThat(cost(BOOK.quote(longPrompt), searches)).contains(Money.of("10"));
    assertThat(cost(BOOK.quote(key("gpt-5.5").withService(ServiceTier.BATCH)), searches))
        .contains(Money.of("10"));
    assertThat(cost(BOOK.quote(key("gemini-3.5-flash")), searches)).contains(Money.of("14"));
  }

  @Test
  void aFeeWithoutProviderComesWithEveryModel() {
    var base = DraftBook.of(DraftModel.named("m").costing("1", "2")).catalog();
    var fee =
        new Fee(
            Meter.WEB_SEARCH,
            "",
            "search",
            new Rate(new BigDecimal("5"), 1000),
            new Provenance("made up", "", "", "", ""));
    var catalog =
        new Catalog(
            base.models(),
            base.services(),
            base.aliases(),
            base.tiers(),
            base.multipliers(),
            List.of(fee),
            List.of(),
            List.of());

    assertThat(cost(new PriceBook("b", "", catalog).quote(key("m")), Usage.of(Meter.WEB_SEARCH, 2)))
        .contains(Money.of("0.01"));
  }

  @Test
  void aServiceIsPricedByTheUnit() {
    assertThat(cost(BOOK.quote(key("fal-ai/flux/dev")), Usage.of(Meter.UNITS, 3)))
        .contains(Money.of("0.075"));
  }

  @Test
  void aServiceOfUnknownPriceHasNone() {
    assertThat(reason(BOOK.quote(key("fal-ai/birefnet"))))
        .isEqualTo("the price per compute-second is not known");
  }

  @Test
  void aModelThatUnitsAreLoggedForHasNoPricePerUnit() {
    var ledger =
        Ledger.of(List.of(new Slice(key("claude-opus-5"), Usage.of(Meter.UNITS, 1))), BOOK::quote);

    assertThat(ledger.uncharged())
        .extracting(UnpricedSlice::reason)
        .containsExactly("units has no price on claude-opus-5");
  }

  // ---- tokenizers

  @ParameterizedTest
  @CsvSource({"old, new, 1.30", "new, old, 0.77", "new, new, 1", "old, old, 1", "x, x, 1"})
  void tokensOfTheSameTextDifferByTheFactorOfTheFamilies(String from, String to, String factor) {
    assertThat(BOOK.tokenizerFactor(from, to))
        .hasValueSatisfying(
            value -> assertThat(value).isEqualByComparingTo(new BigDecimal(factor)));
  }

  @ParameterizedTest
  @CsvSource({"old, x", "x, new", "old, ''", "'', new", "'', ''"})
  void betweenUnknownFamiliesNothingIsKnown(String from, String to) {
    assertThat(BOOK.tokenizerFactor(from, to)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Claude Haiku 5.5, claude-haiku-5-5",
    "CLAUDE__HAIKU-5_5, claude-haiku-5-5",
    "claude.haiku.5.5, claude-haiku-5-5",
    "claude-haiku-5-55, nothing",
    "claude-haikú-5-5, nothing"
  })
  void separatorsAndCaseDoNotMatter(String name, String id) {
    assertThat(resolved(BOOK, name, NOVEMBER)).isEqualTo(id);
  }

  @Test
  void aNameThatIsLikeTwoModelsIsNeither() {
    var book = DraftBook.of(DraftModel.named("a-1.b"), DraftModel.named("a.1-b")).book();
    assertThat(resolved(book, "a 1 b", NOVEMBER)).isEqualTo("nothing");
    assertThat(resolved(book, "a.1-b", NOVEMBER)).isEqualTo("a.1-b");
  }

  @Test
  void thresholdsAreThoseOfBandsAboveTheFirst() {
    assertThat(BOOK.thresholds()).contains(200_000L).doesNotContain(0L);
    assertThat(BOOK.hasBands("claude-haiku-5-5")).isTrue();
    assertThat(BOOK.hasBands("gpt-4o")).isFalse();
  }

  @Test
  void modelsAreRetiredAfterTheirLastDay() {
    var last =
        BOOK.catalog().models().entrySet().stream()
            .filter(model -> model.getValue().lifecycle().retires().isPresent())
            .findFirst()
            .orElseThrow();
    var day = last.getValue().lifecycle().retires().orElseThrow();
    assertThat(BOOK.catalog().retiredBefore(day)).doesNotContain(last.getKey());
    assertThat(BOOK.catalog().retiredBefore(day.plusDays(1)))
        .contains(last.getKey())
        .doesNotContain("claude-haiku-5-5");
  }

  @Test
  void changesOfPricesAreKnownByTheirDays() {
    assertThat(BOOK.changes(LocalDate.of(2026, 12, 31)))
        .contains(LocalDate.of(2026, 12, 1))
        .isSorted();
    assertThat(BOOK.changes(LocalDate.of(2026, 11, 30))).doesNotContain(LocalDate.of(2026, 12, 1));
  }
}
