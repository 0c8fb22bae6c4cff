package routercost.report.gate;

import routercost.audit.budget.Check;
import routercost.audit.budget.DateSpan;
import routercost.audit.budget.Scope;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Json;
import routercost.report.layout.RatioFormat;
import routercost.report.layout.Rounding;

/// The checks of a gate as JSON (DESIGN §9), in the order of the file.
record CheckJson(GateResult gate) {
  Json json() {
    return Json.items(gate.checks().stream().map(this::check));
  }

  private Json check(Check check) {
    var budget = check.budget();
    var words = new CheckText(check);
    var span = check.measured().map(Check.Measured::span);
    return Json.object()
        .and("id", budget.id())
        .and("status", check.status().id())
        .and("blocking", check.isBlocking())
        .and("metric", budget.metric().id())
        .and("actual", Json.text(check.measured().map(some -> RatioFormat.exact(some.actual()))))
        .and("limit", Rounding.exact(check.limit()))
        .and("unit", CheckRecords.unit(check))
        .and("message", words.message())
        .and("scope", scope(budget.scope()))
        .and(
            "period",
            Json.object()
                .and("from", Json.text(span.map(DateSpan::from)))
                .and("to", Json.text(span.map(DateSpan::to))))
        .and("base", Json.text(check.base().map(RatioFormat::exact)))
        .and("waived_until", Json.text(check.waiver().map(waiver -> waiver.until())))
        .and("file", RunMetadata.fileName(gate.path()))
        .and("line", budget.line());
  }

  private static Json scope(Scope scope) {
    var json = Json.object();
    for (var condition : scope.conditions().entrySet()) {
      json.and(condition.getKey(), Json.texts(condition.getValue()));
    }
    return json;
  }
}
