package routercost.whatif.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routercost.whatif.evidence.SampleDraw.Drawn;

class SampleDrawTest {
  private static List<Drawn> drawn(int size, long seed, IntStream calls) {
    var draw = new SampleDraw(size, seed);
    calls.forEach(
        call ->
            draw.add(
                "plan", call % 10 == 0 ? "opus" : "sonnet", "2026-10 5", "r" + call, "a:" + call));
    return draw.of("plan");
  }

  @Test
  void equalSeedsDrawEqualCallsInWhateverOrderTheyCome() {
    var forward = drawn(20, 1, IntStream.range(0, 500));
    assertThat(drawn(20, 1, IntStream.range(0, 500).map(call -> 499 - call))).isEqualTo(forward);
    assertThat(drawn(20, 2, IntStream.range(0, 500))).isNotEqualTo(forward);
    assertThat(forward).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void everyStratumHasItsShare() {
    assertThat(drawn(20, 1, IntStream.range(0, 500)))
        .filteredOn(call -> call.model().equals("opus"))
        .hasSize(2);
    assertThat(drawn(25, 1, IntStream.range(0, 500))).hasSize(25);
  }

  @Test
  void aTaskWithFewerCallsIsTakenWhole() {
    assertThat(drawn(20, 1, IntStream.range(0, 7))).hasSize(7);
    assertThat(new SampleDraw(5, 1).of("none")).isEmpty();
  }

  @Test
  void everyCallIsAsLikelyToBeDrawn() {
    // 5 of 50 calls, 2,000 times: each 200 times, give or take 4.5 deviations of 13.4.
    var times = new int[50];
    for (int seed = 0; seed < 2000; seed++) {
      var draw = new SampleDraw(5, seed);
      IntStream.range(0, 50).forEach(call -> draw.add("a", "m", "", "id" + call, "f:" + call));
      draw.of("a").forEach(call -> times[Integer.parseInt(call.id().substring(2))]++);
    }
    assertThat(IntStream.of(times).boxed()).allMatch(count -> count > 140 && count < 260);
  }

  @Test
  void theChanceOfAProofIsExact() {
    var usual = SampleSize.usual(Gate.USUAL);
    assertThat(usual.rate()).isEqualTo(0.04);
    assertThat(usual.chance(53)).isZero();
    // 54 answers prove it only without a failure
    assertThat(usual.chance(54)).isCloseTo(Math.pow(0.96, 54), within(1e-12));
    int needed = usual.needed();
    assertThat(usual.chance(needed)).isGreaterThanOrEqualTo(SampleSize.POWER);
    assertThat(usual.chance(needed - 1)).isLessThan(SampleSize.POWER);
    // a model at the limit passes at most once in twenty
    assertThat(new SampleSize(Gate.USUAL, 0.08).chance(2000)).isBetween(0.01, 0.05);
  }
}
