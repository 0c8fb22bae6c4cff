package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.whatif.pipeline.Plans.HAIKU;
import static routercost.whatif.pipeline.Plans.SONNET;
import static routercost.whatif.pipeline.Plans.calls;
import static routercost.whatif.pipeline.Plans.costs;
import static routercost.whatif.pipeline.Plans.number;
import static routercost.whatif.pipeline.Plans.plan;
import static routercost.whatif.pipeline.Plans.range;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Calls;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.pipeline.Parameter.RangePoint;

class PipelineUsageTest {
  private static final Parameter COST = range("b", "1", "3");
  private static final Pipeline PIPELINE =
      new Pipeline(
          "p",
          "run",
          Optional.of(new Pipeline.Runs(number("100"), "day", number("30"), Optional.empty())),
          List.of(
              plan("a", RangeValued.known(calls("a", "10", "1000", "100", SONNET, HAIKU))),
              costs("b", RangeValued.of(COST), RangeValued.known(number("0.5")), COST)),
          List.of(),
          Plans.BOOK);

  private static UsageCube cube(String model) {
    var key = UsageKey.of(Plans.DAY, "a", model);
    return UsageCube.of(
        List.of(new Slice(key, Calls.usage(30_000, 30_000_000, 3_000_000))).stream());
  }

  @Test
  void theUsageOfAllRunsIsUnderTheStepAndTheDay() {
    var usage = PipelineUsage.of(PIPELINE, Plans.DAY, RangePoint.LOW);

    assertThat(usage.before()).isEqualTo(cube("sonnet"));
    assertThat(usage.after()).isEqualTo(cube("haiku"));
  }

  @Test
  void knownCostsStandBesideTheUsage() {
    var usage = PipelineUsage.of(PIPELINE, Plans.DAY, RangePoint.MIDDLE);

    assertThat(usage.fixedBefore()).isEqualTo(Money.of("6000"));
    assertThat(usage.fixedAfter()).isEqualTo(Money.of("1500"));
  }

  @Test
  void aPipelineThatSaysNoRunsRunsOnce() {
    var once = Plans.pipeline(PIPELINE.steps().getLast());

    assertThat(PipelineUsage.of(once, Plans.DAY, RangePoint.HIGH).fixedBefore())
        .isEqualTo(Money.of("3"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void usageAndFixedCostsComeToTheEstimate(boolean low) {
    var point = low ? RangePoint.LOW : RangePoint.HIGH;
    var usage = PipelineUsage.of(PIPELINE, Plans.DAY, point);
    var total = Estimate.of(PIPELINE, Plans.DAY).total();
    var bill = Ledger.of(usage.before(), Plans.BOOK::quoteInstead).total();
    var expected = low ? total.before().low() : total.before().high();

    assertThat(bill.plus(usage.fixedBefore())).isEqualTo(expected.times(new BigDecimal("3000")));
  }
}
