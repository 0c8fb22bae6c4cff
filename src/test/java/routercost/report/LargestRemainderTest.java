package routercost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.report.reconcile.Journal.LargestRemainder;

class LargestRemainderTest {
  private static List<String> rounded(String total, String... lines) {
    return LargestRemainder.rounded(
            Stream.of(lines).map(BigDecimal::new).toList(), new BigDecimal(total), 2)
        .stream()
        .map(BigDecimal::toPlainString)
        .toList();
  }

  @Test
  void theLineThatLosesMostGetsTheCent() {
    assertThat(rounded("10.00", "3.333", "3.333", "3.334")).containsExactly("3.33", "3.33", "3.34");
    assertThat(rounded("1.00", "0.334", "0.336", "0.33")).containsExactly("0.33", "0.34", "0.33");
  }

  @Test
  void ofEqualRemaindersTheFirstGetsTheCent() {
    assertThat(rounded("0.01", "0.005", "0.005")).containsExactly("0.01", "0.00");
  }

  @Test
  void creditsAreRoundedTooAndLinesSumToTheTotal() {
    assertThat(rounded("7.51", "10.005", "-2.4999")).containsExactly("10.01", "-2.50");
    assertThat(rounded("-0.01", "-0.004", "-0.006")).containsExactly("0.00", "-0.01");
  }

  @Test
  void nothingSumsToNothing() {
    assertThat(rounded("0.00")).isEmpty();
  }
}
