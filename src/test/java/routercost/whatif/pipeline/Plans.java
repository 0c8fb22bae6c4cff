package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Step.StepPlan;

/// Pipelines in few words, for tests. On the day of these tests Sonnet 5.5 costs 2 and 10 USD, and
/// Haiku 5.5 0.10 and 0.50.
final class Plans {
  static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  static final PriceBook BOOK = PriceBooks.builtIn();
  static final Route SONNET = new Route.To("sonnet");
  static final Route HAIKU = new Route.To("haiku");

  private Plans() {}

  static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  /// A range that moves by itself.
  static Parameter range(String name, String low, String high) {
    return linked(name, name, low, high);
  }

  static Parameter linked(String name, String link, String low, String high) {
    return new Parameter(name, link, number(low), number(high), Optional.empty(), Optional.empty());
  }

  /// A step of known costs.
  static StepPlan costs(
      String id,
      RangeValued<BigDecimal> before,
      RangeValued<BigDecimal> after,
      Parameter... ranges) {
    return plan(
        id,
        point ->
            new Step(
                id,
                BigDecimal.ONE,
                new StepCost.KnownCosts(
                    List.of("sonnet"), List.of("haiku"), before.at(point), after.at(point)),
                FailureAndWaitCost.NONE,
                FailureAndWaitCost.NONE),
        ranges);
  }

  static StepPlan plan(String id, RangeValued<Step> step, Parameter... ranges) {
    return new StepPlan(id, id, step, List.of(ranges), "p.yaml:1:1");
  }

  /// A step of calls.
  static Step calls(
      String id, String times, String input, String output, Route before, Route after) {
    return new Step(
        id,
        number(times),
        new StepCost.Calls(number(input), number(output), before, after),
        FailureAndWaitCost.NONE,
        FailureAndWaitCost.NONE);
  }

  static Pipeline pipeline(StepPlan... steps) {
    return new Pipeline("p", "run", Optional.empty(), List.of(steps), List.of(), BOOK);
  }

  static Estimate estimate(StepPlan... steps) {
    return Estimate.of(pipeline(steps), DAY);
  }

  static Estimate estimate(Step step) {
    return estimate(plan(step.id(), RangeValued.known(step)));
  }
}
