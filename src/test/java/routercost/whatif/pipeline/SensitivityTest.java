package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.whatif.pipeline.Plans.costs;
import static routercost.whatif.pipeline.Plans.estimate;
import static routercost.whatif.pipeline.Plans.linked;
import static routercost.whatif.pipeline.Plans.number;
import static routercost.whatif.pipeline.Plans.range;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import routercost.price.Money;

class SensitivityTest {
  @Test
  void theLongestSwingComesFirst() {
    var small = range("small", "1", "2");
    var large = range("large", "1", "5");
    var zero = RangeValued.known(number("0"));
    var bars =
        Sensitivity.of(
                estimate(
                    costs("a", RangeValued.of(small), zero, small),
                    costs("b", RangeValued.of(large), zero, large)))
            .bars();

    // the other one stays in its middle, 1.5 or 3
    assertThat(bars)
        .containsExactly(
            new Sensitivity.Bar("large", "1", "5", Money.of("2.5"), Money.of("6.5")),
            new Sensitivity.Bar("small", "1", "2", Money.of("4"), Money.of("5")));
    assertThat(bars.getFirst().swing()).isEqualTo(Money.of("4"));
  }

  @Test
  void whatDoesNotMoveTheSavingIsLeftOut() {
    var same = range("same", "1", "2");

    assertThat(
            Sensitivity.of(estimate(costs("a", RangeValued.of(same), RangeValued.of(same), same)))
                .bars())
        .isEmpty();
  }

  @Test
  void whatMovesTogetherIsOneBar() {
    var before = linked("before", "cost", "1", "3");
    var after = linked("after", "cost", "0.5", "1");

    assertThat(
            Sensitivity.of(
                    estimate(
                        costs("a", RangeValued.of(before), RangeValued.of(after), before, after)))
                .bars())
        .containsExactly(new Sensitivity.Bar("cost", "1", "3", Money.of("0.5"), Money.of("2")));
  }

  @Test
  void anAssumedNumberIsMovedBothWays() {
    var swing = new Parameter.Swing(number("0.08"), number("0.12"));
    var rate =
        new Parameter(
            "rate", "rate", number("0.1"), number("0.1"), Optional.empty(), Optional.of(swing));

    assertThat(
            Sensitivity.of(
                    estimate(
                        costs("a", RangeValued.known(number("1")), RangeValued.of(rate), rate)))
                .bars())
        .containsExactly(
            new Sensitivity.Bar("rate", "0.08", "0.12", Money.of("0.92"), Money.of("0.88")));
  }
}
