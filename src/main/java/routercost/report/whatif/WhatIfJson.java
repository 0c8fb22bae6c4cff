package routercost.report.whatif;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.audit.AuditJson;
import routercost.report.common.AuditGroup;
import routercost.report.common.Coverage;
import routercost.report.common.VerdictText;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.whatif.Alternative;
import routercost.whatif.BreakEven;
import routercost.whatif.Comparison;
import routercost.whatif.Effect;
import routercost.whatif.Frontier;

/// A what-if as JSON (DESIGN §9). An amount that is not known is null, never zero.
record WhatIfJson(WhatIf whatIf) {
  Json json() {
    var coverage = new Coverage(whatIf.asIs().before());
    var notes = new WhatIfSummary(whatIf);
    var json =
        whatIf
            .head()
            .json(whatIf.view().verbose())
            .and("complete", isComplete(coverage))
            .and("coverage", coverage.json())
            .and("assumptions", Json.texts(notes.assumptions()))
            .and("warnings", Json.items(coverage.warnings()))
            .and("without", Json.texts(notes.without()))
            .and(
                "group_by",
                Json.texts(whatIf.view().dimensions().stream().map(Attribute::id).toList()))
            .and("groups", Json.items(whatIf.groups(shown()).stream().map(this::group)))
            .and("totals", figures(new AuditGroup(List.of(), shown())))
            .and("scenarios", Json.items(whatIf.alternatives().stream().map(this::scenario)));
    if (whatIf.matrix()) {
      json.and("matrix", Json.items(ScenarioMatrix.of(whatIf).rows().stream().map(this::row)));
    }
    if (!whatIf.headroom().isEmpty()) {
      json.and("findings", Json.items(whatIf.headroom().stream().map(AuditJson::finding)));
    }
    return whatIf.best().isPresent() ? json.and("best", best(whatIf.best().get())) : json;
  }

  private Json group(AuditGroup group) {
    var json = Json.object().and("key", key(group)).and(figures(group));
    return whatIf.plan().moves() && group.isMoved()
        ? json.and("route", AuditJson.route(group, whatIf.plan()))
        : json;
  }

  /// The bill after the only scenario; as it is if there are several or none.
  private Comparison shown() {
    return whatIf.alternatives().size() == 1 && !whatIf.matrix()
        ? whatIf.alternatives().getFirst().adjusted()
        : whatIf.asIs();
  }

  private static Json.Fields figures(AuditGroup group) {
    boolean priced = group.isPriced() || group.lines().lines().isEmpty();
    return Json.object()
        .and("calls", group.calls())
        .and("failed_calls", group.failedCalls())
        .and("tokens", AuditJson.tokens(group.usage()))
        .and("models", Json.texts(group.modelsBefore()))
        .and("before", group.cost())
        .and("after", priced ? Json.text(group.after()) : Json.NULL)
        .and("saved", priced ? Json.text(group.saved()) : Json.NULL)
        .and("saved_pct", percent(priced ? group.saved() : Optional.empty(), group.before()))
        .and("unpriced_calls", group.unpricedCalls());
  }

  private boolean isComplete(Coverage coverage) {
    return coverage.isComplete()
        && (whatIf.matrix()
            || whatIf.alternatives().stream().allMatch(some -> some.saved().isPresent()));
  }

  private static Json percent(Optional<Money> part, Money whole) {
    var percent = WhatIfRecords.percent(part, whole);
    return Json.text(percent);
  }

  private Json scenario(Alternative alternative) {
    var before = whatIf.asIs().costBefore();
    var naive = new HashMap<List<String>, AuditGroup>();
    whatIf.groups(alternative.naive()).forEach(group -> naive.put(group.key(), group));
    var json =
        Json.object()
            .and("name", alternative.scenario().name())
            .and("after", Json.text(alternative.adjusted().costAfter()))
            .and("saved", Json.text(alternative.saved()))
            .and("saved_pct", percent(alternative.saved(), before))
            .and("naive_saved", Json.text(alternative.savedNaively()))
            .and("saved_error_90", rounded(whatIf.halfWidth(alternative)));
    if (whatIf.alternatives().size() == 1) {
      json.and("effects", effects());
    }
    return json.and(
        "groups",
        Json.items(
            whatIf.groups(alternative.adjusted()).stream()
                .map(
                    group ->
                        group(alternative, group, Optional.ofNullable(naive.get(group.key()))))));
  }

  private Json effects() {
    var json = Json.object();
    for (var effect : Effect.values()) {
      var made = whatIf.effects().get(effect);
      if (made != null) {
        json.and(effect.id().replace('-', '_'), made);
      }
    }
    return json;
  }

  private Json.Fields key(AuditGroup group) {
    var key = Json.object();
    for (int i = 0; i < group.key().size(); i++) {
      key.and(whatIf.view().dimensions().get(i).id(), group.key().get(i));
    }
    return key;
  }

  private static Json rounded(Optional<Money> money) {
    return number(money.map(Money::usd));
  }

  private Json group(Alternative alternative, AuditGroup group, Optional<AuditGroup> naive) {
    boolean priced = group.isPriced();
    var json =
        Json.object()
            .and("key", key(group))
            .and("calls", group.calls())
            .and("failed_calls", group.failedCalls())
            .and("models", Json.texts(group.modelsBefore()))
            .and("models_after", Json.texts(group.modelsAfter()))
            .and("before", group.cost())
            .and("after", priced ? Json.text(group.after()) : Json.NULL)
            .and("saved", priced ? Json.text(group.saved()) : Json.NULL)
            .and("saved_pct", percent(priced ? group.saved() : Optional.empty(), group.before()))
            .and("naive_saved", priced ? Json.text(naive.flatMap(AuditGroup::saved)) : Json.NULL)
            .and("saved_error_90", rounded(whatIf.halfWidth(alternative, group)));
    return BreakEvenSection.of(List.of(group)).stream()
        .findFirst()
        .map(some -> json.and("break_even", breakEven(some)))
        .orElse(json);
  }

  private Json breakEven(BreakEvenSection some) {
    var failure = some.breakEven().failure(new BigDecimal("0.01"));
    return Json.object()
        .and("redo_pct", share(some.breakEven().escalation()))
        .and("tries", number(some.breakEven().tries()))
        .and("cost_per_failure_at_1_pct", number(failure.map(Money::usd)))
        .and(
            "seconds_per_failure_at_1_pct",
            number(failure.map(cost -> BreakEven.seconds(cost, whatIf.hourly()))))
        .and("redone_now_pct", share(some.redone()))
        .and("failed_now_pct", share(Optional.of(some.failed())))
        .and("cache_hits_now_pct", share(some.hits()))
        .and("cache_pays_from_pct", share(some.hitsNeeded()));
  }

  private static Json share(Optional<BigDecimal> share) {
    return Json.text(share.map(some -> Rounding.exactPercent(some, BigDecimal.ONE)));
  }

  private static Json number(Optional<BigDecimal> number) {
    return Json.text(
        number.map(some -> Rounding.exact(some.setScale(10, java.math.RoundingMode.HALF_UP))));
  }

  private Json row(ScenarioMatrix.Row row) {
    var costs = Json.object();
    var reasons = Json.object();
    for (int i = 0; i < row.cells().size(); i++) {
      var name = whatIf.alternatives().get(i).scenario().name();
      var outlook = row.cells().get(i);
      costs.and(name, Json.text(outlook.cost()));
      reasons = outlook.why().isEmpty() ? reasons : reasons.and(name, outlook.why());
    }
    var json =
        key(row.now())
            .and("before", row.now().cost())
            .and("costs", costs)
            .and(
                "cheapest",
                Json.text(row.cheapest().map(i -> whatIf.alternatives().get(i).scenario().name())));
    return reasons.isEmpty() ? json : json.and("reasons", reasons);
  }

  private static Json best(WhatIf.Best best) {
    var json =
        Json.object()
            .and("start", best.frontier().startCost())
            .and("without_risk", start(best.frontier()))
            .and(
                "frontier",
                Json.items(best.frontier().steps().stream().map(some -> step(best, some))));
    if (!best.graded().isEmpty()) {
      json.and("rejected", Json.items(best.rejected().map(WhatIfJson::rejected)));
    }
    if (best.budget().isEmpty()) {
      return json;
    }
    return json.and("budget", best.budget().get()).and("met", Json.of(best.met(), WhatIfJson::met));
  }

  private static Json start(Frontier frontier) {
    return Json.items(
        frontier.start().entrySet().stream()
            .map(
                task ->
                    Json.object()
                        .and("task", task.getKey())
                        .and("to", task.getValue().target())
                        .and("cost", task.getValue().cost())));
  }

  private static Json rejected(WhatIf.Best.Rejected some) {
    return Json.object()
        .and("task", some.task())
        .and("to", some.to())
        .and("evidence", VerdictText.json(some.verdict()));
  }

  private static Json step(WhatIf.Best best, Frontier.Step step) {
    return Json.object()
        .and("task", step.task())
        .and("from", step.from())
        .and("to", step.to())
        .and("saved", step.saved())
        .and("risk", step.risk())
        .and("cost", step.cost())
        .and("risk_in_all", step.risked())
        .and("evidence", Json.of(best.verdict(step), VerdictText::json));
  }

  private static Json met(Frontier.Met met) {
    return Json.object()
        .and("steps", met.steps().size())
        .and("share_of_last", new Json.Text(Rounding.exact(met.share())))
        .and("cost", met.cost());
  }
}
