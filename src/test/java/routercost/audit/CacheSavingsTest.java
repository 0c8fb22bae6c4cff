package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.read.builtin.BuiltIn;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

class CacheSavingsTest {
  private static Ledger bill(Usage usage) {
    var key = UsageKey.of(LocalDate.of(2026, 11, 12), "plan", "claude-opus-5-5");
    return Ledger.of(List.of(new Slice(key, usage)), BuiltIn.found().prices()::quote);
  }

  /// Input of Opus 5.5 costs $4 a million, a read $0.20, a write $5 for five minutes.
  @Test
  void readsSaveMostOfTheInputAndWritesCostAQuarter() {
    var usage =
        Usage.NONE
            .with(Meter.INPUT, 100_000)
            .with(Meter.CACHE_READ, 800_000)
            .with(Meter.CACHE_WRITE_5M, 100_000);
    var cache = CacheSavings.of(bill(usage)).orElseThrow();
    assertThat(cache.reads()).isEqualTo(Money.of("3.04")); // 0.8 x (4 - 0.20)
    assertThat(cache.writes()).isEqualTo(Money.of("0.1")); // 0.1 x (5 - 4)
    assertThat(cache.saved()).isEqualTo(Money.of("2.94"));
    assertThat(cache.readTokens()).isEqualByComparingTo("800000");
    assertThat(cache.promptTokens()).isEqualByComparingTo("1000000");
  }

  @Test
  void writesThatAreNeverReadSaveLessThanNothing() {
    var cache = CacheSavings.of(bill(Usage.NONE.with(Meter.CACHE_WRITE_1H, 1_000_000)));
    assertThat(cache.orElseThrow().saved()).isEqualTo(Money.of("-4")); // 8 instead of 4
  }

  @Test
  void nothingIsSaidWhereNothingWasCached() {
    assertThat(CacheSavings.of(bill(Usage.NONE.with(Meter.INPUT, 1)))).isEmpty();
  }
}
