package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Effects.Effect;

class AnswerLengthsTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final String SONNET = "claude-sonnet-5-5";
  private static final String HAIKU = "claude-haiku-5-5";
  private static final Scenario MOVE =
      new Scenario("test", List.of(Rule.Move.ofTask("chat", "haiku")));

  private final SortedMap<UsageKey, Usage> cells = new TreeMap<>();
  private final MomentTally moments = new MomentTally();

  private void calls(String model, long... outputs) {
    var key = Calls.key("2026-10-10", model);
    for (long output : outputs) {
      cells.merge(key, Calls.usage(1, 1_000, output), Usage::plus);
      var counts = new long[Meter.values().length];
      counts[Tally.slot(Meter.CALLS)] = 1;
      counts[Tally.slot(Meter.INPUT)] = 1_000;
      counts[Tally.slot(Meter.OUTPUT)] = output;
      moments.add(moments.cell(key), counts, 1);
    }
  }

  private static long[] times(int calls, long output) {
    return LongStream.range(0, calls).map(_ -> output).toArray();
  }

  private Comparison bill() {
    return Comparison.of(new UsageCube(cells), Scenario.NONE, BOOK, Optional.empty());
  }

  /// Twelve answers of 600 tokens on Sonnet, twelve of 150 on Haiku at $0.50: on Haiku the twelve
  /// that move write 1,800 tokens for $0.0009 instead of 7,200 for $0.0036.
  @Test
  void theAnswersOfTheTargetReplaceTheLoggedOnes() {
    calls(SONNET, times(12, 600));
    calls(HAIKU, times(12, 150));
    var held = MOVE.with(Effects.ALL.without(Set.of(Effect.ANSWER_LENGTHS)));
    var more = bill().under(held, BOOK).costAfter().orElseThrow();
    assertThat(more.minus(bill().under(MOVE, BOOK).costAfter().orElseThrow()))
        .isEqualTo(Money.of("0.0027"));
  }

  @Test
  void fewAnswersSayNothing() {
    calls(SONNET, times(12, 600));
    calls(HAIKU, times(9, 200));
    assertThat(bill().lengths()).isEqualTo(AnswerLengths.NONE);
  }

  @Test
  void aRatioThatIsAskedForOutweighsTheLog() {
    calls(SONNET, times(12, 600));
    calls(HAIKU, times(12, 200));
    var asked = MOVE.with(Effects.ALL.withRatios(BigDecimal.ONE, new BigDecimal("2")));
    assertThat(bill().under(asked, BOOK).lines().getLast().assumptions())
        .contains(new Assumption.OutputScaled(HAIKU, new BigDecimal("2")));
    var resized =
        new Scenario(
            "test",
            List.of(
                new Rule.Move(
                    CallFilter.task("chat"),
                    new Route.Resized(new Route.To("haiku"), new BigDecimal("2")))));
    assertThat(bill().under(resized, BOOK).lines().getLast().after())
        .isEqualTo(bill().under(asked, BOOK).lines().getLast().after());
  }

  /// Means of 200 and 100 with equal relative spread; t of nine degrees is 1.8331129.
  @Test
  void theIntervalIsThatOfAQuotientOfMeans() {
    calls(SONNET, 150, 250, 180, 220, 200, 200, 200, 200, 200, 200);
    calls(HAIKU, 75, 125, 90, 110, 100, 100, 100, 100, 100, 100);
    var bill = bill().with(moments.moments());
    var ratio = bill.lengths().ratio("chat", SONNET, HAIKU).orElseThrow();
    double spread = 2 * (50 * 50 + 20 * 20) / 9.0 / 10;
    double share = spread / (200 * 200) + spread / 4 / (100 * 100);
    assertThat(ratio.value()).isEqualByComparingTo("0.5");
    assertThat(ratio.margin().orElseThrow().doubleValue())
        .isCloseTo(0.5 * Math.sqrt(share) * 1.8331129, Offset.offset(1e-6));
  }
}
