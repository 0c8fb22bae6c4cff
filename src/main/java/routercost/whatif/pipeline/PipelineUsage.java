package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.DateRange;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceEntry.Provenance;
import routercost.price.RateCard;
import routercost.price.RateCard.Rate;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Parameter.RangePoint;

/// The usage of all runs of a pipeline, as a log of them would have it.
///
/// The task of each cell is the step. The runs of one period are counted; a pipeline without a
/// number of runs counts once.
/// @param fixedBefore costs in addition to priced usage: known costs, services with a price of
///     their own, failures, reviews and waiting
public record PipelineUsage(
    UsageCube before, UsageCube after, Money fixedBefore, Money fixedAfter) {
  /// The name of costs in addition to priced usage.
  public static final String FIXED = "(fixed costs)";

  /// The usage of `pipeline` on `day`, with its ranges at `point`.
  public static PipelineUsage of(Pipeline pipeline, LocalDate day, RangePoint point) {
    var runs = pipeline.runs().map(of -> of.at(point)).orElse(BigDecimal.ONE);
    var prices =
        pipeline.steps().stream()
            .map(plan -> StepPrice.of(plan.step().at(point), pipeline.book(), day))
            .toList();
    return new PipelineUsage(
        cube(prices.stream().flatMap(price -> price.slices(true)), runs),
        cube(prices.stream().flatMap(price -> price.slices(false)), runs),
        fixed(prices, StepPrice::before, true).times(runs),
        fixed(prices, StepPrice::after, false).times(runs));
  }

  private static UsageCube cube(Stream<Slice> slices, BigDecimal runs) {
    return UsageCube.of(slices.map(slice -> slice.times(runs)));
  }

  /// All costs except those of the priced usage.
  private static Money fixed(
      List<StepPrice> prices, Function<StepPrice, Costs> side, boolean before) {
    return Money.sum(
        prices.stream()
            .map(price -> side.apply(price).total().minus(price.billed(before)))
            .toList());
  }

  /// The bill of `pipeline`, whose usage this is, with its fixed costs.
  ///
  /// @param before whether as it is, rather than as it would be
  public Ledger bill(boolean before, Pipeline pipeline, LocalDate day) {
    var ledger = Ledger.of(before ? this.before : after, pipeline.book()::quote);
    var beside = before ? fixedBefore : fixedAfter;
    return beside.isZero() ? ledger : ledger.plus(fixed(beside, day));
  }

  /// Costs in addition to priced usage, as units of one dollar each that belong to no call.
  private static Ledger fixed(Money amount, LocalDate day) {
    var card =
        new RateCard(
            new Resolution(FIXED, FIXED, "", "", "", Resolution.How.EXACT),
            Map.of(Meter.UNITS, new Rate(BigDecimal.ONE, 1)),
            List.of(),
            List.of(),
            0,
            DateRange.ALWAYS,
            new Provenance("", "", "", "", ""));
    var usage = Usage.of(Meter.UNITS, 0).with(Meter.UNITS, amount.usd());
    var slice = new Slice(UsageKey.of(day, FIXED, FIXED), usage);
    return new Ledger(List.of(new Charge(slice, card)), List.of());
  }
}
