package routercost.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.Finding;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.BillJson;
import routercost.report.common.BilledSection;
import routercost.report.common.Coverage;
import routercost.report.common.MovePlan;
import routercost.report.common.VerdictText;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;
import routercost.whatif.evidence.EvidenceVerdict;

/// An audit as JSON (DESIGN §9). An amount that is not known is null, never zero.
public record AuditJson(Audit audit, List<AuditGroup> groups) {
  Json json() {
    var records = new AuditRecords(audit, groups);
    var coverage = new Coverage(audit.comparison().before());
    return audit
        .head()
        .json(audit.view().verbose())
        .and("complete", coverage.isComplete() && records.whole().after().isPresent())
        .and("coverage", coverage.json())
        .and("assumptions", Json.texts(new AuditSummary(audit).assumptions()))
        .and("warnings", Json.items(coverage.warnings()))
        .and("data_quality", AuditSummary.quality(audit).json())
        .and("plan", audit.plan().kind().id())
        .and("group_by", Json.texts(audit.view().dimensions().stream().map(Attribute::id).toList()))
        .and("groups", Json.items(shown().map(group -> group(group, records))))
        .and("totals", figures(records.whole(), records))
        .and("saved_by_evidence", savedByEvidence())
        .and("logged_check", loggedCheck())
        .and("billed", new BilledSection(audit.billed(), audit.view().dimensions()).json())
        .and("findings", Json.items(audit.findings().stream().map(AuditJson::finding)))
        .and("bill", BillJson.of(audit.comparison().before()));
  }

  private Json savedByEvidence() {
    if (!audit.plan().hasEvidence()) {
      return Json.NULL;
    }
    var byTask = AuditGroup.of(audit.comparison(), List.of(Attribute.named("task")));
    var json = Json.object();
    for (var state : EvidenceVerdict.State.values()) {
      json.and(state.id(), audit.plan().saved(byTask, state).toString());
    }
    return json;
  }

  private Stream<AuditGroup> shown() {
    return groups.stream().limit(audit.view().top().orElse(groups.size()));
  }

  private Json group(AuditGroup group, AuditRecords records) {
    var key = Json.object();
    for (int i = 0; i < group.key().size(); i++) {
      key.and(audit.view().dimensions().get(i).id(), group.key().get(i));
    }
    var json = Json.object().and("key", key).and(figures(group, records));
    return audit.moved() && group.isMoved() ? json.and("route", route(group, audit.plan())) : json;
  }

  /// Where the calls of a group go, and what is said of that.
  public static Json route(AuditGroup group, MovePlan plan) {
    var tasks = group.lines().lines().stream().map(line -> line.original().key().task()).distinct();
    var advice = new ArrayList<MovePlan.Advice>();
    tasks.forEach(
        task -> {
          var some = plan.advice().get(task);
          if (some != null && some.moves() && !advice.contains(some)) {
            advice.add(some);
          }
        });
    return Json.object()
        .and("from", String.join(",", group.modelsBefore()))
        .and("to", String.join(",", group.targets()))
        .and("model", String.join(",", group.modelsAfter()))
        .and("rule", all(advice, MovePlan.Advice::rule))
        .and("article", all(advice, MovePlan.Advice::article))
        .and("reason", all(advice, MovePlan.Advice::reason))
        .and("unless", all(advice, MovePlan.Advice::unless))
        .and(
            "evidence",
            advice.size() == 1
                ? Json.of(advice.getFirst().evidence(), VerdictText::json)
                : Json.NULL);
  }

  private static String all(List<MovePlan.Advice> advice, Function<MovePlan.Advice, String> what) {
    return advice.stream().map(what).distinct().collect(Collectors.joining(","));
  }

  private Json.Fields figures(AuditGroup group, AuditRecords records) {
    boolean anyPrice = group.isPriced() || group.lines().lines().isEmpty();
    Optional<Money> before = anyPrice ? Optional.of(group.before()) : Optional.empty();
    var percent = records.savedPercent(group);
    var json =
        Json.object()
            .and("calls", group.calls())
            .and("failed_calls", group.failedCalls())
            .and("tokens", tokens(group))
            .and("models", Json.texts(group.modelsBefore()))
            .and("before", Json.text(before))
            .and("after", Json.text(before.flatMap(_ -> records.after(group))))
            .and("saved", Json.text(before.flatMap(_ -> records.saved(group))))
            .and("saved_pct", Json.text(percent))
            .and("logged", logged(group))
            .and("unpriced_calls", AuditRecords.unpricedCalls(group));
    return audit.moved() || !group.isMoved() ? json : json.and("tier_lower", tierLower(group));
  }

  private static Json tierLower(AuditGroup group) {
    return Json.object()
        .and("models", Json.texts(group.modelsAfter()))
        .and("cost", Json.text(group.after()))
        .and("saved", Json.text(group.saved()));
  }

  public static Json tokens(AuditGroup group) {
    var usage = group.usage();
    var tokens = Json.object();
    for (var meter : TokenMeters.COUNTED) {
      tokens.and(meter.id(), Json.number(usage.of(meter)));
    }
    return tokens;
  }

  private static Json logged(AuditGroup group) {
    var usage = group.usage();
    return usage.amounts().containsKey(Meter.LOGGED_USD)
        ? new Json.Text(Rounding.exact(usage.of(Meter.LOGGED_USD)))
        : Json.NULL;
  }

  private Json loggedCheck() {
    var logged = audit.logged();
    var elsewhere = Json.object();
    for (var entry : logged.elsewhere().entrySet()) {
      elsewhere.and(entry.getKey(), Rounding.exact(entry.getValue()));
    }
    return Json.object()
        .and("records", logged.records())
        .and("logged", logged.stated().toString())
        .and("computed", logged.computed().toString())
        .and("other_currencies", elsewhere);
  }

  public static Json finding(Finding finding) {
    return Json.object()
        .and("rule", finding.rule().id())
        .and("severity", finding.severity().id())
        .and("task", finding.task())
        .and("message", finding.message())
        .and("calls", finding.calls())
        .and("amount", finding.amount().toString());
  }
}
