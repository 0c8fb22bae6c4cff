package routercost.report.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.whatif.Alternative;

/// A what-if as exact records: one for each group under each alternative. An amount that is not
/// known is empty, never zero.
record WhatIfRecords(WhatIf whatIf) {
  Records records() {
    var names = new ArrayList<>(whatIf.view().dimensions().stream().map(Attribute::id).toList());
    names.addAll(
        List.of(
            "scenario",
            "calls",
            "failed_calls",
            "models",
            "before_usd",
            "models_after",
            "after_usd",
            "saved_usd",
            "saved_pct",
            "naive_saved_usd",
            "break_even_redo_pct",
            "unpriced_calls",
            "prices"));
    var rows = new ArrayList<List<String>>();
    for (var alternative : whatIf.alternatives()) {
      rows.addAll(rows(alternative));
    }
    return new Records(names, rows);
  }

  private List<List<String>> rows(Alternative alternative) {
    var naive = new HashMap<List<String>, AuditGroup>();
    whatIf.groups(alternative.naive()).forEach(group -> naive.put(group.key(), group));
    return whatIf.groups(alternative.adjusted()).stream()
        .map(
            group ->
                row(
                    alternative.scenario().name(),
                    group,
                    Optional.ofNullable(naive.get(group.key()))))
        .toList();
  }

  private List<String> row(String scenario, AuditGroup group, Optional<AuditGroup> naive) {
    var fields = new ArrayList<>(group.key());
    boolean priced = group.isPriced();
    fields.add(scenario);
    fields.add(Rounding.exact(group.calls()));
    fields.add(Rounding.exact(group.failedCalls()));
    fields.add(String.join(",", group.modelsBefore()));
    fields.add(priced ? group.before().toString() : "");
    fields.add(String.join(",", group.modelsAfter()));
    fields.add(priced ? text(group.after()) : "");
    fields.add(priced ? text(group.saved()) : "");
    fields.add(priced ? percent(group.saved(), group.before()) : "");
    fields.add(priced ? text(naive.flatMap(AuditGroup::saved)) : "");
    fields.add(redo(group));
    fields.add(Rounding.exact(group.unpricedCalls()));
    fields.add(whatIf.head().prices());
    return fields;
  }

  private static String text(Optional<Money> money) {
    return money.map(Money::toString).orElse("");
  }

  static String percent(Optional<Money> part, Money whole) {
    return whole.isZero()
        ? ""
        : part.map(some -> Rounding.exactPercent(some.usd(), whole.usd())).orElse("");
  }

  private static String redo(AuditGroup group) {
    return BreakEvenSection.of(List.of(group)).stream()
        .flatMap(some -> some.breakEven().escalation().stream())
        .map(share -> Rounding.exactPercent(share, java.math.BigDecimal.ONE))
        .findFirst()
        .orElse("");
  }
}
