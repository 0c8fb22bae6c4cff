package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.report.common.BillJson;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.whatif.pipeline.Claim.ClaimVerdict;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PipelineBreakEven;
import routercost.whatif.pipeline.PipelineUsage;
import routercost.whatif.pipeline.RangePoint;
import routercost.whatif.pipeline.Saving;

/// Estimates as JSON (DESIGN §9): all together, and each pipeline.
final class EstimateJson {
  private EstimateJson() {}

  static Json of(EstimateReport report) {
    var coverage = report.coverage();
    var estimates = report.estimates();
    return report
        .head()
        .json(false)
        .and("complete", estimates.stream().allMatch(Estimate::isComplete))
        .and("coverage", coverage.json())
        .and("assumptions", Json.texts(report.assumptions()))
        .and("warnings", Json.items(coverage.warnings()))
        .and("steps", Json.items(estimates.stream().flatMap(EstimateJson::steps)))
        .and("totals", saving(Estimate.sum(estimates, Costs::total)))
        .and("llm_only", saving(Estimate.sum(estimates, Costs::models)))
        .and("per_period", period(estimates))
        .and(
            "pipelines",
            Json.items(estimates.stream().map(estimate -> pipeline(estimate, report.view()))))
        .and("bills", bills(report));
  }

  /// What all runs come to with ranges in their middle, as they are and as they would be.
  private static Json bills(EstimateReport report) {
    var json = Json.object();
    var day = report.head().from();
    if (day.isEmpty()) {
      return Json.NULL;
    }
    for (var before : List.of(true, false)) {
      var ledgers =
          report.estimates().stream()
              .map(Estimate::pipeline)
              .map(
                  some ->
                      PipelineUsage.of(some, day.get(), RangePoint.MIDDLE)
                          .bill(before, some, day.get()))
              .toList();
      json.and(before ? "before" : "after", BillJson.of(Ledger.sum(ledgers)));
    }
    return json;
  }

  private static Json.Fields pipeline(Estimate estimate, EstimateReport.View view) {
    var json = pipeline(estimate);
    var sampled =
        view.sampling()
            .map(sampling -> DrawSection.of(estimate, sampling).json())
            .orElse(Json.NULL);
    var compared =
        view.against()
            .map(against -> CalibrationSection.of(estimate, against).json())
            .orElse(Json.NULL);
    return json.and("samples", sampled)
        .and("sensitivity", view.sensitivity() ? SensitivitySection.of(estimate).json() : Json.NULL)
        .and("against", compared);
  }

  private static Json.Fields pipeline(Estimate estimate) {
    return Json.object()
        .and("name", estimate.pipeline().name())
        .and("unit", estimate.pipeline().unit())
        .and("steps", Json.items(steps(estimate)))
        .and("totals", saving(estimate.total()))
        .and("llm_only", saving(estimate.saving(Costs::models)))
        .and("parts", parts(estimate))
        .and("per_period", period(List.of(estimate)))
        .and("break_evens", Json.items(estimate.breakEvens().stream().map(EstimateJson::even)))
        .and(
            "claims",
            Json.items(EstimateReport.verdicts(estimate).stream().map(EstimateJson::claim)));
  }

  private static Stream<Json> steps(Estimate estimate) {
    return estimate.lines().stream()
        .map(line -> Json.object().and("id", line.id()).and(figures(estimate, line)));
  }

  private static Json.Fields figures(Estimate estimate, Estimate.Line line) {
    if (!line.isComplete()) {
      return Json.object().and("before", Json.NULL).and("after", Json.NULL);
    }
    return saving(estimate.saving(line, Costs::total));
  }

  private static Json.Fields saving(Saving saving) {
    return Json.object()
        .and("before", ends(saving.before()))
        .and("after", ends(saving.after()))
        .and("saved", ends(saving.saved()))
        .and(
            "saved_pct",
            Json.object()
                .and("low", percent(saving.savedLow()))
                .and("high", percent(saving.savedHigh()))
                .and("min", percent(saving.attainable().map(Saving.Attainable::least)))
                .and("max", percent(saving.attainable().map(Saving.Attainable::most))));
  }

  private static Json ends(Saving.Ends ends) {
    return Json.object().and("low", ends.low().toString()).and("high", ends.high().toString());
  }

  private static Json percent(Optional<Saving.Part> part) {
    return Json.text(part.map(EstimateRecords::percent));
  }

  private static Json parts(Estimate estimate) {
    return Json.object()
        .and("services", saving(estimate.saving(Costs::services)))
        .and("failures", saving(estimate.saving(Costs::failures)))
        .and("waiting", saving(estimate.saving(Costs::waiting)));
  }

  /// What a period costs, if all pipelines say how often they run in the same one.
  private static Json period(List<Estimate> estimates) {
    var periods =
        estimates.stream()
            .flatMap(estimate -> estimate.pipeline().runs().stream())
            .map(Pipeline.Runs::period)
            .toList();
    if (periods.size() != estimates.size() || periods.stream().distinct().count() != 1) {
      return Json.NULL;
    }
    var before = estimates.stream().map(one -> times(one, one.total().before())).toList();
    var after = estimates.stream().map(one -> times(one, one.total().after())).toList();
    var one = before.stream().reduce(EstimateJson::plus).orElseThrow();
    var other = after.stream().reduce(EstimateJson::plus).orElseThrow();
    var json = Json.object().and("period", periods.getFirst());
    var runs = estimates.stream().map(some -> runs(some)).distinct().toList();
    return (runs.size() == 1 ? json.and("runs", runs.getFirst()) : json)
        .and("before", ends(one))
        .and("after", ends(other))
        .and("saved", ends(one.minus(other)));
  }

  private static BigDecimal runs(Estimate estimate) {
    return estimate.pipeline().runs().map(Pipeline.Runs::all).orElse(BigDecimal.ONE);
  }

  private static Saving.Ends times(Estimate estimate, Saving.Ends ends) {
    return ends.times(runs(estimate));
  }

  private static Saving.Ends plus(Saving.Ends one, Saving.Ends other) {
    return new Saving.Ends(one.low().plus(other.low()), one.high().plus(other.high()));
  }

  private static Json even(PipelineBreakEven even) {
    return Json.object()
        .and("step", even.step())
        .and("kind", even.kind().id())
        .and("low", decimal(even.low()))
        .and("high", decimal(even.high()))
        .and("assumed", text(even.assumed().map(PipelineBreakEven.Assumed::low)))
        .and("assumed_high", text(even.assumed().map(PipelineBreakEven.Assumed::high)));
  }

  private static Json claim(ClaimVerdict verdict) {
    return Json.object()
        .and("name", verdict.claim().name())
        .and("value", text(verdict.value()))
        .and("printed", Json.text(verdict.claim().printed().map(printed -> printed.text())))
        .and("verdict", verdict.judgement().id())
        .and("off", text(verdict.off()));
  }

  private static Json text(Optional<BigDecimal> number) {
    return Json.text(number.map(EstimateJson::decimal));
  }

  /// Exact, but that a quotient has ten digits behind the point.
  private static String decimal(BigDecimal number) {
    return Rounding.exact(Rounding.quotient(number));
  }
}
