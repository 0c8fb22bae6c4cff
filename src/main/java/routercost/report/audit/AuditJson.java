package routercost.report.audit;

import java.util.List;
import java.util.Map;
import routercost.audit.CacheSavings;
import routercost.audit.WaitingTime;
import routercost.price.Attribute;
import routercost.report.audit.AuditReport.CachingText;
import routercost.report.common.AuditGroup;
import routercost.report.common.BillJson;
import routercost.report.common.BilledSection;
import routercost.report.common.Coverage;
import routercost.report.common.FindingSection;
import routercost.report.common.MovePlan;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.whatif.evidence.EvidenceVerdict;

/// An audit as JSON (DESIGN §9). An amount that is not known is null, never zero.
///
/// @param groups that are shown
/// @param whole all groups, shown or not, as one
record AuditJson(
    Audit audit, List<AuditGroup> groups, AuditGroup whole, List<Field<AuditFields.Row>> fields) {
  Json json() {
    var coverage = new Coverage(audit.bill(), audit.head().notCounted());
    var units = audit.view().units().of(audit.comparison(), audit.head());
    boolean known = !audit.moved() || whole.after().isPresent();
    return audit
        .head()
        .json(
            audit.view().verbose(),
            coverage,
            coverage.isComplete() && known,
            new AuditSummary(audit).assumptions())
        .and("data_quality", AuditSummary.quality(audit).json())
        .and("plan", audit.plan().kind().id())
        .and("group_by", Json.texts(audit.view().grouping().ids()))
        .and("groups", Json.items(groups.stream().map(this::group)))
        .and("totals", figures(whole))
        .and("moved_calls", audit.moved() ? Json.number(audit.movedCalls()) : Json.NULL)
        .and("moved_time", Json.of(audit.waiting(), AuditJson::movedTime))
        .and("on_one_tier", onOneTier())
        .and("caching", caching())
        .and("per", units.per())
        .and("payback", units.paidBack())
        .and("reviews", audit.plan().reviewsJson(whole.saved()))
        .and("saved_by_evidence", savedByEvidence())
        .and("below_rule", Json.items(audit.plan().below().stream().map(AuditJson::below)))
        .and("logged_check", loggedCheck())
        .and("billed", new BilledSection(audit.billed(), audit.view().dimensions()).json())
        .and("findings", Json.items(audit.findings().stream().map(FindingSection::json)))
        .and("bill", BillJson.of(audit.bill()));
  }

  private Json caching() {
    return CacheSavings.of(audit.bill())
        .<Json>map(
            cache ->
                Json.object()
                    .and("saved", cache.saved())
                    .and("reads_saved", cache.reads())
                    .and("writes_cost", cache.writes())
                    .and("unread_writes_cost", new CachingText(audit).unreadWrites())
                    .and(
                        "hit_rate_pct",
                        Rounding.exactPercent(cache.readTokens(), cache.promptTokens())))
        .orElse(Json.NULL);
  }

  private static Json movedTime(WaitingTime.Saved saved) {
    return Json.object()
        .and("seconds", Json.number(Rounding.quotient(saved.now())))
        .and("seconds_saved", Json.number(Rounding.quotient(saved.saved())))
        .and("calls", Json.number(saved.calls()));
  }

  private Json onOneTier() {
    var json = Json.object();
    audit.onOneTier().forEach((tier, cost) -> json.and(tier.id(), cost));
    return json;
  }

  private static Json below(Map.Entry<String, MovePlan.Advice> task) {
    var advice = task.getValue();
    return Json.object()
        .and("task", task.getKey())
        .and("from", advice.from())
        .and("to", advice.to())
        .and("rule", advice.rule())
        .and("article", advice.article())
        .and("reason", advice.reason())
        .and("more", advice.more());
  }

  private Json savedByEvidence() {
    if (!audit.plan().hasEvidence()) {
      return Json.NULL;
    }
    var byTask = AuditGroup.of(audit.comparison(), List.of(Attribute.named("task")));
    var json = Json.object();
    for (var state : EvidenceVerdict.State.values()) {
      json.and(state.id(), audit.plan().saved(byTask, state));
    }
    return json;
  }

  private Json group(AuditGroup group) {
    var json =
        Json.object().and("key", audit.view().grouping().key(group.key())).and(figures(group));
    return audit.moved() && group.isMoved() ? json.and("route", audit.plan().json(group)) : json;
  }

  private Json.Fields figures(AuditGroup group) {
    var json = Field.json(fields, AuditFields.Row.of(group, 0));
    return audit.moved() || !group.isMoved() ? json : json.and("tier_lower", tierLower(group));
  }

  private static Json tierLower(AuditGroup group) {
    return Json.object()
        .and("models", Json.texts(group.modelsAfter()))
        .and("cost", group.after())
        .and("saved", group.saved());
  }

  private Json loggedCheck() {
    var logged = audit.logged();
    var elsewhere = Json.object();
    for (var entry : logged.elsewhere().entrySet()) {
      elsewhere.and(entry.getKey(), Rounding.exact(entry.getValue()));
    }
    return Json.object()
        .and("records", logged.records())
        .and("logged", logged.stated())
        .and("computed", logged.computed())
        .and("other_currencies", elsewhere);
  }
}
