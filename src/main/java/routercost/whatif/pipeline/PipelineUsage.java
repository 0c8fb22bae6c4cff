package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

/// A pipeline as a source of usage: what all its runs would use, as a log of them would say.
///
/// The task of each cell is the step, the day the one that is asked for. Runs count as they do in a
/// period; a pipeline that does not say how often it runs counts once.
///
/// @param before usage as it is
/// @param after usage as it would be
/// @param fixedBefore what is paid beside it: known costs, services with a price of their own,
///     failures and waiting
/// @param fixedAfter the same, afterwards
public record PipelineUsage(
    UsageCube before, UsageCube after, Money fixedBefore, Money fixedAfter) {
  /// The usage of `pipeline` on `day`, with its ranges at `point`.
  public static PipelineUsage of(Pipeline pipeline, LocalDate day, Point point) {
    var runs = pipeline.runs().map(Pipeline.Runs::all).orElse(BigDecimal.ONE);
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

  /// All costs but those of the priced usage.
  private static Money fixed(
      List<StepPrice> prices, Function<StepPrice, Costs> side, boolean before) {
    return Money.sum(
        prices.stream()
            .map(price -> side.apply(price).total().minus(price.billed(before)))
            .toList());
  }
}
