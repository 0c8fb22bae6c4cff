package routercost.report.whatif;

import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.Coverage;
import routercost.report.common.FindingSection;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.report.layout.TokenMeters;
import routercost.report.whatif.WhatIfReport.ConfidenceSection;
import routercost.report.whatif.WhatIfReport.PeakLoadSection;
import routercost.whatif.Alternative;
import routercost.whatif.Comparison;
import routercost.whatif.Effects.Effect;

/// A what-if as JSON (DESIGN §9). An amount that is not known is null, never zero.
record WhatIfJson(WhatIf whatIf) {
  private static final List<Field<AuditGroup>> FIGURES =
      List.of(
          Field.count("calls", AuditGroup::calls),
          Field.count("failed_calls", AuditGroup::failedCalls),
          Field.json("tokens", group -> TokenMeters.json(group.usage())),
          Field.texts("models", AuditGroup::modelsBefore),
          Field.money("before", AuditGroup::cost),
          Field.money("list", AuditGroup::list),
          Field.money("after", AuditGroup::after),
          Field.money("saved", AuditGroup::saved),
          Field.percent("saved_pct", AuditGroup::saved, AuditGroup::before),
          Field.count("unpriced_calls", AuditGroup::unpricedCalls));

  Json json() {
    var coverage = new Coverage(whatIf.asIs().before(), whatIf.head().notCounted());
    var notes = new WhatIfSummary(whatIf);
    var json =
        whatIf
            .head()
            .json(whatIf.view().verbose(), coverage, isComplete(coverage), notes.assumptions())
            .and("without", Json.texts(notes.without().stream().map(Json::key).toList()))
            .and("group_by", Json.texts(whatIf.view().grouping().ids()))
            .and(
                "groups",
                Json.items(whatIf.first(whatIf.groups(shown())).stream().map(this::group)))
            .and("totals", Field.json(FIGURES, new AuditGroup(List.of(), shown())))
            .and("scenarios", Json.items(whatIf.alternatives().stream().map(this::scenario)));
    if (whatIf.matrix()) {
      json.and("matrix", ScenarioMatrix.of(whatIf).json());
    }
    if (!whatIf.headroom().isEmpty()) {
      json.and("findings", Json.items(whatIf.headroom().stream().map(FindingSection::json)));
    }
    if (!whatIf.peaks().isEmpty()) {
      json.and("peaks", PeakLoadSection.json(whatIf.peaks()));
    }
    if (!whatIf.calibration().isEmpty()) {
      json.and("calibration", new ConfidenceSection(whatIf.calibration()).json());
    }
    return whatIf
        .best()
        .map(best -> json.and("best", new BestRouting(whatIf, best).json()))
        .orElse(json);
  }

  private boolean isComplete(Coverage coverage) {
    return coverage.isComplete()
        && !whatIf.head().isEmptied()
        && (whatIf.matrix()
            || whatIf.alternatives().stream()
                .allMatch(alternative -> alternative.saved().isPresent()));
  }

  /// The bill after the only scenario; as it is if there are several or none.
  private Comparison shown() {
    return whatIf.alternatives().size() == 1 && !whatIf.matrix()
        ? whatIf.alternatives().getFirst().adjusted()
        : whatIf.asIs();
  }

  private Json group(AuditGroup group) {
    var json =
        Json.object()
            .and("key", whatIf.view().grouping().key(group.key()))
            .and(Field.json(FIGURES, group));
    return whatIf.plan().moves() && group.isMoved()
        ? json.and("route", whatIf.plan().json(group))
        : json;
  }

  private Json scenario(Alternative alternative) {
    var percent = Rounding.exactPercent(alternative.saved(), whatIf.asIs().costBefore());
    var json =
        Json.object()
            .and("name", alternative.scenario().name())
            .and("after", alternative.adjusted().costAfter())
            .and("saved", alternative.saved())
            .and("saved_pct", Json.text(percent))
            .and("naive_saved", alternative.savedNaively())
            .and("saved_error_90", Json.quotient(whatIf.halfWidth(alternative).map(Money::usd)));
    var units = whatIf.view().units().of(alternative.adjusted(), whatIf.head());
    json.and("per", units.per()).and("payback", units.paidBack());
    if (whatIf.alternatives().size() == 1) {
      json.and("reviews", whatIf.plan().reviewsJson(alternative.saved()));
      json.and("effects", effects());
    }
    return json.and("groups", ScenarioTable.of(whatIf, alternative).json());
  }

  private Json effects() {
    var json = Json.object();
    for (var effect : Effect.values()) {
      Optional.ofNullable(whatIf.effects().get(effect))
          .ifPresent(change -> json.and(Json.key(effect.id()), change));
    }
    return json;
  }
}
