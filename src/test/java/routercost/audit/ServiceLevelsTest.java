package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;

class ServiceLevelsTest {
  private static final List<String> CHAT = List.of("chat");

  @ParameterizedTest
  @CsvSource({"1, 50, 0.001", "2, 50, 0.001", "3, 50, 0.002", "20, 95, 0.019", "21, 95, 0.020"})
  void aPercentileIsTheNearestRank(int calls, int percent, BigDecimal seconds) {
    var levels = new ServiceLevels();
    for (int i = calls; i > 0; i--) {
      levels.add(CHAT, Duration.ofMillis(i));
    }
    assertThat(levels.of(CHAT).flatMap(level -> level.latency(percent)).orElseThrow())
        .isEqualByComparingTo(seconds);
  }

  @Test
  void sharesAreOfCallsAndOfFirstTries() {
    var levels = new ServiceLevels();
    var key = Calls.key("2026-10-10", "claude-opus-5-5");
    levels.add(
        CHAT,
        new Slice(key, Calls.usage(8, 1, 1).with(Meter.FIRST_TRIES, 5).with(Meter.RETRIES, 3)));
    levels.add(CHAT, new Slice(key.withStatus(Status.FAILED), Calls.usage(2, 1, 1)));
    var level = levels.of(CHAT).orElseThrow();
    assertThat(level.failed().orElseThrow()).isEqualByComparingTo("0.2");
    assertThat(level.again().orElseThrow()).isEqualByComparingTo("0.6");
    assertThat(level.latency(50)).isEmpty();
    assertThat(levels.of(List.of("other"))).isEmpty();
  }
}
