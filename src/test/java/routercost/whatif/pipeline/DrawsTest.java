package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static routercost.whatif.pipeline.Plans.costs;
import static routercost.whatif.pipeline.Plans.estimate;
import static routercost.whatif.pipeline.Plans.linked;
import static routercost.whatif.pipeline.Plans.number;
import static routercost.whatif.pipeline.Plans.range;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {
  private static final int MANY = 4000;

  private static Parameter shaped(String name, Parameter.Shape shape) {
    return new Parameter(
        name, name, number("10"), number("20"), Optional.of(shape), Optional.empty());
  }

  private static Draws drawn(Parameter cost) {
    return Draws.of(
        estimate(costs("a", RangeValued.of(cost), RangeValued.known(number("5")), cost)), MANY, 7);
  }

  private static double at(List<BigDecimal> values, int percent) {
    return Draws.quantile(values, percent).doubleValue();
  }

  @Test
  void evenDrawsAreSpreadEvenly() {
    var draws = drawn(shaped("a", new Parameter.Shape.Uniform()));

    assertThat(at(draws.before(), 10)).isCloseTo(11, within(0.3));
    assertThat(at(draws.before(), 50)).isCloseTo(15, within(0.3));
    assertThat(at(draws.before(), 90)).isCloseTo(19, within(0.3));
    assertThat(at(draws.saved(), 50)).isCloseTo(10, within(0.3));
    assertThat(at(draws.savedPercent(), 50)).isCloseTo(66.7, within(0.9));
  }

  @Test
  void triangularDrawsLieAboutTheirMode() {
    // 10 + 10 · √(q · 0.2) below, 20 − 10 · √((1 − q) · 0.8) above
    var draws = drawn(shaped("a", new Parameter.Shape.Triangular(number("0.2"))));

    assertThat(at(draws.before(), 10)).isCloseTo(11.41, within(0.3));
    assertThat(at(draws.before(), 50)).isCloseTo(13.68, within(0.3));
    assertThat(at(draws.before(), 90)).isCloseTo(17.17, within(0.3));
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0, 0", "0.2, 0.2, 0.2", "0.2, 1, 1", "0.5, 0.125, 0.25", "0.5, 0.875, 0.75"})
  void theInverseOfATriangleIsKnown(double mode, double quantile, double value) {
    assertThat(Draws.triangular(mode, quantile)).isCloseTo(value, within(1e-12));
  }

  @Test
  void equalSeedsGiveEqualDraws() {
    var cost = range("a", "1", "2");
    var estimate = estimate(costs("a", RangeValued.of(cost), RangeValued.of(cost), cost));

    assertThat(Draws.of(estimate, 50, 1)).isEqualTo(Draws.of(estimate, 50, 1));
    assertThat(Draws.of(estimate, 50, 1)).isNotEqualTo(Draws.of(estimate, 50, 2));
  }

  @Test
  void whatIsLinkedIsDrawnTogether() {
    var before = linked("before", "both", "1", "3");
    var after = linked("after", "both", "0.5", "1.5");
    var draws =
        Draws.of(
            estimate(costs("a", RangeValued.of(before), RangeValued.of(after), before, after)),
            50,
            1);

    assertThat(draws.savedPercent()).allMatch(percent -> percent.compareTo(number("50")) == 0);
    assertThat(draws.before().getFirst()).isLessThan(draws.before().getLast());
  }

  @Test
  void exactNumbersAreNotDrawn() {
    var exact = range("a", "2", "2");
    var draws =
        Draws.of(
            estimate(costs("a", RangeValued.of(exact), RangeValued.known(number("1")), exact)),
            5,
            1);

    assertThat(draws.before()).allMatch(usd -> usd.compareTo(number("2")) == 0);
    assertThat(draws.number()).isEqualTo(5);
    assertThat(draws.byName()).containsOnlyKeys("before", "after", "saved", "saved_pct");
  }

  @Test
  void whatCostsNothingHasNoSavingInPercent() {
    var nothing = RangeValued.known(number("0"));

    assertThat(Draws.of(estimate(costs("a", nothing, nothing)), 5, 1).byName())
        .containsOnlyKeys("before", "after", "saved");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 1", "11, 2", "50, 5", "90, 9", "91, 10", "100, 10"})
  void quantilesAreNearestRanks(int percent, int expected) {
    var ten = IntStream.rangeClosed(1, 10).mapToObj(BigDecimal::valueOf).toList();

    assertThat(Draws.quantile(ten, percent)).isEqualByComparingTo(BigDecimal.valueOf(expected));
  }
}
