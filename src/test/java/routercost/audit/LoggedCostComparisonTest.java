package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.DraftBook;
import routercost.price.DraftCard;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

class LoggedCostComparisonTest {
  private static final int CASES = 600;
  private static final UsageKey KEY = Calls.key("2026-11-01", "draft");

  /// Four dollars a million: a quarter of a million tokens to the dollar.
  private static final DraftCard OPUS = DraftCard.of(Meter.INPUT, "4");

  /// Costs have twelve decimals.
  private static final DraftCard FINE = DraftCard.of(Meter.INPUT, "0.000001");

  /// The same records, compared by whole numbers and by decimals.
  private record Both(LoggedCostComparison whole, LoggedCostComparison decimal) {
    static Both of(Quote quote) {
      return new Both(comparison(quote), comparison(quote));
    }

    private static LoggedCostComparison comparison(Quote quote) {
      return new LoggedCostComparison(KEY, quote, LoggedCostCheck.of(DraftBook.of().book()));
    }

    static Both of(DraftCard draft) {
      return of(new Quote.Priced(draft.card()));
    }

    boolean disagree(Usage usage, BigDecimal logged, int sign) {
      var counts = Calls.counts(usage);
      long unscaled = logged.unscaledValue().longValueExact();
      boolean disagrees = whole.disagrees(counts, unscaled, logged.scale(), sign);
      assertThat(decimal.disagrees(counts, logged, sign))
          .as("%s for %s", logged, usage)
          .isEqualTo(disagrees);
      assertThat(sums(whole)).as("%s for %s", logged, usage).isEqualTo(sums(decimal));
      return disagrees;
    }

    boolean disagree(long input, String logged) {
      return disagree(Calls.usage(1, input, 0), new BigDecimal(logged), 1);
    }

    /// Compared, calls apart, logged, computed and apart.
    List<BigDecimal> sums() {
      return sums(whole);
    }

    private static List<BigDecimal> sums(LoggedCostComparison check) {
      return Stream.of(
              BigDecimal.valueOf(check.compared()),
              check.callsApart(),
              check.logged().usd(),
              check.computed().usd(),
              check.apart().usd())
          .map(BigDecimal::stripTrailingZeros)
          .toList();
    }
  }

  private static List<BigDecimal> numbers(String... numbers) {
    return Stream.of(numbers).map(BigDecimal::new).map(BigDecimal::stripTrailingZeros).toList();
  }

  @ParameterizedTest
  @CsvSource({
    // the last digit logged
    "1000, 0.004, true",
    "1000, 0.003, true",
    "1000, 0.005, true",
    "1000, 0.006, false",
    "1000, 0.002, false",
    "1000, 0.0030, false",
    "1000, 0.0039, true",
    "1000, 0.0029, false",
    "1000, 0.0051, false",
    "1234, 0.00494, true",
    "1234, 0.00493, true",
    "1234, 0.00492, false",
    "1234, 0.004937, true",
    "1234, 0.0049351, false",
    "1, 0.000003, true",
    "1, 0.00000300, false",
    // at most half a cent
    "251250, 1, true",
    "251251, 1, false",
    "248750, 1, true",
    "248749, 1, false",
    "251250, 1.0, true",
    "251251, 1.0, false",
    "251250, 1.00, true",
    "251251, 1.00, false",
    "250250, 1.000, true",
    "250251, 1.000, false",
    "1000, 0, true",
    "1250, 0, true",
    "1251, 0, false",
    "0, 0, true",
    "0, 1, false",
    "0, 0.01, false",
    "0, 0.001, true",
    // one part in a billion
    "1000000, 4.000000004, true",
    "1000000, 4.0000000040, true",
    "1000000, 4.0000000041, false",
    "1000000, 3.9999999960, true",
    "1000000, 3.9999999959, false",
    "1000000, 4.0000000040000, true",
    "1000000, 4.0000000040001, false",
    "1000, 0.004000000000000001, true",
    "250000000000, 1000000.00100000, true",
    "250000000000, 1000000.00100001, false",
    "250000000000, 999999.99900000, true",
    "250000000000, 999999.99899999, false"
  })
  void wholeNumbersAndDecimalsGiveOneVerdict(long input, String logged, boolean agrees) {
    assertThat(Both.of(OPUS).disagree(input, logged)).isEqualTo(!agrees);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26, 27, 28, 40
      })
  void anAmountOfAnyScaleIsSummedExactly(int scale) {
    var usd = BigDecimal.valueOf(7, scale);
    var opus = Both.of(OPUS);
    var fine = Both.of(FINE);
    for (int i = 0; i < 3; i++) {
      opus.disagree(Usage.of(Meter.INPUT, 1), usd, 1);
      fine.disagree(Usage.of(Meter.INPUT, 1), usd, 1);
    }
    var logged = new Money(usd.multiply(new BigDecimal("3")));

    assertThat(opus.whole().logged()).isEqualTo(logged);
    assertThat(opus.whole().computed()).isEqualTo(Money.of("0.000012"));
    assertThat(fine.whole().logged()).isEqualTo(logged);
    assertThat(fine.whole().computed()).isEqualTo(Money.of("0.000000000003"));
  }

  @Test
  void anAmountWithAnExponentIsComparedToo() {
    assertThat(Both.of(OPUS).disagree(250_000_000, "1E+3")).isFalse();
    assertThat(Both.of(OPUS).disagree(250_000_000, "2E+3")).isTrue();
  }

  @Test
  void recordsOfAllScalesAreOneSum() {
    var both = Both.of(OPUS);
    both.disagree(250_000, "1");
    both.disagree(250_000, "1.00");
    both.disagree(1, "0.000004000000000000");
    both.disagree(1, "0.0000040000000000001");
    both.disagree(1, "0.0000050000000000000");
    both.disagree(0, "0.000000000000000000000000001");
    both.disagree(0, "0.0000000000000000000000000001");

    assertThat(both.sums())
        .isEqualTo(numbers("7", "1", "2.0000130000000000001000000011", "2.000012", "0.000001"));
  }

  @Test
  void recordsThatDisagreeAreCountedByTheirCallsAndSummed() {
    var both = Both.of(OPUS);
    assertThat(both.disagree(Calls.usage(3, 1_000_000, 0), new BigDecimal("3.5"), 1)).isTrue();
    assertThat(both.disagree(Calls.usage(5, 1_000_000, 0), new BigDecimal("4.25"), 1)).isTrue();
    assertThat(both.disagree(Calls.usage(7, 1_000_000, 0), new BigDecimal("4.0"), 1)).isFalse();

    assertThat(both.sums()).isEqualTo(numbers("3", "8", "11.75", "12", "0.75"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4",
        "3.5",
        "4.000000000000000001",
        "0.0000000000000000001",
        "1E+2",
        "9223372036854775807"
      })
  void aRecordThatIsTakenBackLeavesTheRest(String logged) {
    var both = Both.of(OPUS);
    var taken = Calls.usage(5, 1_000_000, 0);
    both.disagree(250_000, "3");
    boolean disagreed = both.disagree(taken, new BigDecimal(logged), 1);

    assertThat(both.disagree(taken, new BigDecimal(logged), -1)).isEqualTo(disagreed);
    assertThat(both.sums()).isEqualTo(numbers("1", "1", "3", "1", "2"));
  }

  @Test
  void aRecordMayBeTakenBackBeforeItIsAdded() {
    var both = Both.of(OPUS);
    both.disagree(Calls.usage(5, 1_000_000, 0), new BigDecimal("3.5"), -1);
    assertThat(both.sums()).isEqualTo(numbers("-1", "-5", "-3.5", "-4", "-0.5"));

    both.disagree(Calls.usage(5, 1_000_000, 0), new BigDecimal("3.5"), 1);
    assertThat(both.sums()).isEqualTo(numbers("0", "0", "0", "0", "0"));
  }

  @Test
  void aMeterWithoutARateIsNotCompared() {
    var both = Both.of(OPUS);

    assertThat(both.disagree(Calls.usage(1, 1, 1), new BigDecimal("7"), 1)).isFalse();
    assertThat(both.sums()).isEqualTo(numbers("0", "0", "0", "0", "0"));
  }

  @Test
  void whatHasNoPriceIsNotCompared() {
    var both = Both.of(new Quote.Unpriced("not in the price book"));

    assertThat(both.disagree(1, "7")).isFalse();
    assertThat(both.sums()).isEqualTo(numbers("0", "0", "0", "0", "0"));
  }

  @Test
  void ratesTooFineForWholeNumbersAreCompared() {
    var both = Both.of(DraftCard.of(Meter.INPUT, "0.00000000000001"));

    assertThat(both.disagree(1, "0.00000000000000000001")).isFalse();
    assertThat(both.disagree(1, "1")).isTrue();
    assertThat(both.sums())
        .isEqualTo(numbers("2", "1", "1.00000000000000000001", "2E-20", "0.99999999999999999999"));
  }

  @Test
  void aCostTooLargeForALongIsCompared() {
    var both = Both.of(OPUS);

    assertThat(both.disagree(Long.MAX_VALUE, "36893488147419.1")).isFalse();
    assertThat(both.disagree(Long.MAX_VALUE, "1")).isTrue();
    assertThat(both.sums())
        .isEqualTo(
            numbers(
                "2", "1", "36893488147420.1", "73786976294838.206456", "36893488147418.103228"));
  }

  @Test
  void anAmountTooLargeForTheDecimalsOfTheRatesIsCompared() {
    var both = Both.of(OPUS);

    assertThat(both.disagree(250_000, "9223372036854775807")).isTrue();
    assertThat(both.sums())
        .isEqualTo(numbers("1", "1", "9223372036854775807", "1", "9223372036854775806"));
  }

  @Test
  void aCostTooLargeForTheDecimalsOfTheAmountIsCompared() {
    var both = Both.of(OPUS);

    assertThat(both.disagree(2_500_000_000L, "1.000000000000000000")).isTrue();
    assertThat(both.disagree(2_500_000_000L, "0.000000000000000001")).isTrue();
    assertThat(both.sums())
        .isEqualTo(numbers("2", "2", "1.000000000000000001", "20000", "19998.999999999999999999"));
  }

  /// Each 2^61 times a thousand is a whole number of times 2^64: the low words alone are equal.
  @Test
  void amountsThatWrapRoundToTheSameLongAreNotTheSame() {
    var both = Both.of(DraftCard.empty().and(Meter.UNITS, "1", 1));
    var usage = Usage.of(Meter.UNITS, 2_305_843_009_213_693_952L);

    assertThat(both.disagree(usage, new BigDecimal("6917529027641081856"), 1)).isTrue();
    assertThat(both.disagree(usage, new BigDecimal("2305843009213693952"), 1)).isFalse();
  }

  /// Where a long ends, a billionth of it is 9223372036.
  @Test
  void oneBillionthOfTheLargestCostIsNoise() {
    var dollar = DraftCard.of(Meter.INPUT, "1");
    long input = 9_223_372_036_000_000_000L;

    assertThat(Both.of(dollar).disagree(input, "9223372026776.627964")).isFalse();
    assertThat(Both.of(dollar).disagree(input, "9223372026776.627963")).isTrue();
    assertThat(Both.of(dollar).disagree(input, "0.000001")).isTrue();
  }

  @Test
  void randomRecordsGiveOneVerdictAndOneSum() {
    var random = new Random(20261121);
    var cards = new ArrayList<DraftCard>();
    for (String usd : List.of("4", "0.25", "0.0375", "15", "1.1234567", "20000000")) {
      var card = DraftCard.of(Meter.INPUT, usd).and(Meter.CACHE_READ, "0.1");
      cards.add(card);
      cards.add(card.and(Meter.WEB_SEARCH, "10", 1000).times("1.1").less("7.5"));
    }
    int agreeing = 0;
    int disagreeing = 0;
    for (var card : cards) {
      var both = Both.of(card);
      for (int i = 0; i < CASES / cards.size(); i++) {
        var usage =
            Calls.usage(random.nextInt(1, 9), random.nextLong() >>> random.nextInt(24, 64), 0)
                .with(Meter.CACHE_READ, random.nextInt(1000))
                .with(Meter.WEB_SEARCH, Math.max(0, random.nextInt(20) - 17));
        var logged = logged(random, cost(card, usage));
        if (both.disagree(usage, logged, random.nextInt(4) == 0 ? -1 : 1)) {
          disagreeing++;
        } else {
          agreeing++;
        }
      }
    }
    assertThat(agreeing).isGreaterThan(CASES / 5);
    assertThat(disagreeing).isGreaterThan(CASES / 5);
  }

  private static BigDecimal cost(DraftCard card, Usage usage) {
    var slice = new Slice(KEY, usage);
    return Ledger.of(List.of(slice), _ -> new Quote.Priced(card.card())).total().usd();
  }

  /// What a log might state: the cost, with a little noise, rounded, and a few last digits off.
  private static BigDecimal logged(Random random, BigDecimal cost) {
    var noise = BigDecimal.valueOf(random.nextInt(-2, 3), random.nextInt(9, 11));
    var off = BigDecimal.valueOf(random.nextInt(-2, 3));
    for (int scale = random.nextInt(28); scale >= 0; scale--) {
      var rounded = cost.add(cost.multiply(noise)).setScale(scale, RoundingMode.HALF_UP);
      var stated = rounded.add(rounded.ulp().multiply(off)).abs();
      if (stated.unscaledValue().bitLength() < Long.SIZE) {
        return stated;
      }
    }
    return BigDecimal.valueOf(random.nextLong(Long.MAX_VALUE), random.nextInt(28));
  }
}
