package routercost.report.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;

/// The groups of an audit as exact records. An amount that is not known is empty, never zero.
public record AuditRecords(Audit audit, List<AuditGroup> groups) {
  Records records() {
    var names = new ArrayList<>(audit.view().dimensions().stream().map(Attribute::id).toList());
    names.addAll(List.of("calls", "failed_calls"));
    names.addAll(TokenMeters.COUNTED.stream().map(Meter::id).toList());
    names.addAll(
        List.of(
            "models",
            "before_usd",
            "models_after",
            "after_usd",
            "saved_usd",
            "saved_pct",
            "tier_lower_usd",
            "logged_usd",
            "unpriced_calls",
            "plan",
            "prices"));
    int top = audit.view().top().orElse(groups.size());
    return new Records(names, groups.stream().limit(top).map(this::record).toList());
  }

  private List<String> record(AuditGroup group) {
    var fields = new ArrayList<>(group.key());
    var usage = group.usage();
    fields.add(Rounding.exact(group.calls()));
    fields.add(Rounding.exact(group.failedCalls()));
    TokenMeters.COUNTED.stream().map(meter -> Rounding.exact(usage.of(meter))).forEach(fields::add);
    fields.add(String.join(",", group.modelsBefore()));
    boolean anyPrice = group.isPriced();
    fields.add(anyPrice ? group.before().toString() : "");
    fields.add(String.join(",", audit.moved() ? group.modelsAfter() : group.modelsBefore()));
    fields.add(anyPrice ? after(group).map(Money::toString).orElse("") : "");
    fields.add(anyPrice ? saved(group).map(Money::toString).orElse("") : "");
    fields.add(savedPercent(group));
    fields.add(audit.moved() || !group.isMoved() ? "" : text(group.after()));
    fields.add(usage.amounts().containsKey(Meter.LOGGED_USD) ? logged(group) : "");
    fields.add(Rounding.exact(unpricedCalls(group)));
    fields.add(audit.plan().kind().id());
    fields.add(audit.head().prices());
    return fields;
  }

  private static String text(Optional<Money> money) {
    return money.map(Money::toString).orElse("");
  }

  private static String logged(AuditGroup group) {
    return Rounding.exact(group.usage().of(Meter.LOGGED_USD));
  }

  /// What the group costs after the moves; as before while no move is asked for.
  Optional<Money> after(AuditGroup group) {
    return audit.moved() ? group.after() : Optional.of(group.before());
  }

  Optional<Money> saved(AuditGroup group) {
    return after(group).map(group.before()::minus);
  }

  String savedPercent(AuditGroup group) {
    var before = group.before().usd();
    return before.signum() == 0
        ? ""
        : saved(group).map(saved -> Rounding.exactPercent(saved.usd(), before)).orElse("");
  }

  /// All groups as one.
  AuditGroup whole() {
    return AuditGroup.together(List.of(), groups);
  }

  public static BigDecimal unpricedCalls(AuditGroup group) {
    return group.allCalls().subtract(group.pricedCalls());
  }
}
