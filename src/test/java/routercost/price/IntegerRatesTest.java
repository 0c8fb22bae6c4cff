package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.RandomCubes;
import routercost.usage.Slice;
import routercost.usage.Usage;

class IntegerRatesTest {
  private static final int CASES = 600;

  /// A dollar a million: one token costs one at six decimals.
  private static final DraftCard DOLLAR = DraftCard.of(Meter.INPUT, "1");

  private static IntegerRates rates(DraftCard draft) {
    return IntegerRates.of(draft.card()).orElseThrow();
  }

  private static long cost(DraftCard draft, Usage usage) {
    return rates(draft).cost(Calls.counts(usage));
  }

  private static Ledger ledger(RateCard card, Usage usage) {
    var slice = new Slice(Calls.key("2026-11-01", "draft"), usage);
    return Ledger.of(List.of(slice), _ -> new Quote.Priced(card));
  }

  @Test
  void theFinestRateSetsTheDecimalsOfAllCosts() {
    var card = DraftCard.of(Meter.INPUT, "4.00").and(Meter.CACHE_READ, "0.40");

    assertThat(rates(card).scale()).isEqualTo(7);
    assertThat(cost(card, Usage.of(Meter.INPUT, 3).with(Meter.CACHE_READ, 5))).isEqualTo(140);
  }

  @Test
  void roundRatesHaveNoDecimals() {
    var card = DraftCard.empty().and(Meter.UNITS, "200", 1);

    assertThat(rates(card).scale()).isZero();
    assertThat(cost(card, Usage.of(Meter.UNITS, 3))).isEqualTo(600);
  }

  @Test
  void factorsAreOnTokensAndNotOnFees() {
    var card = DOLLAR.and(Meter.WEB_SEARCH, "10", 1000).times("0.5").times("1.1");

    assertThat(rates(card).scale()).isEqualTo(8);
    assertThat(cost(card, Usage.of(Meter.INPUT, 1))).isEqualTo(55);
    assertThat(cost(card, Usage.of(Meter.WEB_SEARCH, 1))).isEqualTo(1_000_000);
  }

  @Test
  void eachDiscountIsOnTheListPrice() {
    var card = DraftCard.of(Meter.INPUT, "4").less("10").less("20");

    assertThat(rates(card).scale()).isEqualTo(7);
    assertThat(cost(card, Usage.of(Meter.INPUT, 1))).isEqualTo(28);
  }

  @Test
  void wholeRatesGiveWhatALedgerGivesToTheLastDigit() {
    var discounts =
        List.of(
            new Discount("all", new BigDecimal("7.5"), "", Set.of(), DateRange.ALWAYS),
            new Discount("more", new BigDecimal("1.25"), "anthropic", Set.of(), DateRange.ALWAYS));
    var catalog = PriceBooks.builtIn().catalog();
    var book =
        new PriceBook(
            "discounted",
            "",
            new Catalog(
                catalog.models(),
                catalog.services(),
                catalog.aliases(),
                catalog.tiers(),
                catalog.multipliers(),
                catalog.fees(),
                catalog.tokenizerFactors(),
                discounts));
    var random =
        RandomCubes.of(
            20261121, List.of("claude-opus-5-5", "claude-haiku-5-5", "kimi-k3", "grok-4.5"));
    int priced = 0;
    int unpriced = 0;
    for (int i = 0; i < CASES; i++) {
      var usage = random.usage();
      if (book.quote(random.key()) instanceof Quote.Priced(RateCard card)) {
        var rates = IntegerRates.of(card).orElseThrow();
        long cost = rates.cost(Calls.counts(usage));
        var ledger = ledger(card, usage);
        if (ledger.isComplete()) {
          priced++;
          assertThat(new Money(BigDecimal.valueOf(cost, rates.scale()))).isEqualTo(ledger.total());
        } else {
          unpriced++;
          assertThat(cost).isEqualTo(IntegerRates.UNPRICED);
        }
      }
    }
    assertThat(priced).as("cases with a price").isGreaterThan(CASES / 10);
    assertThat(unpriced).as("cases without").isGreaterThan(CASES / 50);
  }

  @Test
  void whatIsTooLargeIsWhatDoesNotFitIntoALong() {
    var card = DOLLAR.and(Meter.OUTPUT, "7").and(Meter.WEB_SEARCH, "10", 1000);
    var random = new Random(20261121);
    int tooLarge = 0;
    for (int i = 0; i < CASES; i++) {
      var usage =
          Usage.of(Meter.INPUT, random.nextLong() >>> random.nextInt(1, 9))
              .with(Meter.OUTPUT, random.nextLong() >>> random.nextInt(1, 9))
              .with(Meter.WEB_SEARCH, random.nextLong() >>> random.nextInt(12, 30));
      var exact = ledger(card.card(), usage).total().usd().movePointRight(6).toBigIntegerExact();
      boolean fits = exact.bitLength() < Long.SIZE;
      tooLarge += fits ? 0 : 1;
      assertThat(cost(card, usage))
          .isEqualTo(fits ? exact.longValueExact() : IntegerRates.TOO_LARGE);
    }
    assertThat(tooLarge).isBetween(CASES / 10, CASES * 9 / 10);
  }

  static Stream<Meter> billed() {
    return Stream.of(Meter.values()).filter(Meter::isBilled);
  }

  @ParameterizedTest
  @MethodSource("billed")
  void whatIsUsedWithoutARateIsUnpriced(Meter meter) {
    assertThat(cost(DraftCard.empty(), Usage.of(meter, 1))).isEqualTo(IntegerRates.UNPRICED);
  }

  @Test
  void oneMeterWithoutARateLeavesTheWholeUnpriced() {
    assertThat(cost(DOLLAR, Usage.of(Meter.INPUT, 9).with(Meter.OUTPUT, 1)))
        .isEqualTo(IntegerRates.UNPRICED);
  }

  @Test
  void callsAndReasoningCostNothing() {
    assertThat(billed()).hasSize(19).doesNotContain(Meter.CALLS, Meter.REASONING);
    assertThat(cost(DOLLAR, Usage.of(Meter.CALLS, 5).with(Meter.REASONING, 7))).isZero();
  }

  @Test
  void nothingUsedCostsNothing() {
    assertThat(cost(DOLLAR, Usage.NONE)).isZero();
  }

  @Test
  void aRateOfZeroIsFreeAndNotUnpriced() {
    var card = DraftCard.of(Meter.INPUT, "0.00");

    assertThat(cost(card, Usage.of(Meter.INPUT, Long.MAX_VALUE))).isZero();
  }

  @Test
  void theLargestLongIsNotTooLarge() {
    var all = Usage.of(Meter.INPUT, Long.MAX_VALUE);

    assertThat(cost(DOLLAR, all)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aSumPastTheLargestLongIsTooLarge() {
    var card = DOLLAR.and(Meter.OUTPUT, "1");

    assertThat(cost(card, Usage.of(Meter.INPUT, Long.MAX_VALUE).with(Meter.OUTPUT, 1)))
        .isEqualTo(IntegerRates.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3", "4", "6", "8"})
  void aProductPastTheLargestLongIsTooLarge(String usd) {
    var card = DraftCard.of(Meter.INPUT, usd).and(Meter.OUTPUT, "1");
    var usage = Usage.of(Meter.INPUT, 1L << 62);

    assertThat(cost(card, usage)).isEqualTo(IntegerRates.TOO_LARGE);
    assertThat(cost(card, usage.with(Meter.OUTPUT, 1))).isEqualTo(IntegerRates.TOO_LARGE);
  }

  /// 2^63 − 1 and 65535 × 281479271743489 = 2^64 − 1 wrap round to the positive 2^63 − 2.
  @Test
  void aSumThatWrapsRoundToAPositiveNumberIsTooLarge() {
    var card = DOLLAR.and(Meter.OUTPUT, "65535");
    var usage = Usage.of(Meter.INPUT, Long.MAX_VALUE).with(Meter.OUTPUT, 281_479_271_743_489L);

    assertThat(cost(card, usage)).isEqualTo(IntegerRates.TOO_LARGE);
  }

  @Test
  void eighteenDecimalsAreWholeAndNineteenAreTooFine() {
    var eighteen = DraftCard.empty().and(Meter.UNITS, "0.000000000000000003", 1);
    var nineteen = DraftCard.empty().and(Meter.UNITS, "0.0000000000000000003", 1);

    assertThat(rates(eighteen).scale()).isEqualTo(18);
    assertThat(cost(eighteen, Usage.of(Meter.UNITS, 5))).isEqualTo(15);
    assertThat(IntegerRates.of(nineteen.card())).isEmpty();
  }

  @Test
  void eighteenDigitsAreWholeAndNineteenAreTooMany() {
    var eighteen = DraftCard.empty().and(Meter.UNITS, "99999999999999999.9", 1);
    var nineteen = DraftCard.empty().and(Meter.UNITS, "100000000000000000.1", 1);

    assertThat(cost(eighteen, Usage.of(Meter.UNITS, 1))).isEqualTo(999_999_999_999_999_999L);
    assertThat(IntegerRates.of(nineteen.card())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+18", "1E+19", "1000000000000000000000000000000"})
  void aRoundRateOfMoreThanEighteenDigitsIsTooLarge(String usd) {
    var card = DraftCard.empty().and(Meter.UNITS, usd, 1);

    assertThat(IntegerRates.of(card.card())).isEmpty();
    assertThat(IntegerRates.of(card.and(Meter.INPUT, "1").card())).isEmpty();
  }

  @Test
  void aRateBelowZeroIsNotWhole() {
    assertThat(IntegerRates.of(DOLLAR.less("101").card())).isEmpty();
    assertThat(IntegerRates.of(DOLLAR.less("100").card())).isPresent();
  }
}
