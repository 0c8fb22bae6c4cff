package routercost.report.estimate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.report.common.BillJson;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.whatif.pipeline.Claim.ClaimVerdict;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PipelineBreakEven;
import routercost.whatif.pipeline.PipelineUsage;
import routercost.whatif.pipeline.Saving;

/// Estimates as JSON (DESIGN §9): all together, and each pipeline.
record EstimateJson(EstimateReport report) {
  Json json() {
    var coverage = report.coverage();
    var estimates = report.estimates();
    return report
        .head()
        .json(
            false,
            coverage,
            estimates.stream().allMatch(Estimate::isComplete),
            report.assumptions())
        .and("steps", Json.items(estimates.stream().flatMap(EstimateJson::steps)))
        .and("totals", EstimateTable.json(Estimate.sum(estimates, Costs::total)))
        .and("llm_only", EstimateTable.json(Estimate.sum(estimates, Costs::models)))
        .and("per_period", period(estimates))
        .and("pipelines", Json.items(estimates.stream().map(this::pipeline)))
        .and("bills", Json.of(report.head().from(), this::bills));
  }

  /// The bills of one run of each pipeline before and after, with every range in its middle.
  private Json bills(LocalDate day) {
    return Json.object().and("before", bill(day, true)).and("after", bill(day, false));
  }

  private Json bill(LocalDate day, boolean before) {
    return BillJson.of(
        Ledger.sum(
            report.estimates().stream()
                .map(Estimate::pipeline)
                .map(
                    pipeline ->
                        PipelineUsage.of(pipeline, day, RangePoint.MIDDLE)
                            .bill(before, pipeline, day))
                .toList()));
  }

  private Json pipeline(Estimate estimate) {
    var view = report.view();
    return Json.object()
        .and("name", estimate.pipeline().name())
        .and("unit", estimate.pipeline().unit())
        .and("steps", Json.items(steps(estimate)))
        .and("totals", EstimateTable.json(estimate.total()))
        .and("llm_only", EstimateTable.json(estimate.saving(Costs::models)))
        .and("parts", EstimateTable.parts(estimate))
        .and("seconds", seconds(estimate))
        .and("roles", roles(estimate))
        .and("per_period", period(List.of(estimate)))
        .and("loops", LoopSection.of(estimate).json())
        .and("break_evens", Json.items(estimate.breakEvens().stream().map(EstimateJson::breakEven)))
        .and(
            "claims",
            Json.items(EstimateReport.verdicts(estimate).stream().map(EstimateJson::claim)))
        .and(
            "draws",
            Json.of(view.sampling(), sampling -> DrawSection.of(estimate, sampling).json()))
        .and("sensitivity", view.sensitivity() ? SensitivitySection.of(estimate).json() : Json.NULL)
        .and(
            "against",
            Json.of(view.against(), against -> CalibrationSection.of(estimate, against).json()));
  }

  /// The time of one run, if any step says how long it takes.
  private static Json seconds(Estimate estimate) {
    return Json.object()
        .and("before", seconds(estimate, true))
        .and("after", seconds(estimate, false));
  }

  private static Json seconds(Estimate estimate, boolean before) {
    return Json.object()
        .and("low", decimal(estimate.seconds(before, RangePoint.LOW)))
        .and("high", decimal(estimate.seconds(before, RangePoint.HIGH)));
  }

  private static Json roles(Estimate estimate) {
    var json = Json.object();
    estimate.roles().forEach(role -> json.and(role, EstimateTable.json(estimate.ofRole(role))));
    return json;
  }

  private static Stream<Json> steps(Estimate estimate) {
    return estimate.lines().stream()
        .map(
            line ->
                Json.object()
                    .and("id", line.id())
                    .and(
                        line.isComplete()
                            ? EstimateTable.json(estimate.saving(line, Costs::total))
                            : Json.object().and("before", Json.NULL).and("after", Json.NULL)));
  }

  /// The cost of a period, if all pipelines state how often they run in the same period.
  private static Json period(List<Estimate> estimates) {
    var runs = estimates.stream().flatMap(estimate -> estimate.pipeline().runs().stream()).toList();
    var periods = runs.stream().map(Pipeline.Runs::period).distinct().toList();
    if (runs.size() != estimates.size() || periods.size() != 1) {
      return Json.NULL;
    }
    var before = sum(estimates, Saving::before);
    var after = sum(estimates, Saving::after);
    var numbers = runs.stream().map(Pipeline.Runs::all).distinct().toList();
    var json = Json.object().and("period", periods.getFirst());
    boolean isOne =
        numbers.size() == 1 && runs.stream().allMatch(of -> of.all().compareTo(of.most()) == 0);
    return (isOne ? json.and("runs", numbers.getFirst()) : json)
        .and("before", EstimateTable.json(before))
        .and("after", EstimateTable.json(after))
        .and("saved", EstimateTable.json(before.minus(after)));
  }

  /// One side of all runs of a period.
  private static Saving.Ends sum(List<Estimate> estimates, Function<Saving, Saving.Ends> side) {
    var sum = new Saving.Ends(Money.ZERO, Money.ZERO);
    for (var estimate : estimates) {
      var ends = side.apply(estimate.total()).times(estimate.pipeline().runs().orElseThrow());
      sum = new Saving.Ends(sum.low().plus(ends.low()), sum.high().plus(ends.high()));
    }
    return sum;
  }

  private static Json breakEven(PipelineBreakEven even) {
    return Json.object()
        .and("step", even.step())
        .and("kind", even.id())
        .and("low", decimal(even.low()))
        .and("high", decimal(even.high()))
        .and("assumed", even.assumed().map(assumed -> decimal(assumed.low())))
        .and("assumed_high", even.assumed().map(assumed -> decimal(assumed.high())));
  }

  private static Json claim(ClaimVerdict verdict) {
    return Json.object()
        .and("name", verdict.claim().name())
        .and("value", verdict.value().map(EstimateJson::decimal))
        .and("printed", verdict.claim().printed().map(printed -> printed.text()))
        .and("verdict", verdict.judgement().id())
        .and("off", verdict.off().map(EstimateJson::decimal));
  }

  /// An exact number, or a quotient with at most ten decimals.
  static String decimal(BigDecimal number) {
    return Rounding.exact(Rounding.quotient(number));
  }
}
