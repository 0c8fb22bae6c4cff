package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "32000, 0",
    "32001, 32000",
    "100000, 32000",
    "100001, 100000",
    "128001, 128000",
    "200000, 128000",
    "200001, 200000",
    "256001, 256000",
    "272001, 272000",
    "512000, 272000",
    "512001, 512000",
    "9000000, 512000"
  })
  void aPromptIsInTheBandOfTheHighestBreakpointThatItIsStrictlyOver(long prompt, long over) {
    assertThat(Band.ofPrompt(prompt)).isEqualTo(new Band(over));
  }

  @Test
  void anAverageOfExactlyTheThresholdIsNotOverIt() {
    assertThat(Band.ofAverage(new BigDecimal(300_000), new BigDecimal(3)))
        .isEqualTo(new Band(32_000));
  }

  @Test
  void anAverageAThirdOfATokenOverTheThresholdIsOverIt() {
    assertThat(Band.ofAverage(new BigDecimal(300_001), new BigDecimal(3)))
        .isEqualTo(new Band(100_000));
  }

  @Test
  void anAverageUnderAllBreakpointsIsInTheBaseBand() {
    assertThat(Band.ofAverage(new BigDecimal(32_000), BigDecimal.ONE)).isSameAs(Band.BASE);
  }

  @Test
  void aPromptUnderAllBreakpointsIsInTheBaseBand() {
    assertThat(Band.ofPrompt(32_000)).isSameAs(Band.BASE);
  }

  @Test
  void onlyPublishedBreakpointsMakeBands() {
    assertThatThrownBy(() -> new Band(150_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("150000 is not a published breakpoint");
  }

  @Test
  void theBaseBandIsCalledZeroInFiles() {
    assertThat(Band.BASE.id()).isEqualTo("0");
  }

  @Test
  void aBandIsCalledByItsThresholdInFiles() {
    assertThat(new Band(100_000).id()).isEqualTo(">100000");
  }

  @Test
  void bandsAreOrderedByThreshold() {
    assertThat(new Band(32_000)).isGreaterThan(Band.BASE).isLessThan(new Band(100_000));
  }
}
