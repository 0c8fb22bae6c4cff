package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void equalAmountsAreEqualHoweverTheyAreWritten() {
    assertThat(Money.of("2.50")).isEqualTo(Money.of("2.5")).hasSameHashCodeAs(Money.of("2.5"));
  }

  @Test
  void everyZeroIsZero() {
    assertThat(Money.of("0.000")).isEqualTo(Money.ZERO);
  }

  @Test
  void largeAmountsAreNotWrittenWithAnExponent() {
    assertThat(Money.of("1000000").toString()).isEqualTo("1000000");
  }

  @Test
  void smallAmountsAreNotWrittenWithAnExponent() {
    assertThat(Money.of("0.000000001").toString()).isEqualTo("0.000000001");
  }

  @Test
  void amountsAreWrittenWithoutTrailingZeros() {
    assertThat(Money.of("5.00").toString()).isEqualTo("5");
  }

  @Test
  void sumsAreExact() {
    assertThat(Money.sum(List.of(Money.of("0.1"), Money.of("0.2"), Money.of("0.7"))))
        .isEqualTo(Money.of("1"));
  }

  @Test
  void theSumOfNothingIsZero() {
    assertThat(Money.sum(List.of())).isEqualTo(Money.ZERO);
  }

  @Test
  void aDifferenceMayBeNegative() {
    assertThat(Money.of("1").minus(Money.of("1.25"))).isEqualTo(Money.of("-0.25"));
  }

  @Test
  void productsAreExact() {
    assertThat(Money.of("0.03").times(new BigDecimal("1.1"))).isEqualTo(Money.of("0.033"));
  }

  @Test
  void onlyZeroIsZero() {
    assertThat(Money.ZERO.isZero()).isTrue();
    assertThat(Money.of("-0.01").isZero()).isFalse();
  }

  @Test
  void amountsAreOrderedBySize() {
    assertThat(Money.of("10")).isGreaterThan(Money.of("9.5"));
  }
}
