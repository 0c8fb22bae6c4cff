package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class SavingIntervalTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final UsageKey KEY = Calls.key("2026-11-01", "claude-opus-5-5");
  static final Scenario TO_SONNET =
      new Scenario("sonnet", List.of(Rule.Move.to(CallFilter.ALL, "sonnet", BigDecimal.ONE)));

  static Optional<Money> halfWidth(Scenario scenario, List<Slice> calls) {
    var tally = new MomentTally();
    for (var call : calls) {
      tally.add(tally.cell(call.key()), Calls.counts(call.usage()), 1);
    }
    return new SavingInterval(scenario, tally.moments(), BOOK)
        .halfWidth(compared(scenario, calls).lines());
  }

  static Comparison compared(Scenario scenario, List<Slice> calls) {
    return Comparison.of(UsageCube.of(calls.stream()), scenario, BOOK, Optional.empty());
  }

  static Slice call(long input, long output) {
    return new Slice(KEY, Calls.usage(1, input, output));
  }

  /// What the calls themselves give: t · √(n/(n−1) · Σ(d − mean)²).
  private static double byHand(List<Double> savings, double t) {
    double mean = savings.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double around = savings.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    double n = savings.size();
    return t * Math.sqrt(n / (n - 1) * around);
  }

  @Test
  void theMomentsGiveWhatTheCallsThemselvesGive() {
    // opus 4 and 20 dollars a million, sonnet 2 and 10: a call saves 2 and 10
    var calls = List.of(call(1000, 100), call(3000, 50), call(500, 400));
    double expected = byHand(List.of(0.003, 0.0065, 0.005), 2.9199855803537);

    assertThat(halfWidth(TO_SONNET, calls).orElseThrow().usd().doubleValue())
        .isCloseTo(expected, Offset.offset(1e-9));
  }

  @Test
  void cachesAndOtherTokenizersCountToo() {
    // sonnet 4.6 to sonnet 5.5: 3, 15, 0.30 a million to 1.3 times 2, 10, 0.10
    var scenario =
        new Scenario(
            "new", List.of(Rule.Move.to(CallFilter.ALL, "claude-sonnet-5-5", BigDecimal.ONE)));
    var key = KEY.withModel("claude-sonnet-4-6");
    var calls =
        List.of(
            new Slice(key, Calls.usage(1, 1000, 100).with(Meter.CACHE_READ, 5000)),
            new Slice(key, Calls.usage(1, 2000, 10).with(Meter.CACHE_READ, 9000)));
    double first = 1000 * 0.4e-6 + 100 * 2e-6 + 5000 * 0.17e-6;
    double second = 2000 * 0.4e-6 + 10 * 2e-6 + 9000 * 0.17e-6;

    assertThat(halfWidth(scenario, calls).orElseThrow().usd().doubleValue())
        .isCloseTo(byHand(List.of(first, second), 6.313751514675), Offset.offset(1e-9));
  }

  @Test
  void callsThatAreAllAlikeLeaveNoDoubt() {
    var calls = List.of(call(1000, 100), call(1000, 100));

    assertThat(halfWidth(TO_SONNET, calls)).contains(Money.ZERO);
  }

  @Test
  void keysOfOneGroupAreJudgedTogether() {
    // a failed call of half the saving is part of the same sample
    var failed = new Slice(KEY.withStatus(routercost.usage.Status.FAILED), Calls.usage(1, 500, 0));
    var calls = List.of(call(1000, 0), failed);

    assertThat(halfWidth(TO_SONNET, calls).orElseThrow().usd().doubleValue())
        .isCloseTo(byHand(List.of(0.002, 0.001), 6.313751514675), Offset.offset(1e-9));
  }

  @Test
  void nothingIsSaidOfOneCall() {
    assertThat(halfWidth(TO_SONNET, List.of(call(1000, 100)))).isEmpty();
  }

  @Test
  void nothingIsSaidOfCallsThatDoNotMove() {
    assertThat(halfWidth(Scenario.NONE, List.of(call(1000, 100), call(1, 1)))).isEmpty();
  }

  @Test
  void nothingIsSaidWhereRowsStandForSeveralCalls() {
    var rows = List.of(call(1000, 100), new Slice(KEY, Calls.usage(2, 3000, 100)), call(500, 10));

    assertThat(halfWidth(TO_SONNET, rows)).isEmpty();
  }

  @Test
  void whatHasNoPriceIsLeftOut() {
    var unknown = new Slice(KEY.withModel("zzzzzzzz"), Usage.of(Meter.CALLS, 1));
    var calls = new ArrayList<>(List.of(call(1000, 100), call(3000, 50), call(500, 400)));
    var expected = halfWidth(TO_SONNET, calls);
    calls.add(new Slice(unknown.key(), Calls.usage(1, 5, 5)));

    assertThat(halfWidth(TO_SONNET, calls)).isEqualTo(expected);
  }

  @Test
  void whatWouldHaveNoPriceLeavesAllOpen() {
    var nowhere =
        new Scenario("x", List.of(Rule.Move.to(CallFilter.ALL, "zzzzzzzz", BigDecimal.ONE)));

    assertThat(halfWidth(nowhere, List.of(call(1000, 100), call(1, 1)))).isEmpty();
  }

  @Test
  void groupsGoTogetherLikeTheSidesOfARightAngle() {
    assertThat(SavingInterval.together(List.of(Money.of("3"), Money.of("4"))))
        .isEqualTo(Money.of("5"));
    assertThat(SavingInterval.together(List.of())).isEqualTo(Money.ZERO);
  }
}
