package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import routercost.price.Money;

class BreakEvenTest {
  /// Article 003: 800 tokens in and 3,000 out on sonnet and on haiku, at the article's prices.
  private static final BreakEven ARTICLE = new BreakEven(Money.of("0.0474"), Money.of("0.01264"));

  private static final BreakEven DEARER = new BreakEven(Money.of("0.01"), Money.of("0.02"));

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  @Test
  void aCascadeWithoutValidatorPaysUpToElevenFifteenthsAtTheArticlesPrices() {
    // 3.75 to 1 in price: p* = 1 - 1/3.75
    assertThat(ARTICLE.escalation().orElseThrow())
        .isCloseTo(number("0.7333333333"), within("0.0000000001"));
  }

  @Test
  void aCallMayBeTriedAsOftenAsItIsCheaper() {
    assertThat(ARTICLE.tries().orElseThrow()).isEqualByComparingTo("3.75");
  }

  @Test
  void aFailureMayCostSeventySevenCents() {
    // case 003-failure: 5 % of failures instead of 0.5 %
    var failure = ARTICLE.failure(number("0.045")).orElseThrow();

    assertThat(failure.usd()).isCloseTo(number("0.7724444444"), within("0.0000000001"));
  }

  @Test
  void thatIsLessThanAMinuteOfWork() {
    var failure = ARTICLE.failure(number("0.045")).orElseThrow();

    assertThat(BreakEven.seconds(failure, number("50")))
        .isCloseTo(number("55.616"), within("0.000001"));
  }

  @Test
  void whatSavesNothingHasNoBreakEven() {
    assertThat(DEARER.saves()).isFalse();
    assertThat(DEARER.escalation()).isEmpty();
    assertThat(DEARER.tries()).isEmpty();
    assertThat(DEARER.failure(BigDecimal.ONE)).isEmpty();
  }

  @Test
  void whatCostsTheSameSavesNothing() {
    assertThat(new BreakEven(Money.of("1"), Money.of("1")).saves()).isFalse();
  }

  @Test
  void whatIsFreeMayBeTriedForever() {
    var free = new BreakEven(Money.of("1"), Money.ZERO);

    assertThat(free.tries()).isEmpty();
    assertThat(free.escalation().orElseThrow()).isEqualByComparingTo("1");
  }

  @Test
  void costsAreThoseOfOneCall() {
    assertThat(BreakEven.of(Money.of("10"), Money.of("4"), number("4")))
        .isEqualTo(new BreakEven(Money.of("2.5"), Money.of("1")));
  }

  @Test
  void aCacheOfFiveMinutesPaysFromAFifthOfHits() {
    // sonnet 4.6: 3 plain, 3.75 written, 0.30 read; 0.75 / 3.45
    assertThat(BreakEven.cacheHits(number("3"), number("3.75"), number("0.30")))
        .isCloseTo(number("0.2173913043"), within("0.0000000001"));
  }

  @Test
  void aCacheOfOneHourPaysFromHalfOfThem() {
    assertThat(BreakEven.cacheHits(number("3"), number("6"), number("0.30")))
        .isCloseTo(number("0.5263157895"), within("0.0000000001"));
  }

  private static org.assertj.core.data.Offset<BigDecimal> within(String offset) {
    return org.assertj.core.data.Offset.offset(number(offset));
  }
}
