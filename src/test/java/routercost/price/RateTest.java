package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.RateCard.Rate;

class RateTest {
  @Test
  void tokensArePricedByTheMillion() {
    assertThat(Rate.perMillion(new BigDecimal("0.80")).cost(new BigDecimal("1234")))
        .isEqualTo(Money.of("0.0009872"));
  }

  @Test
  void searchesArePricedByTheThousand() {
    assertThat(new Rate(new BigDecimal("10.00"), 1000).cost(BigDecimal.ONE))
        .isEqualTo(Money.of("0.01"));
  }

  @Test
  void unitsArePricedOneByOne() {
    assertThat(new Rate(new BigDecimal("0.025"), 1).cost(new BigDecimal("3")))
        .isEqualTo(Money.of("0.075"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 100, 1000, 1_000_000, 1_000_000_000_000_000_000L})
  void powersOfTenKeepCostsFinite(long per) {
    assertThat(Rate.isPowerOfTen(per)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -10, 2, 5, 9, 11, 20, 101, 1001, 3000})
  void otherNumbersAreNoUnitOfPricing(long per) {
    assertThat(Rate.isPowerOfTen(per)).isFalse();
  }

  @Test
  void aRatePerThreeUnitsIsRefused() {
    assertThatThrownBy(() -> new Rate(BigDecimal.ONE, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("per is 3; expected 1, 10, 100, …");
  }
}
