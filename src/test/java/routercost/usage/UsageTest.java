package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Usage EVERYTHING =
      Usage.of(Meter.CALLS, 1)
          .with(Meter.INPUT, 2)
          .with(Meter.OUTPUT, 4)
          .with(Meter.CACHE_READ, 8)
          .with(Meter.CACHE_WRITE_5M, 16)
          .with(Meter.CACHE_WRITE_1H, 32)
          .with(Meter.CACHE_WRITE_UNKNOWN, 64)
          .with(Meter.REASONING, 128)
          .with(Meter.WEB_SEARCH, 256);

  @Test
  void aMeterThatWasNotUsedIsZero() {
    assertThat(Usage.NONE.of(Meter.INPUT)).isZero();
  }

  @Test
  void zerosAreLeftOut() {
    assertThat(Usage.of(Meter.INPUT, 5).with(Meter.INPUT, 0)).isEqualTo(Usage.NONE);
  }

  @Test
  void equalAmountsAreEqualHoweverTheyAreWritten() {
    assertThat(Usage.NONE.with(Meter.INPUT, new BigDecimal("5.00")))
        .isEqualTo(Usage.of(Meter.INPUT, 5));
  }

  @Test
  void withReplacesWhatWasThere() {
    assertThat(Usage.of(Meter.INPUT, 5).with(Meter.INPUT, 7).of(Meter.INPUT))
        .isEqualByComparingTo("7");
  }

  @Test
  void plusAddsMeterByMeter() {
    var sum = Usage.of(Meter.INPUT, 5).plus(Usage.of(Meter.INPUT, 7).with(Meter.CACHE_READ, 1));

    assertThat(sum).isEqualTo(Usage.of(Meter.INPUT, 12).with(Meter.CACHE_READ, 1));
  }

  @Test
  void tokensAreCountedOnceAndReasoningNotAgain() {
    assertThat(EVERYTHING.tokens()).isEqualByComparingTo("126");
  }

  @Test
  void thePromptLeavesOutTheOutput() {
    assertThat(EVERYTHING.prompt()).isEqualByComparingTo("122");
  }

  @Test
  void timesScalesTheChosenMetersOnly() {
    var scaled = Calls.usage(3, 10, 20).times(new BigDecimal("1.3"), Meter::countsTokens);

    assertThat(scaled).isEqualTo(Calls.usage(3, 13, 26));
  }

  @Test
  void timesScalesEverythingUnlessToldOtherwise() {
    assertThat(Calls.usage(3, 10, 20).times(BigDecimal.TWO)).isEqualTo(Calls.usage(6, 20, 40));
  }

  @Test
  void usageDoesNotChangeWithTheMapThatItWasMadeFrom() {
    var amounts = new EnumMap<Meter, BigDecimal>(Map.of(Meter.INPUT, BigDecimal.ONE));
    var usage = new Usage(amounts);
    amounts.put(Meter.INPUT, BigDecimal.TEN);

    assertThat(usage).isEqualTo(Usage.of(Meter.INPUT, 1));
  }

  @Test
  void usageCannotBeChangedThroughItsAmounts() {
    var amounts = Usage.of(Meter.INPUT, 1).amounts();

    assertThatThrownBy(() -> amounts.put(Meter.INPUT, BigDecimal.TEN))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
