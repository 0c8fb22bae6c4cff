package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.whatif.pipeline.Plans.HAIKU;
import static routercost.whatif.pipeline.Plans.SONNET;
import static routercost.whatif.pipeline.Plans.calls;
import static routercost.whatif.pipeline.Plans.costs;
import static routercost.whatif.pipeline.Plans.estimate;
import static routercost.whatif.pipeline.Plans.linked;
import static routercost.whatif.pipeline.Plans.number;
import static routercost.whatif.pipeline.Plans.plan;
import static routercost.whatif.pipeline.Plans.range;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Slice;
import routercost.whatif.Assumption;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Pipeline.StepCounts;
import routercost.whatif.pipeline.Step.StepPlan;

class EstimateTest {
  private static Saving.Ends ends(String low, String high) {
    return new Saving.Ends(Money.of(low), Money.of(high));
  }

  private static RangeValued<BigDecimal> fixed(String number) {
    return RangeValued.known(number(number));
  }

  private static StepCost.Units units(String service, Optional<BigDecimal> cost) {
    var unit = Optional.of(new StepCost.Purchase(service, cost, BigDecimal.ONE));
    return new StepCost.Units(unit, unit);
  }

  @Test
  void callsCostTheirTokensBeforeAndAfter() {
    // 10 × (1,000 × 2 + 100 × 10) and 10 × (1,000 × 0.10 + 100 × 0.50) per million
    var total = estimate(calls("a", "10", "1000", "100", SONNET, HAIKU)).total();

    assertThat(total.before()).isEqualTo(ends("0.03", "0.03"));
    assertThat(total.after()).isEqualTo(ends("0.0015", "0.0015"));
    assertThat(total.saved()).isEqualTo(ends("0.0285", "0.0285"));
  }

  @Test
  void aMannerAloneChangesWhatWasBefore() {
    var step = calls("a", "1", "1000", "100", SONNET, new Route.Batched(new Route.Stay()));

    assertThat(estimate(step).total().after()).isEqualTo(ends("0.0015", "0.0015"));
  }

  @Test
  void promptsHaveTheBandOfTheModelThatReadsThem() {
    // 80,000 tokens of Sonnet 4.6 are 104,000 of Haiku 5.5, over its threshold: 0.50 and 2.50
    var step = calls("a", "1", "80000", "0", new Route.To("claude-sonnet-4-6"), HAIKU);
    var estimate = estimate(step);

    assertThat(estimate.total().after()).isEqualTo(ends("0.052", "0.052"));
    assertThat(estimate.usage().lines().getFirst().assumptions())
        .noneMatch(assumption -> assumption instanceof Assumption.BandKept);
    assertThat(estimate.lines().getFirst().steps().getFirst().slices(false).toList())
        .extracting(slice -> slice.key().band())
        .containsExactly(new Band(100_000));
  }

  @Test
  void sumsOfRangesAreSumsOfTheirEnds() {
    var one = range("a", "0.01", "0.03");
    var estimate =
        estimate(
            costs("a", RangeValued.of(one), fixed("0.005"), one),
            costs("b", fixed("1"), fixed("1")));

    assertThat(estimate.total().before()).isEqualTo(ends("1.01", "1.03"));
    assertThat(estimate.total().after()).isEqualTo(ends("1.005", "1.005"));
  }

  @Test
  void theSavingRangesFurtherThanItsEnds() {
    // article 000: a kept step of 0.02 to 0.05, and one of 0.01 to 0.03 that moves
    var kept = range("kept", "0.02", "0.05");
    var before = linked("moved before", "moved", "0.01", "0.03");
    var after = linked("moved after", "moved", "0.003", "0.008");
    var estimate =
        estimate(
            costs("kept", RangeValued.of(kept), RangeValued.of(kept), kept),
            costs("moved", RangeValued.of(before), RangeValued.of(after), before, after),
            costs("others", fixed("0.115"), fixed("0.094")));
    var range = estimate.total().attainable().orElseThrow();

    assertThat(range.least()).isEqualTo(new Saving.Part(Money.of("0.028"), Money.of("0.175")));
    assertThat(range.most()).isEqualTo(new Saving.Part(Money.of("0.043"), Money.of("0.165")));
    assertThat(estimate.total().savedLow())
        .contains(new Saving.Part(Money.of("0.028"), Money.of("0.145")));
    assertThat(estimate.total().savedHigh())
        .contains(new Saving.Part(Money.of("0.043"), Money.of("0.195")));
  }

  @Test
  void nothingIsSavedOfNothing() {
    var maybe = range("a", "0", "1");
    var saving = estimate(costs("a", RangeValued.of(maybe), fixed("0"), maybe)).total();

    assertThat(saving.attainable()).isEmpty();
    assertThat(saving.savedLow()).isEmpty();
    assertThat(saving.savedHigh()).contains(new Saving.Part(Money.of("1"), Money.of("1")));
  }

  @Test
  void stepsOfOneGroupAreOneLineAndMoveTogether() {
    var few = linked("few", "extras", "0", "2");
    var many = linked("many", "extras", "3", "1");
    var estimate =
        estimate(
            grouped(costs("few", RangeValued.of(few), RangeValued.of(few), few)),
            grouped(costs("many", RangeValued.of(many), RangeValued.of(many), many)));

    assertThat(estimate.lines()).extracting(Estimate.Line::id).containsExactly("extras");
    assertThat(estimate.lines().getFirst().corners()).hasSize(2);
    assertThat(estimate.total().before()).isEqualTo(ends("3", "3"));
  }

  private static StepPlan grouped(StepPlan plan) {
    return new StepPlan(plan.id(), "extras", plan.step(), plan.parameters(), plan.place());
  }

  @Test
  void independentRangesHaveAllTheirCorners() {
    var one = range("one", "1", "2");
    var other = range("other", "3", "5");
    var exact = range("exact", "1", "1");
    var estimate =
        estimate(
            costs(
                "a",
                RangeValued.of(one).with(RangeValued.of(other), BigDecimal::multiply),
                fixed("0"),
                one,
                other,
                exact));

    assertThat(estimate.lines().getFirst().corners())
        .extracting(corner -> corner.before().total().usd().intValueExact())
        .containsExactly(3, 6, 5, 10);
  }

  @Test
  void moreRangesThanCanBeLookedAtAreTakenAtTheirEnds() {
    var ranges = new Parameter[RangePoint.MOST_LINKS + 1];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = range("r" + i, "0", "1");
    }

    assertThat(RangePoint.corners(List.of(ranges))).hasSize(2);
  }

  @Test
  void unitsHaveTheirOwnPriceOrThatOfTheBook() {
    var own = unit("own", units("fal", Optional.of(number("0.04"))));
    var listed = unit("book", units("imagen-4.0-generate-001", Optional.empty()));

    assertThat(estimate(own).saving(Costs::services).before()).isEqualTo(ends("0.12", "0.12"));
    assertThat(estimate(listed).saving(Costs::services).after()).isEqualTo(ends("0.12", "0.12"));
    assertThat(estimate(listed).saving(Costs::models).after()).isEqualTo(ends("0", "0"));
  }

  private static Step unit(String id, StepCost work) {
    return new Step(id, number("3"), work, FailureAndWaitCost.NONE, FailureAndWaitCost.NONE);
  }

  @Test
  void aStepWithoutPriceIsInNoTotal() {
    var known = unit("known", units("fal", Optional.of(number("1"))));
    var unknown = unit("unknown", units("fal-ai/birefnet", Optional.empty()));
    var estimate =
        estimate(
            plan("known", RangeValued.known(known)), plan("unknown", RangeValued.known(unknown)));

    assertThat(estimate.isComplete()).isFalse();
    assertThat(estimate.total().before()).isEqualTo(ends("3", "3"));
    assertThat(estimate.saving(estimate.lines().getLast(), Costs::total).before())
        .isEqualTo(ends("0", "0"));
  }

  @Test
  void failuresAndWaitingAreCostsOfTheirOwn() {
    var failing =
        new FailureAndWaitCost(
            Optional.of(
                new FailureAndWaitCost.Failure(number("0.05"), number("50"), Optional.empty())),
            Optional.empty(),
            Optional.empty());
    var waiting =
        new FailureAndWaitCost(
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new FailureAndWaitCost.Latency(
                    number("45"), Optional.of(number("50")), number("0.5"))));
    var step =
        new Step(
            "a",
            number("16"),
            new StepCost.KnownCosts(
                List.of("sonnet"), List.of("haiku"), number("1"), number("0.5")),
            waiting,
            failing);
    var estimate = estimate(step);

    // 16 × 45 s are 0.2 h, half of it lost at $50; 16 × 0.05 × $50
    assertThat(estimate.saving(Costs::waiting).before()).isEqualTo(ends("5", "5"));
    assertThat(estimate.saving(Costs::failures).after()).isEqualTo(ends("40", "40"));
    assertThat(estimate.saving(Costs::models).before()).isEqualTo(ends("16", "16"));
    assertThat(estimate.total().before()).isEqualTo(ends("21", "21"));
    assertThat(estimate.total().after()).isEqualTo(ends("48", "48"));
  }

  @Test
  void whatALogHasIsPricedAsItIsAndAsItWouldBe() {
    var slice = new Slice(Calls.key("2026-11-01", "claude-sonnet-5-5"), Calls.usage(1, 1000, 100));
    var step = unit("agent", new StepCost.Logged(List.of(slice), HAIKU));
    var total = estimate(step).saving(Costs::models);

    assertThat(total.before()).isEqualTo(ends("0.003", "0.003"));
    assertThat(total.after()).isEqualTo(ends("0.00015", "0.00015"));
  }

  @Test
  void severalPipelinesHaveASum() {
    var one = estimate(costs("a", fixed("1"), fixed("0.5")));
    var other = estimate(costs("a", fixed("3"), fixed("2.5")));
    var sum = Estimate.sum(List.of(one, other), Costs::total);

    assertThat(sum.before()).isEqualTo(ends("4", "4"));
    assertThat(sum.attainable())
        .contains(
            new Saving.Attainable(
                new Saving.Part(Money.of("1"), Money.of("4")),
                new Saving.Part(Money.of("1"), Money.of("4"))));
  }

  @Test
  void stepsAreCountedByTheNamesTheyRunOn() {
    var pipeline =
        Plans.pipeline(
            plan("a", RangeValued.known(calls("a", "1", "1", "1", SONNET, HAIKU))),
            plan(
                "b",
                RangeValued.known(
                    calls("b", "1", "1", "1", SONNET, new Route.Batched(new Route.Stay())))),
            costs("c", fixed("1"), fixed("1")),
            plan("d", RangeValued.known(unit("d", units("x", Optional.of(BigDecimal.ONE))))));
    var counts = StepCounts.of(pipeline);

    assertThat(counts.onModels()).isEqualTo(3);
    assertThat(counts.before()).containsExactly(java.util.Map.entry("sonnet", 3));
    assertThat(counts.after())
        .containsExactly(java.util.Map.entry("haiku", 2), java.util.Map.entry("sonnet", 1));
  }

  @Test
  void runsOfAPeriodAreCountedByItsDays() {
    var daily = new Pipeline.Runs(number("1000"), "day", number("30"), Optional.empty());
    var monthly = new Pipeline.Runs(number("20"), "month", number("1"), Optional.empty());

    assertThat(daily.all()).isEqualByComparingTo("30000");
    assertThat(daily.period()).isEqualTo("30 days");
    assertThat(monthly.all()).isEqualByComparingTo("20");
    assertThat(monthly.period()).isEqualTo("month");
  }

  @Test
  void betweenItsEndsACostIsWhereItsNumbersAre() {
    var cost = range("a", "1", "3");
    var estimate = estimate(costs("a", RangeValued.of(cost), fixed("1"), cost));

    assertThat(estimate.at(RangePoint.MIDDLE).before().total()).isEqualTo(Money.of("2"));
    assertThat(estimate.pipeline().parameters()).containsExactly(cost);
  }
}
