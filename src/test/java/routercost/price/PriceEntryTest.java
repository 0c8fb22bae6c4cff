package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routercost.price.DraftModel.rates;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.usage.Band;

class PriceEntryTest {
  private static final BandRates BASE = new BandRates(0, rates("1", "2"), Map.of());
  private static final BandRates OVER_32K = new BandRates(32_000, rates("3", "4"), Map.of());
  private static final BandRates OVER_256K = new BandRates(256_000, rates("5", "6"), Map.of());

  private static PriceEntry entry(PriceEntry.State state, BandRates... bands) {
    return new PriceEntry(
        DateRange.ALWAYS, state, List.of(bands), false, new Provenance("made up", "", "", "", ""));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "32000, 32000", "128000, 32000", "256000, 256000", "512000, 256000"})
  void theRatesAreThoseOfTheHighestThresholdThatTheBandIsOver(long band, long over) {
    var entry = entry(PriceEntry.State.ACTIVE, OVER_256K, BASE, OVER_32K);

    assertThat(entry.rates(new Band(band)).over()).isEqualTo(over);
  }

  @Test
  void bandsAreOrderedByThreshold() {
    assertThat(entry(PriceEntry.State.ACTIVE, OVER_256K, BASE, OVER_32K).bands())
        .containsExactly(BASE, OVER_32K, OVER_256K);
  }

  @Test
  void anEntryWithoutBaseRatesIsRefused() {
    assertThatThrownBy(() -> entry(PriceEntry.State.ACTIVE, OVER_32K))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an entry needs base rates");
  }

  @Test
  void anEntryWithoutAnyRatesIsRefused() {
    assertThatThrownBy(() -> entry(PriceEntry.State.ACTIVE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyACancelledEntryDoesNotPrice() {
    assertThat(PriceEntry.State.values())
        .filteredOn(state -> entry(state, BASE).prices())
        .containsExactly(PriceEntry.State.ACTIVE, PriceEntry.State.SCHEDULED);
  }

  @Test
  void statesAreWrittenInSmallLetters() {
    assertThat(PriceEntry.State.CANCELLED.id()).isEqualTo("cancelled");
  }
}
