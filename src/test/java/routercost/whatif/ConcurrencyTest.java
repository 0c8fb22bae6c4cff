package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import routercost.whatif.routing.Load.Concurrency;

class ConcurrencyTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private static void add(Concurrency replay, long second, long took) {
    replay.add(NOON.plusSeconds(second), Duration.ofSeconds(took));
  }

  @Test
  void aCallCountsItselfAndThoseUnderWay() {
    var replay = new Concurrency();
    add(replay, 0, 10);
    add(replay, 5, 10);
    add(replay, 12, 1);

    assertThat(replay.depths()).containsExactly(1, 2, 2);
  }

  @Test
  void aCallThatEndsAsAnotherBeginsIsOver() {
    var replay = new Concurrency();
    add(replay, 0, 10);
    add(replay, 10, 10);

    assertThat(replay.depths()).containsExactly(1, 1);
  }

  @Test
  void callsThatBeginTogetherCountEachOther() {
    var replay = new Concurrency();
    add(replay, 0, 10);
    add(replay, 0, 10);

    assertThat(replay.depths()).containsExactly(2, 2);
  }

  @Test
  void aCallOfNoTimeCountsItself() {
    var replay = new Concurrency();
    add(replay, 0, 0);

    assertThat(replay.depths()).containsExactly(1);
  }

  @Test
  void theOrderOfTheLogDoesNotMatter() {
    var random = new Random(9);
    var replay = new Concurrency();
    int n = 300;
    var starts = random.longs(n, 0, 1000).toArray();
    var took = random.longs(n, 1, 100).toArray();
    for (int i = 0; i < n; i++) {
      add(replay, starts[i], took[i]);
    }
    var expected = new long[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        expected[i] += starts[j] <= starts[i] && starts[j] + took[j] > starts[i] ? 1 : 0;
      }
    }

    assertThat(replay.depths()).containsExactly(expected);
  }
}
