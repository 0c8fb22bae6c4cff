package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.DraftModel.rates;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routercost.price.PriceEntry.TierTerms;
import routercost.usage.Meter;

class TierTermsTest {
  private static final Optional<BigDecimal> HALF = Optional.of(new BigDecimal("0.5"));

  @Test
  void publishedRatesThatFollowFromTheMultiplierAgree() {
    assertThat(new TierTerms(HALF, rates("2.00", "10")).contradictions(rates("4", "20"))).isEmpty();
  }

  @Test
  void aPublishedRateThatDoesNotFollowIsNamedWithWhatWould() {
    assertThat(new TierTerms(HALF, rates("2", "12.00")).contradictions(rates("4", "20")))
        .containsExactly(
            Map.entry(Meter.OUTPUT, "12.00 is published, 10.0 follows from the multiplier"));
  }

  @Test
  void aPublishedRateWithoutAStandardOneIsNamed() {
    var published = Map.of(Meter.CACHE_READ, new BigDecimal("0.1"));

    assertThat(new TierTerms(HALF, published).contradictions(rates("4", "20")))
        .containsExactly(
            Map.entry(
                Meter.CACHE_READ,
                "0.1 is published, no standard rate follows from the multiplier"));
  }

  @Test
  void withoutAMultiplierNothingContradicts() {
    assertThat(new TierTerms(Optional.empty(), rates("3", "11")).contradictions(rates("4", "20")))
        .isEmpty();
  }

  @Test
  void aMultiplierPricesFromTheStandardRates() {
    assertThat(new TierTerms(HALF, rates("2", "10")).rates(rates("4", "20")))
        .isEqualTo(rates("4", "20"));
  }

  @Test
  void withoutAMultiplierThePublishedRatesPrice() {
    assertThat(new TierTerms(Optional.empty(), rates("3", "11")).rates(rates("4", "20")))
        .isEqualTo(rates("3", "11"));
  }
}
